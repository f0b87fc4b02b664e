#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "indexer/schema/document_stream.h"
#include "indexer/sources/native_field.h"

namespace callside {

// The YAML between two lines of "---" at the beginning of a Markdown file, and the text behind it.
struct FrontMatter {
  NativeFields fields;
  std::string_view text;  // into the file's bytes
};

// `bytes`: the whole file, valid UTF-8; a byte order mark and blank lines may come first; LF or CRLF. What is
// wrong is a Remark at the line of the problem: front matter that can't be read in full may have held who may
// see the text, so nothing is guessed. Any thread.
tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file);

// Of front matter that read_front_matter() refused since it is not YAML: its keys as far as each can be read
// alone, so that the last published version of the article is found. Nothing where one of them might say what
// the article is or who may see it, and can't be read. Not to be indexed.
std::optional<NativeFields> read_broken_front_matter(std::string_view bytes);

}  // namespace callside
