#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"
#include "indexer/sources/native_field.h"

namespace callside {

// The keys at the beginning of a Markdown file, and the text after them. The keys are YAML between two lines
// of "---", TOML between two lines of "+++", or a JSON object that ends its line.
struct FrontMatter {
  NativeFields fields;
  std::string_view text;  // into the file's bytes
};

// Splits a file into front matter and text. `bytes` is the whole file, valid UTF-8. A byte order mark, other
// invisible characters and blank lines may come first; lines end with LF, CRLF or CR. Front matter that
// cannot be read completely, or that is not recognised as such (find_unread_front_matter()), gives a Remark
// with the line of the problem: it may restrict who sees the text, so nothing is guessed. Once keys were
// read, further front matter is text. Any thread.
tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file);

// Reads each key of YAML front matter that read_front_matter() rejected, as far as possible, to find the
// article's last published version. Returns nullopt if an unreadable key might identify the article or
// restrict its readers. Do not index the result.
std::optional<NativeFields> read_broken_front_matter(std::string_view bytes);

}  // namespace callside
