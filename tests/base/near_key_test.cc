#include "indexer/base/near_key.h"

#include <array>

#include "tests/support/catch2.h"

using callside::key_distance;
using callside::mistyped_key;

TEST_CASE("distance counts added, removed, changed and swapped letters, ignoring case") {
  CHECK(key_distance("audience", "AUDIENCE") == 0);
  CHECK(key_distance("audiance", "audience") == 1);
  CHECK(key_distance("audiecne", "audience") == 1);
  CHECK(key_distance("audince", "audience") == 1);
  CHECK(key_distance("adiance", "audience") == 2);
  CHECK(key_distance("", "abc") == 3);
  CHECK(key_distance("completely", "different", 2) == 3);
}

TEST_CASE("a typo is distinguished from another word") {
  constexpr std::array<std::string_view, 5> kKnown = {"id", "lang", "owner", "audience", "kind"};
  CHECK(mistyped_key("audiance", kKnown) == "audience");
  CHECK(mistyped_key("ID", kKnown) == "id");
  CHECK(mistyped_key("lnag", kKnown) == "lang");
  CHECK(mistyped_key("onwre", kKnown) == "owner");
  CHECK(mistyped_key("link", kKnown).empty());   // changes two of the four letters of "kind"
  CHECK(mistyped_key("x", kKnown).empty());      // changes all of "id"
  CHECK(mistyped_key("order", kKnown).empty());  // one of the words that exports use
  CHECK(mistyped_key("audio", kKnown).empty());
}
