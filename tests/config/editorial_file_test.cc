#include "indexer/config/editorial_file.h"

#include <cstdlib>
#include <ctime>
#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;

std::optional<std::string> canonical(std::string_view tag) {
  if (tag == "EN") return "en";
  for (const char* known : {"en", "sl", "de", "pt-BR"}) {
    if (tag == known) return std::string(tag);
  }
  return std::nullopt;
}

class File {
 public:
  explicit File(const std::string& text) { std::ofstream(path(), std::ios::binary) << text; }
  fs::path path() const { return folder_.path() / "search.yaml"; }
  fs::path folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

EditorialRules read(const std::string& text) {
  auto rules = load_editorial_rules(File(text).path(), canonical, TimeZone());
  if (!rules) FAIL(rules.error().message);
  return std::move(*rules);
}

// Returns "LINE: reason | hint", without the file's path.
std::string fault(const std::string& text) {
  const File file(text);
  const auto rules = load_editorial_rules(file.path(), canonical, TimeZone());
  REQUIRE_FALSE(rules);
  CHECK(rules.error().code == ErrorCode::invalid_input);
  const std::string& message = rules.error().message;
  REQUIRE(message.starts_with(file.path().string() + ":"));
  return message.substr(file.path().string().size() + 1) + " | " + rules.error().hint;
}

}  // namespace

TEST_CASE("the editors' file accepts texts and lists") {
  const EditorialRules rules = read(R"(# ours
synonyms:
  - {callers_say: tuck money, articles_say: [lunch account, balance], lang: EN}
  - same: [laptop, notebook]
    lang: [en, sl]
  - [parking permit, parking card]

pins:
  - words: portal down
    article: portal/status
    from: 2026-10-01 07:30Z
    until: 2026-10-01T12:00Z
    product: portal
  - words: [snow, ice]
    article: [a, b]
    lang: pt-BR
never_for:
  - {words: lost phone, article: devices/laptop}
)");
  REQUIRE(rules.synonyms.size() == 3);
  CHECK(rules.synonyms[0] == SynonymRule{3, false, {"tuck money"}, {"lunch account", "balance"}, {"en"}});
  CHECK(rules.synonyms[1] ==
        SynonymRule{4, true, {"laptop", "notebook"}, {"laptop", "notebook"}, {"en", "sl"}});
  CHECK(rules.synonyms[2].is_mutual);
  CHECK(rules.synonyms[2].line == 6);
  REQUIRE(rules.pins.size() == 2);
  CHECK(rules.pins[0].line == 9);
  CHECK(rules.pins[0].words == Texts{"portal down"});
  CHECK(rules.pins[0].articles == Texts{"portal/status"});
  CHECK(rules.pins[0].product == Texts{"portal"});
  CHECK(format_utc(*rules.pins[0].from) == "2026-10-01T07:30:00Z");
  CHECK(format_utc(*rules.pins[0].until) == "2026-10-01T12:00:00Z");
  CHECK(rules.pins[1].words == Texts{"snow", "ice"});
  CHECK(rules.pins[1].articles == Texts{"a", "b"});
  CHECK_FALSE(rules.pins[1].until);
  REQUIRE(rules.never_for.size() == 1);
  CHECK(rules.never_for[0].articles == Texts{"devices/laptop"});
  CHECK(read("").empty());
  CHECK(read("synonyms:\npins:\n").empty());
}

TEST_CASE("a day without a time is the whole day, in the time zone of the machine") {
  ::setenv("TZ", "Europe/Ljubljana", 1);
  ::tzset();
  const EditorialRules rules =
      read("pins: [{words: a b, article: x, from: 2026-10-01, until: 2026-10-01}]\n");
  ::unsetenv("TZ");
  ::tzset();
  CHECK(format_utc(*rules.pins[0].from) == "2026-09-30T22:00:00Z");
  CHECK(format_utc(*rules.pins[0].until) == "2026-10-01T22:00:00Z");
}

TEST_CASE("a day with a time is local to the time zone of the knowledge base") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "search.yaml";
  std::ofstream(path) << "pins: [{words: a b, article: x, from: 2026-10-01 18:00, until: 2026-10-01}]\n";
  const auto rules = load_editorial_rules(path, canonical, *TimeZone::named("Pacific/Kiritimati"));
  REQUIRE(rules);
  CHECK(format_utc(*rules->pins[0].from) == "2026-10-01T04:00:00Z");
  CHECK(format_utc(*rules->pins[0].until) == "2026-10-01T10:00:00Z");
}

