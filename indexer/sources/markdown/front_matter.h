#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"
#include "indexer/sources/native_field.h"

namespace callside {

// The keys at the beginning of a Markdown file, and the text behind them: YAML between two lines of "---",
// TOML between two lines of "+++", or a JSON object that ends with its line.
struct FrontMatter {
  NativeFields fields;
  std::string_view text;  // into the file's bytes
};

// `bytes`: the whole file, valid UTF-8; a byte order mark, other invisible characters and blank lines may
// come first; lines end with LF, CRLF or CR. What is wrong is a Remark at the line of the problem: front
// matter that can't be read in full may have held who may see the text, so nothing is guessed. So is front
// matter that is not recognised for one (find_unread_front_matter()). Once keys were read, what looks like
// front matter further down is text. Any thread.
tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file);

// Of YAML front matter that read_front_matter() refused: its keys as far as each can be read alone, so that
// the last published version of the article is found. Nothing where one of them might say what the article is
// or who may see it, and can't be read. Not to be indexed.
std::optional<NativeFields> read_broken_front_matter(std::string_view bytes);

}  // namespace callside
