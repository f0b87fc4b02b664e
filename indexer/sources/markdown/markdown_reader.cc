#include "indexer/sources/markdown/markdown_reader.h"

#include <utility>

#include "indexer/sources/markdown/front_matter.h"
#include "indexer/sources/path_names.h"

namespace callside {

Parsed MarkdownReader::read(const RawRecord& record, std::string_view above) const {
  if (auto refused = refuse_encoding(record, "file")) return rejected(std::move(*refused));
  PathNames names = names_of_article(above, record.path);
  Given given;
  given.kind = Kind::article;
  given.id = std::move(names.id);
  given.lang = std::move(names.lang);
  given.file_title = title_of_file(record.path);
  auto front_matter = read_front_matter(record.bytes, record.place.file);
  if (front_matter) {
    given.text = front_matter->text;
    return records().make(record.place, std::move(front_matter->fields), std::move(given));
  }
  Parsed parsed = rejected(std::move(front_matter.error()));
  if (auto fields = read_broken_front_matter(record.bytes)) {
    given.text = "";
    Parsed guessed = records().make(record.place, std::move(*fields), std::move(given));
    parsed.intended = guessed.document ? std::move(guessed.document) : std::move(guessed.intended);
  }
  return parsed;
}

}  // namespace callside
