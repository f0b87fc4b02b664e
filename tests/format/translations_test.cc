#include "indexer/format/translations.h"

#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("records of translations are read as written, and a newer record replaces an older one") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  CHECK(read_translations(index)->empty());
  Translations translations;
  translations.record({"a", "pt-BR", "en", "d1", "2026-01-01T00:00:00Z", "ana"});
  translations.record({"a", "pt-br", "en", "d2", "2026-02-01T00:00:00Z", "luka"});
  translations.record({"a", "sl", "en", "d3", "2026-01-01T00:00:00Z", "ana"});
  REQUIRE(write_translations(index, translations));
  const auto read = read_translations(index);
  REQUIRE(read);
  CHECK(read->size() == 2);
  CHECK(read->find("a", "PT-BR")->digest == "d2");
  CHECK(read->find("a", "sl")->digest == "d3");
  CHECK(read->find("a", "en") == nullptr);
}

TEST_CASE("a damaged file of translations is an error, never a partial result") {
  const TemporaryFolder folder;
  const IndexFolder index(folder.path());
  const auto write = [&](const std::string& text) { std::ofstream(index.translations_file()) << text; };
  for (const std::string text :
       {"", "{", "[]", R"({"version":1})", R"({"version":1,"translations":[{"id":"a"}]})"}) {
    write(text);
    CAPTURE(text);
    CHECK(read_translations(index).error().code == ErrorCode::io);
  }
  write(R"({"version":2,"translations":[]})");
  CHECK(read_translations(index).error().code == ErrorCode::old_index);
}
