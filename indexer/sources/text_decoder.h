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

// Encoding of a file. It is the one of the byte order mark; else UTF-8 if the whole file is valid UTF-8; else
// the guess of ICU's detector, which is refined to tell Windows-1250 from Windows-1252 by the language that
// the text would be in. Reads the file once from start to end, in constant memory.
struct FoundEncoding {
  std::string name;      // as ICU names it: "UTF-8", "windows-1250"
  std::size_t mark = 0;  // length of the byte order mark, in bytes
  bool guessed = false;  // from its letters, so it may be wrong
};
Result<FoundEncoding> find_encoding(const std::filesystem::path& path);

// Returns true if ICU has a converter of this name.
bool is_encoding(const std::string& name);

// Reads a file as UTF-8 text, in parts. Bytes that are invalid in the encoding become U+FFFD; a file that is
// UTF-8 already is passed through unchanged, valid or not. One thread.
class TextDecoder {
 public:
  static Result<TextDecoder> open(const std::filesystem::path& path, const FoundEncoding& encoding);
  TextDecoder(TextDecoder&& other) noexcept;
  TextDecoder& operator=(TextDecoder&&) = delete;
  ~TextDecoder();

  // Appends the next part to `text`. Returns false at the end of the file.
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
  Converter from_, to_;   // null for UTF-8
  std::u16string pivot_;  // ICU's buffer between the two converters
  char16_t* pivot_source_ = nullptr;
  char16_t* pivot_target_ = nullptr;
  bool ended_ = false;
};

}  // namespace callside
