#include "indexer/sources/text_reader.h"

#include <algorithm>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/markdown/unread_front_matter.h"
#include "indexer/sources/path_names.h"

namespace callside {

namespace {

constexpr std::size_t kTitleCodePoints = 120;

// Removes the title line from `text` and returns it; empty if the text begins with a paragraph.
std::string take_title(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
  const std::size_t next = std::min(text.find_first_not_of(" \t\r", end), text.size());
  const std::size_t after =
      next < text.size() ? text.find_first_not_of(" \t\r", next + 1) : std::string_view::npos;
  const bool alone = after == std::string_view::npos || text[after] == '\n';
  std::string title = collapse(text.substr(begin, end - begin));
  if (!alone || count_code_points(title) > kTitleCodePoints) return {};
  if (after != std::string_view::npos) text.remove_prefix(after);
  return title;
}

}  // namespace

Parsed TextReader::read(const RawRecord& record, std::string_view above) const {
  if (auto refused = refuse_encoding(record, "file")) return rejected(std::move(*refused));
  PathNames names = names_of_article(above, record.path);
  std::string_view text = without_byte_order_mark(record.bytes);
  if (const auto line = find_unread_front_matter(text)) {
    return rejected({record.place.file, *line}, "this looks like front matter, which a text file cannot have",
                    "rename the file to .md, or remove the keys");
  }
  Given given;
  given.kind = Kind::article;
  given.id = std::move(names.id);
  given.lang = std::move(names.lang);
  given.title = take_title(text);
  given.file_title = title_of_file(record.path);
  given.text = text;
  given.format = TextFormat::text;
  return records().make(record.place, {}, std::move(given));
}

}  // namespace callside
