#include "indexer/assembly/id_words.h"

#include "tests/support/catch2.h"

using namespace callside;

TEST_CASE("the words of an id come from the last part of its path") {
  CHECK(id_words("billing/refund-duplicate_charge.html") == "refund duplicate charge");
  CHECK(id_words("refund") == "refund");
  CHECK(id_words("obračun/vračilo-plačila.md") == "vračilo plačila");
  CHECK(id_words("release.notes") == "release notes");
}

TEST_CASE("numbers, codes and short words of an id are skipped") {
  CHECK(id_words("text/scalc/01/04060104.html").empty());
  CHECK(id_words("kb/how-to-reset-nv4012") == "how reset");
  CHECK(id_words("9f86d081-884c-4d63-a1f5").empty());
  CHECK(id_words("").empty());
  CHECK(id_words("folder/").empty());
}
