#include "indexer/config/yaml_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;

namespace {

YamlValue parsed(const std::string& yaml) {
  auto value = parse_yaml(yaml, "a.yaml");
  REQUIRE(value);
  return *value;
}

constexpr std::string_view kKnown[] = {"listen", "hosts"};

Error key_fault(const std::string& yaml, const YamlKeys& keys) {
  const auto done =
      parsed(yaml).each_key(keys, [](const YamlValue&, const YamlValue&) -> Result<void> { return ok(); });
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::invalid_input);
  return done.error();
}

}  // namespace

TEST_CASE("a YAML value is a text, a list, a map or missing") {
  const YamlValue root = parsed("text: 'a b'\nnumber: 0.5\nlist: [x, y]\nmap: {k: v}\nnone:\nnull: ~\n");
  REQUIRE(root.is_map());
  CHECK(root.size() == 6);
  CHECK(root.find("text")->text() == "a b");
  CHECK_FALSE(root.find("text")->number());
  CHECK(root.find("number")->number() == 0.5);
  CHECK(root.find("list")->size() == 2);
  CHECK(root.find("list")->text().empty());
  CHECK(root.find("list")->items().at(1).text() == "y");
  CHECK(root.find("map")->entries().at(0).value.text() == "v");
  CHECK(root.find("none")->is_missing());
  CHECK_FALSE(root.find("none")->is_text());
  CHECK_FALSE(root.find("absent"));
  CHECK_FALSE(root.find("text")->find("k"));
  CHECK(root.find("text")->one_or_many().size() == 1);
  CHECK(root.find("list")->one_or_many().size() == 2);
  CHECK(root.find("map")->line() == 4);
  CHECK(root.find("map")->place() == "a.yaml:4");
  CHECK(parsed("# nothing\n").is_missing());
  CHECK(parsed("").place() == "a.yaml:1");
}

TEST_CASE("keys of a map are visited in order until the first error") {
  const YamlValue root = parsed("listen: a\nhosts: b\n");
  std::string seen;
  CHECK(root.each_key({kKnown, ""}, [&](const YamlValue& key, const YamlValue& value) -> Result<void> {
    seen += key.text() + value.text();
    return ok();
  }));
  CHECK(seen == "listenahostsb");
  const auto done = root.each_key({kKnown, ""}, [](const YamlValue& key, const YamlValue&) -> Result<void> {
    return key.fault("no", "hint");
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().message == "a.yaml:1: no");
}

TEST_CASE("unknown and repeated YAML keys are errors") {
  const Error unknown = key_fault("hosts: a\nlissten: b\n", {kKnown, "under searchd"});
  CHECK(unknown.message == "a.yaml:2: unknown key \"lissten\" under searchd");
  CHECK(unknown.hint == "did you mean \"listen\"?");
  CHECK(key_fault("[a]: b\n", {kKnown, "", "field"}).message == "a.yaml:1: unknown field \"\"");
  const Error twice = key_fault("hosts: a\nhosts: b\n", {kKnown, ""});
  CHECK(twice.message == "a.yaml:2: the key \"hosts\" occurs twice");
}

TEST_CASE("invalid YAML and files above the limit are errors") {
  const auto invalid = parse_yaml("a: [\n", "a.yaml");
  REQUIRE_FALSE(invalid);
  CHECK(invalid.error().message.starts_with("a.yaml:2: not valid YAML"));
  CHECK(invalid.error().hint == kYamlHint);
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "a.yaml";
  REQUIRE(replace_file(file, "a: b\n"));
  CHECK(read_yaml(file, 5));
  CHECK_FALSE(read_yaml(file, 4));
  CHECK(read_yaml(folder.path() / "absent", 5).error().code == ErrorCode::not_found);
}

TEST_CASE("texts are written so that YAML reads them back") {
  for (const char* text :
       {"north", "a: b", "- x", "[y]", "null", "2027-01-31", "it's \"quoted\"", "č\nž", " ", ""}) {
    CAPTURE(text);
    CHECK(parsed("a: " + yaml_text(text) + "\n").find("a")->text() == text);
    CHECK(parsed(yaml_list({text, "b, c"})).size() == 2);
  }
  CHECK(yaml_list({"north", "south"}) == "[north, south]");
}
