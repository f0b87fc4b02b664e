#include "indexer/config/api_key_file.h"

#include <set>
#include <string>

#include "tests/support/catch2.h"
#include "tests/support/text.h"

using callside::ApiKeyEntry;
using callside::format_api_key_entry;
using callside::parse_api_key_file;
using callside::testing::holds;

namespace {

using AudienceNames = std::set<std::string>;

// An entry whose hash repeats `digit`, followed by `more`.
std::string key_entry(const std::string& name, char digit, const std::string& more) {
  return "- name: " + name + "\n  sha256: " + std::string(64, digit) + "\n" + more;
}

const std::string kAnaEntry = key_entry("Ana", 'a', "  audiences: [public, internal]\n");

callside::Error key_file_failure(const std::string& yaml) {
  const auto file = parse_api_key_file(yaml, "keys.yaml", std::nullopt);
  REQUIRE_FALSE(file);
  CHECK(file.error().code == callside::ErrorCode::invalid_input);
  CHECK_FALSE(file.error().hint.empty());
  return file.error();
}

}  // namespace

TEST_CASE("a keys file is a list of entries") {
  const auto file = parse_api_key_file(
      kAnaEntry +
          key_entry("Partner", 'B', "  audiences: partners\n  brands: [north, south]\n  until: 2027-01-31\n"),
      "keys.yaml", std::nullopt);
  REQUIRE(file);
  REQUIRE(file->entries.size() == 2);
  CHECK(file->entries[0] == ApiKeyEntry{"Ana", std::string(64, 'a'), {"internal", "public"}, {}, ""});
  CHECK(file->entries[1] ==
        ApiKeyEntry{
            "Partner", std::string(64, 'b'), {"partners"}, AudienceNames{"north", "south"}, "2027-01-31"});
  for (const ApiKeyEntry& one : file->entries) {
    const auto again = parse_api_key_file(format_api_key_entry(one), "keys.yaml", std::nullopt);
    REQUIRE(again);
    CHECK(again->entries == std::vector{one});
  }
}

TEST_CASE("a blank keys file is not an explicit list of no keys") {
  for (const char* blank : {"", "\n", "# none yet\n", "---\n", "null\n"}) {
    CAPTURE(blank);
    const auto file = parse_api_key_file(blank, "keys.yaml", std::nullopt);
    REQUIRE(file);
    CHECK(file->is_blank);
    CHECK(file->entries.empty());
  }
  const auto none = parse_api_key_file("# none yet\n[]\n", "keys.yaml", std::nullopt);
  REQUIRE(none);
  CHECK_FALSE(none->is_blank);
  CHECK(none->entries.empty());
}

TEST_CASE("one faulty entry rejects the whole keys file, naming the line") {
  const auto misspelt =
      key_file_failure(kAnaEntry + key_entry("B", 'b', "  audiences: public\n  untill: 2027-01-01\n"));
  CHECK(misspelt.message == "keys.yaml:7: unknown field \"untill\"");
  CHECK(misspelt.hint == "did you mean \"until\"?");
  CHECK(key_file_failure(kAnaEntry + key_entry("Ana", 'b', "  audiences: public\n")).message ==
        "keys.yaml:4: the name \"Ana\" occurs twice");
  CHECK(key_file_failure(kAnaEntry + key_entry("B", 'a', "  audiences: public\n")).message ==
        "keys.yaml:4: the same sha256 as the key \"Ana\"");
  CHECK(holds(key_file_failure("name: Ana\n").message, "keys.yaml:1: "));
  CHECK(holds(key_file_failure("- Ana\n").message, "keys.yaml:1: "));
  CHECK(holds(key_file_failure("- name: [a\n").message, "keys.yaml:2: not valid YAML"));
  for (const char* more :
       {"audiences: []\n", "audiences: [[a]]\n", "audiences:\n", "audiences: {public: 1}\n",
        "audiences: public\n  brands: []\n", "audiences: public\n  until: 2027-02-30\n",
        "audiences: public\n  until: tomorrow\n", "audiences: public\n  until:\n", "brands: north\n",
        "audiences: public\n  [a]: b\n"}) {
    CAPTURE(more);
    CHECK(holds(key_file_failure(key_entry("B", 'b', "  " + std::string(more))).message, "keys.yaml:"));
  }
  CHECK(key_file_failure("- name: B\n  sha256: abc\n  audiences: public\n").message ==
        "keys.yaml:2: sha256 must be 64 hexadecimal digits");
  CHECK(key_file_failure(key_entry("B", 'g', "  audiences: public\n")).message ==
        "keys.yaml:2: sha256 must be 64 hexadecimal digits");
}

TEST_CASE("if groups are declared, a key cannot have another audience") {
  const std::string yaml = key_entry("Partner", 'a', "  audiences: [public, internal, partners]\n");
  CHECK(parse_api_key_file(yaml, "keys.yaml", AudienceNames{"partners"}));
  const auto file = parse_api_key_file(yaml, "keys.yaml", AudienceNames{"press"});
  REQUIRE_FALSE(file);
  CHECK(file.error().message == "keys.yaml:3: unknown audience \"partners\"");
  CHECK(file.error().hint == "declare it under groups: in callside.yaml");
}
