#include "indexer/base/utf8.h"

#include "tests/support/catch2.h"

using namespace callside;

TEST_CASE("text is cut between characters") {
  CHECK(whole_characters("abc", 3) == 3);
  CHECK(whole_characters("abc", 2) == 2);
  CHECK(whole_characters("abc", 0) == 0);
  CHECK(whole_characters("", 5) == 0);
  const std::string text = "a\u0436\u3042\U0001F600";  // 1, 2, 3 and 4 bytes
  const std::size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t most = 0; most < std::size(cuts); ++most) {
    INFO(most);
    CHECK(whole_characters(text, most) == cuts[most]);
  }
}

TEST_CASE("bytes that are not UTF-8 may be cut anywhere") {
  CHECK(whole_characters(std::string(10, '\x80'), 7) == 7);
}
