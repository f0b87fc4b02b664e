#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("an error code that no document has is not answered by its neighbours") {
  std::vector<Document> documents;
  for (const char* code : {"KX-7714", "KX-7741"})
    documents.push_back(article(code, "en", std::string("Scanner says ") + code, "Wipe the glass."));
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    documents.push_back(
        article("n" + number, "en", "Notice on board " + number, "Read line " + number + "."));
  }
  TestIndex index(std::move(documents));
  CHECK(index.ask("KX-7717").nothing_good);
  CHECK_FALSE(index.ask("KX-7714").nothing_good);
  CHECK(index.ids("KX-7714").front() == "KX-7714");
  // All parts of it exist: it is only written in another way.
  CHECK_FALSE(index.ask("scanner kx 7741").nothing_good);
}
