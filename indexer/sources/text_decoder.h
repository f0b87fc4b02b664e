#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

struct UConverter;

namespace callside {

// Which encoding a file is in: that of its byte order mark; else UTF-8, where the whole file is valid UTF-8;
// else what its letters look like, by ICU's detector, with Windows-1250 told from Windows-1252 by the
// language that the text would be in. The file is read once from end to end, in constant memory.
struct FoundEncoding {
  std::string name;      // ICU's: "UTF-8", "windows-1250"
  std::size_t mark = 0;  // bytes of the byte order mark
  bool guessed = false;  // by its letters: it may be another one
};
Result<FoundEncoding> find_encoding(const std::filesystem::path& path);

// Whether ICU has a converter of this name.
bool is_encoding(const std::string& name);

// A file's text as UTF-8, in parts. What the encoding does not have becomes U+FFFD. UTF-8 itself is passed
// through as it is. One thread.
class TextDecoder {
 public:
  static Result<TextDecoder> open(const std::filesystem::path& path, const FoundEncoding& encoding);
  TextDecoder(TextDecoder&& other) noexcept;
  TextDecoder& operator=(TextDecoder&&) = delete;
  ~TextDecoder();

  // Appends the next part to `text`; false: there is none.
  Result<bool> more(std::string& text);

 private:
  struct Closer {
    void operator()(UConverter* converter) const;
  };
  using Converter = std::unique_ptr<UConverter, Closer>;

  TextDecoder(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  Result<bool> read(std::string& bytes);

  int fd_;
  std::string path_;
  Converter from_, to_;   // absent: it is UTF-8
  std::u16string pivot_;  // ICU's own, between the two
  char16_t* pivot_source_ = nullptr;
  char16_t* pivot_target_ = nullptr;
  bool ended_ = false;
};

}  // namespace callside