TEST_CASE("errors in the editors' file name the line and give a hint") {
  CHECK(fault("synonims: []\n") == "1: unknown key \"synonims\" in this file | did you mean \"synonyms\"?");
  CHECK(fault("pins:\n  - words: a\n    artcle: b\n") ==
        "3: unknown key \"artcle\" in a pin or never_for | did you mean \"article\"?");
  CHECK(fault("synonyms:\n  - {caller_says: a, articles_say: b}\n") ==
        "2: unknown key \"caller_says\" in a synonym | did you mean \"callers_say\"?");
  CHECK(holds(fault("pins:\n  - words: a\n"), "2: the entry has no article | write - {words:"));
  CHECK(holds(fault("synonyms:\n\n  - callers_say: a\n"), "3: the synonym has no articles_say"));
  CHECK(holds(fault("synonyms:\n  - [laptop]\n"), "2: a list of synonyms must have two or more texts"));
  CHECK(holds(fault("synonyms:\n  - {same: [a, b], articles_say: c}\n"), "2: a synonym has either same, or"));
  CHECK(
      holds(fault("synonyms:\n  - a = b\n"), "2: a synonym must be keys with values, or a list | write - {"));
  CHECK(holds(fault("pins:\n  - {words: [a, '?!'], article: b}\n"), "2: the text \"?!\" contains no word"));
  CHECK(holds(fault("pins:\n  - {words: a, article: b, until: tomorrow}\n"),
              "2: until is neither a day nor a day with a time | write until: 2026-10-01"));
  // Times relative to now would mean another moment at each build.
  for (const char* text : {"+2h", "18:00", "2026-02-30", "2026-10-01 25:00"}) {
    INFO(text);
    CHECK(holds(fault(std::string("pins:\n  - {words: a, article: b, from: \"") + text + "\"}\n"),
                "2: from is neither a day"));
  }
  CHECK(holds(fault("pins:\n  - {words: a, article: b, from: 2026-10-02, until: 2026-10-01}\n"),
              "2: it ends before it begins"));
  CHECK(
      holds(fault("pins:\n  - {words: a, article: b, lang: english}\n"), "2: \"english\" is not a language"));
  CHECK(holds(fault("pins:\n  - words: a\n    words: b\n    article: c\n"),
              "3: the key \"words\" occurs twice"));
  CHECK(holds(fault("pins: {words: a}\n"), "1: pins must be a list"));
  CHECK(holds(fault("- a\n"), "1: the file must be keys with values"));
  CHECK(holds(fault("pins:\n  - words: [a\n"), "not valid YAML"));
  CHECK(holds(fault("pins:\n  - {words: [], article: a}\n"), "2: words must be a text, or a list"));
  CHECK(holds(fault("synonyms:\n  - [one two three four five six seven eight nine ten eleven, x]\n"),
              "has more than 10 words"));
  CHECK(holds(fault("pins: []\n# caf\xE9\n"), "2: not UTF-8"));
  CHECK(holds(fault("synonyms:\n  - [a, " + std::string(201, 'b') + "]\n"), "2: the text \"bbb"));
}

TEST_CASE("the editors' file is in a source folder or next to the configuration, never both") {
  const TemporaryFolder folder;
  const fs::path articles = folder.path() / "articles";
  fs::create_directories(articles);
  const fs::path config = folder.path() / "callside.yaml";
  const auto find = [&] {
    return find_editorial_rules({articles, folder.path() / "t.jsonl"}, config, canonical, TimeZone());
  };
  CHECK(find()->empty());
  std::ofstream(folder.path() / "search.yaml") << "synonyms: [[a, b]]\n";
  CHECK(find()->synonyms.size() == 1);
  CHECK(find()->file == folder.path() / "search.yaml");
  std::ofstream(articles / "search.yaml") << "synonyms: [[a, b], [c, d]]\n";
  const auto two = find();
  REQUIRE_FALSE(two);
  CHECK(holds(two.error().message, (folder.path() / "search.yaml").string()));
  CHECK(holds(two.error().message, (articles / "search.yaml").string()));
  fs::remove(folder.path() / "search.yaml");
  CHECK(find()->synonyms.size() == 2);
  // One file with two names is not two files.
  fs::create_symlink(articles / "search.yaml", folder.path() / "search.yaml");
  CHECK(find()->synonyms.size() == 2);
}

TEST_CASE("rules are read as they were written into a generation") {
  const TemporaryFolder folder;
  EditorialRules rules;
  rules.synonyms = {{3, false, {"tuck money"}, {"lunch account"}, {"en"}},
                    {5, true, {"a", "b"}, {"a", "b"}, {}}};
  rules.pins = {{7, {"portal down"}, {"x", "y"}, {"sl"}, {"portal"}, parse_utc("2026-10-01T07:30:00Z"), {}}};
  rules.never_for = {{9, {"phone"}, {"z"}, {}, {}, {}, parse_utc("2026-10-01T07:30:00Z")}};
  const fs::path path = folder.path() / "editors.json";
  REQUIRE(write_editorial_rules(path, rules));
  const auto read = read_editorial_rules(path);
  REQUIRE(read);
  CHECK(read->same_as(rules));
  CHECK((fs::status(path).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  for (const char* broken :
       {"", "{", "[]", "{\"synonyms\":[],\"pins\":[]}", "{\"synonyms\":[{}],\"pins\":[],\"never_for\":[]}"}) {
    INFO(broken);
    std::ofstream(path, std::ios::trunc) << broken;
    const auto damaged = read_editorial_rules(path);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == ErrorCode::damaged);
  }
}
