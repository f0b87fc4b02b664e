#include "indexer/redact/name_table.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch2.h"

namespace {

using callside::NameTable;

callside::WordKey key_of(std::u32string_view folded) {
  callside::WordKey key = callside::kEmptyWord;
  for (const char32_t c : folded) key = callside::add_letter(key, c);
  return key;
}

int inflected(std::u32string_view folded) {
  std::vector<callside::WordKey> keys;
  for (std::size_t size = 1; size <= folded.size(); ++size) keys.push_back(key_of(folded.substr(0, size)));
  return NameTable::instance().find_inflected(folded, keys);
}

}  // namespace

TEST_CASE("the name table knows names, and which of them are also words") {
  const NameTable& names = NameTable::instance();
  CHECK((names.find(key_of(U"mojca")) & callside::kGivenName) != 0);
  CHECK((names.find(key_of(U"kowalczyk")) & callside::kFamilyName) != 0);
  CHECK((names.find(key_of(U"oluwaseun")) & callside::kAlsoWord) == 0);
  CHECK((names.find(key_of(U"grace")) & callside::kAlsoWord) != 0);
  CHECK((names.find(key_of(U"luz")) & callside::kAlsoWord) != 0);
  CHECK(names.find(key_of(U"rechnung")) == 0);
  CHECK(names.find(key_of(U"router")) == 0);
}

TEST_CASE("the name table finds names with case endings") {
  // Forms of Ana, Nejc, Marko, Pavel and Metka; Petra's in German.
  for (const std::u32string_view form :
       {U"mojco", U"mojci", U"mojcin", U"nejca", U"nejcem", U"markom", U"pavla", U"metkina", U"petras"}) {
    const int signs = inflected(form);
    CHECK((signs & callside::kGivenName) != 0);
    CHECK((signs & callside::kInflected) != 0);
  }
  CHECK(inflected(U"racuna") == 0);
  CHECK(inflected(U"po") == 0);
}
