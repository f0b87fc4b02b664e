#include "indexer/sources/html/html_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/html_page.h"
#include "indexer/sources/html/html_tree.h"
#include "indexer/sources/language_tag.h"
#include "indexer/sources/markdown/unread_front_matter.h"
#include "indexer/sources/path_names.h"
#include "indexer/sources/text_lines.h"

namespace callside {

namespace {

std::string_view base_of(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool has_heading(const Content& content) {
  return std::any_of(content.blocks.begin(), content.blocks.end(),
                     [](const Block& block) { return block.type == BlockType::heading; });
}

// The page's own language takes precedence over its folder's. Warns if they differ, as one must be wrong.
void choose_language(const Place& place, const std::string& written, std::string folder, Given& given) {
  given.lang = std::move(folder);
  if (written.empty()) return;
  auto lang = canonical_language(written);
  if (!lang) {
    given.remarks.push_back({Remark::Level::warning, place,
                             "lang=" + in_quotes(written) + " is not a language tag",
                             "write a BCP 47 tag, such as en, pt-BR or sr-Latn"});
    return;
  }
  if (*lang == "und") return;
  if (!given.lang.empty() && base_of(given.lang) != base_of(*lang)) {
    given.remarks.push_back(
        {Remark::Level::warning, place,
         "the page has lang=" + in_quotes(*lang) + " but is in the folder for " + given.lang,
         "correct <html lang>, or move the page"});
  }
  given.lang = std::move(*lang);
}

bool begins_with_markup(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || bytes[first] == '<';
}

}  // namespace

Parsed HtmlReader::read(const RawRecord& record, std::string_view /*above*/) const {
  if (auto refused = refuse_encoding(record, "file")) return rejected(std::move(*refused));
  const std::string_view bytes = without_invisible(record.bytes);
  if (const auto line = begins_with_markup(bytes) ? std::nullopt : find_unread_front_matter(bytes)) {
    return rejected(
        {record.place.file, *line}, "this looks like front matter, which HTML pages cannot have",
        "use <meta name=\"visibility\" content=\"internal\"> instead, or make it a Markdown file");
  }
  const auto tree = HtmlTree::parse(bytes);
  if (!tree) return rejected(record.place, tree.error().message, tree.error().hint);
  HtmlPage page = read_html_page(*tree);
  PathNames names = names_of_page(record.path);
  Given given;
  given.kind = Kind::article;
  given.id = std::move(names.id);
  choose_language(record.place, page.lang, std::move(names.lang), given);
  given.url = std::move(page.url);
  given.keywords = std::move(page.keywords);
  given.content = page.main != nullptr ? read_page_content(page.main, {true, page.title}) : Content{};
  given.title = std::move(page.title);
  // A headline in <header> is not part of the text, but serves as its title.
  if (given.title.empty() && !has_heading(*given.content)) given.title = std::move(page.headline);
  given.file_title = title_of_file(record.path);
  for (NativeField& field : page.state) field.line = record.place.line;
  return records().make(record.place, std::move(page.state), std::move(given));
}

}  // namespace callside
