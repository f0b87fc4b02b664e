#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "indexer/base/error.h"

namespace callside {

// Reads a file line by line. Uses a 256 KiB buffer plus the current line, whatever the file's size.
class LineReader {
 public:
  enum class Found { line, too_long, end };

  static Result<LineReader> open(const std::filesystem::path& path);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) noexcept;
  ~LineReader();

  // Reads the next line, without its line feed. Skips a line of more than `limit` bytes without buffering it;
  // `line` is empty then.
  Result<Found> next(std::string& line, std::size_t limit);
  // Number of the line that next() returned last, from 1.
  std::size_t line_number() const { return number_; }

 private:
  LineReader(int fd, std::string path);
  Result<bool> fill();  // returns false at the end of the file

  int fd_;
  std::string path_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t number_ = 0;
};

}  // namespace callside
