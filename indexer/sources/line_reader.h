#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "indexer/base/error.h"

namespace callside {

// Reads a file line by line. Memory: a buffer of 256 KiB and the line that is asked for, whatever the file's
// size.
class LineReader {
 public:
  enum class Found { line, too_long, end };

  static Result<LineReader> open(const std::filesystem::path& path);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) noexcept;
  ~LineReader();

  // The next line without its line feed. A line above `limit` bytes is skipped without being held: `line` is
  // empty then.
  Result<Found> next(std::string& line, std::size_t limit);
  // The number of the line that next() gave, from 1.
  std::size_t line_number() const { return number_; }

 private:
  LineReader(int fd, std::string path);
  Result<bool> fill();  // false: the file is at its end

  int fd_;
  std::string path_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t number_ = 0;
};

}  // namespace callside
