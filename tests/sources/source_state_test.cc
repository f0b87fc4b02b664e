// Keys of other systems that say whether a record is live and who may see it.
#include <string>
#include <vector>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::Kind;
using callside::Parsed;
using callside::Remark;
using callside::SourceOptions;
using callside::testing::read_all;
using callside::testing::read_one;
using callside::testing::TemporaryFolder;
using callside::testing::write;

namespace {

using Strings = std::vector<std::string>;

SourceOptions options(const std::string& default_audience = "public") {
  SourceOptions options;
  options.config.groups = {"partners", "tier-2"};
  options.defaults = {{"audience", default_audience}};
  return options;
}

// Returns records with one key, in each format that has keys.
std::vector<Parsed> in_all_formats(const std::string& key, const std::string& word, bool quoted,
                                   const SourceOptions& with = options()) {
  const std::string value = quoted ? '"' + word + '"' : word;
  std::vector<Parsed> all;
  all.push_back(read_one("a.md", "---\ntitle: T\nlang: en\n" + key + ": " + word + "\n---\nText\n", with));
  all.push_back(
      read_one("a.md", "+++\ntitle = 'T'\nlang = 'en'\n" + key + " = " + value + "\n+++\nText\n", with));
  all.push_back(
      read_one("a.md", "{\"title\": \"T\", \"lang\": \"en\", \"" + key + "\": " + value + "}\nText\n", with));
  all.push_back(read_one(
      "a.jsonl",
      R"({"kind":"article","id":"a","lang":"en","title":"T","body":"B",")" + key + "\":" + value + "}\n",
      with));
  all.push_back(read_one("a.csv", "id,lang,title,body," + key + "\na,en,T,B,\"" + word + "\"\n", with));
  all.push_back(read_one("a.html",
                         "<html lang=\"en\"><head><title>T</title><meta name=\"" + key + "\" content=\"" +
                             word + "\"></head><body><p>Text</p></body></html>",
                         with));
  return all;
}

bool is_rejected(const Parsed& parsed) {
  return !parsed.document && !parsed.removal && !parsed.remarks.empty() &&
         parsed.remarks.back().level == Remark::Level::rejected;
}

// Returns the audience that results from keys in front matter.
Strings audience(const std::string& keys, const std::string& default_audience = "public") {
  const Parsed parsed =
      read_one("a.md", "---\ntitle: T\nlang: en\n" + keys + "\n---\nText\n", options(default_audience));
  INFO(keys);
  INFO((parsed.remarks.empty() ? "" : parsed.remarks.back().reason));
  return parsed.document ? parsed.document->audience : Strings{"rejected"};
}

}  // namespace

TEST_CASE("state: drafts are removals, not rejections") {
  const struct {
    const char* key;
    const char* word;
    bool quoted;
    const char* what;
  } all[] = {
      {"draft", "true", false, "drafts"},
      {"is_draft", "true", false, "drafts"},
      {"isDraft", "true", false, "drafts"},
      {"wip", "true", false, "drafts"},
      {"published", "false", false, "drafts"},
      {"publish", "false", false, "drafts"},
      {"status", "DRAFT", true, "drafts"},
      {"state", "draft", true, "drafts"},
      {"status", "Unpublished", true, "drafts"},
      {"status", "In review", true, "drafts"},
      {"status", "ARCHIVED", true, "archived or hidden records"},
      {"state", "hidden", true, "archived or hidden records"},
      {"hidden", "true", false, "archived or hidden records"},
      {"archived", "true", false, "archived or hidden records"},
  };
  for (const auto& one : all) {
    for (const Parsed& parsed : in_all_formats(one.key, one.word, one.quoted)) {
      INFO(one.key << ": " << one.word << " in " << parsed.place.file);
      CHECK_FALSE(parsed.document);
      REQUIRE(parsed.removal);
      CHECK(parsed.removal->what == one.what);
      CHECK(parsed.removal->id == "a");
      CHECK(parsed.remarks.empty());
    }
  }
}

TEST_CASE("state: the same keys can mark a record as live") {
  const struct {
    const char* key;
    const char* word;
    bool quoted;
  } all[] = {{"draft", "false", false},        {"published", "true", false}, {"status", "published", true},
             {"hidden", "false", false},       {"noindex", "false", false},  {"private", "false", false},
             {"visibility", "public", true},   {"access", "Everyone", true}, {"public", "true", false},
             {"robots", "index,follow", true}, {"state", "Active", true}};
  for (const auto& one : all) {
    for (const Parsed& parsed : in_all_formats(one.key, one.word, one.quoted)) {
      INFO(one.key << ": " << one.word << " in " << parsed.place.file);
      REQUIRE(parsed.document);
      CHECK(parsed.document->audience == Strings{"public"});
      for (const Remark& remark : parsed.remarks) CHECK(remark.topic != Remark::Topic::unknown_key);
    }
  }
  // A status with another meaning and a date of publication are reported as unknown keys.
  for (const Parsed& parsed : in_all_formats("status", "stable", true)) CHECK(parsed.document);
  CHECK(audience("published: 2026-10-01") == Strings{"public"});
}

TEST_CASE("state: a restriction of another system limits the audience") {
  const struct {
    const char* key;
    const char* word;
    bool quoted;
    const char* audience;
  } all[] = {{"private", "true", false, "internal"},       {"visibility", "private", true, "internal"},
             {"visibility", "Internal", true, "internal"}, {"access", "staff", true, "internal"},
             {"access", "tier-2", true, "tier-2"},         {"public", "false", false, "internal"},
             {"unlisted", "true", false, "internal"},      {"noindex", "true", false, "internal"},
             {"no_index", "true", false, "internal"},      {"robots", "noindex, nofollow", true, "internal"},
             {"isPrivate", "true", false, "internal"},     {"status", "private", true, "internal"}};
  for (const auto& one : all) {
    for (const Parsed& parsed : in_all_formats(one.key, one.word, one.quoted)) {
      INFO(one.key << ": " << one.word << " in " << parsed.place.file);
      REQUIRE(parsed.document);
      CHECK(parsed.document->audience == Strings{one.audience});
    }
  }
}

TEST_CASE("state: an everyday word as a key counts if its value says who may see the article") {
  const struct {
    const char* key;
    const char* audience;  // empty: left out
  } all[] = {{"staff_only: true", "internal"},
             {"login-required: yes", "internal"},
             {"secret: true", "internal"},
             {"classification: confidential", "internal"},
             {"target_audience: employees", "internal"},
             {"roles: [tier-2]", "tier-2"},
             {"group: tier-2", "tier-2"},
             {"roles: [tier-2, guests]", "tier-2"},
             {"retired: true", ""},
             {"active: false", ""},
             // These values say nothing about readers.
             {"secret: the Poirot sauce", "public"},
             {"group: Networking", "public"},
             {"permissions: public", "public"},
             {"active: true", "public"},
             {"expired: 2031-01-01", "public"}};
  for (const auto& one : all) {
    INFO(one.key);
    const std::string page = "---\ntitle: T\n" + std::string(one.key) + "\n---\nText\n";
    const Parsed parsed = read_one("a.md", page.c_str(), options());
    CHECK_FALSE(is_rejected(parsed));
    CHECK(parsed.document.has_value() == (*one.audience != '\0'));
    if (parsed.document) CHECK(parsed.document->audience == Strings{one.audience});
  }
  // At the beginning of a text they are ordinary words.
  const Parsed text = read_one("a.md", "Roles: tier-2\nActive: no\n\n# T\n\nText\n", options());
  REQUIRE(text.document);
  CHECK(text.document->audience == Strings{"public"});
}

TEST_CASE("state: a restriction that is not understood rejects the record") {
  const struct {
    const char* key;
    const char* word;
  } all[] = {{"visibility", "premium"}, {"access", "itpro"}, {"private", "perhaps"}, {"draft", "second"}};
  for (const auto& one : all) {
    for (const Parsed& parsed : in_all_formats(one.key, one.word, true)) {
      INFO(one.key << ": " << one.word << " in " << parsed.place.file);
      REQUIRE(is_rejected(parsed));
      CHECK(parsed.remarks.back().reason.find(one.key) != std::string::npos);
      CHECK_FALSE(parsed.remarks.back().hint.empty());
    }
  }
  CHECK(is_rejected(read_one("a.md", "---\ntitle: T\nvisibility:\n---\nText\n", options())));
  CHECK(is_rejected(read_one("a.md", "---\ntitle: T\naccess: {role: staff}\n---\nText\n", options())));
}

TEST_CASE("state: such keys remove readers from the audience and never add any") {
  CHECK(audience("visibility: public", "internal") == Strings{"internal"});
  CHECK(audience("audience: internal\nvisibility: public") == Strings{"internal"});
  CHECK(audience("audience: public\nprivate: true") == Strings{"internal"});
  CHECK(audience("audience: tier-2\nprivate: true") == Strings{"tier-2"});
  CHECK(audience("audience: [public, tier-2]\nnoindex: true") == Strings{"internal", "tier-2"});
  CHECK(audience("audience: [internal]\nnoindex: true") == Strings{"internal"});
  CHECK(audience("private: true", "partners") == Strings{"internal"});
  CHECK(audience("access: [internal]") == Strings{"internal"});
  CHECK(audience("group: partners", "internal") == Strings{"internal"});
  CHECK(audience("staff_only: true\ngroups: [partners]") == Strings{"internal"});
  CHECK(audience("groups: [partners]\nroles: [tier-2]") == Strings{"internal"});
  CHECK(audience("audience: [public, tier-2]\ngroups: [partners]") == Strings{"partners", "tier-2"});
  CHECK(audience("access: [partners, tier-2]") == Strings{"partners", "tier-2"});
  CHECK(audience("private: true\naccess: tier-2") == Strings{"tier-2"});
  CHECK(audience("audience: internal\naccess: tier-2") == Strings{"rejected"});
  CHECK(audience("visibility: partners\naccess: tier-2") == Strings{"rejected"});
}

TEST_CASE("state: an empty check box of a table is not ticked, and a mapped column is read") {
  CHECK(read_one("a.csv", "id,lang,title,body,Private,Hidden\na,en,T,B,,\n", options()).document);
  SourceOptions mapped = options();
  const TemporaryFolder folder;
  const auto config = write(folder, "callside.yaml", "csv: {columns: {Sichtbar: visibility}}\n");
  auto loaded = callside::load_config(config);
  REQUIRE(loaded);
  mapped.config = *loaded;
  const Parsed closed = read_one("a.csv", "id,lang,title,body,Sichtbar\na,en,T,B,internal\n", mapped);
  REQUIRE(closed.document);
  CHECK(closed.document->audience == Strings{"internal"});
}

TEST_CASE("state: the status of a ticket does not affect whether it is indexed") {
  const Parsed closed =
      read_one("a.jsonl",
               R"({"kind":"ticket","id":"t","lang":"en","question":"Q","resolution":"R","status":"archived"})"
               "\n");
  CHECK(closed.document);
}

TEST_CASE("state: a draft is a removal whatever else is wrong with it") {
  for (const char* keys : {"draft: true\naudience: nobody\n", "draft: true\naudiance: x\n",
                           "draft: true\nvisibility: premium\n", "lang: no language\nstatus: draft\n"}) {
    INFO(keys);
    CHECK(read_one("a.md", std::string("---\ntitle: T\n") + keys + "---\nText\n").removal);
  }
}

TEST_CASE("state: a page's audience element sets its readers") {
  const auto page = [](const std::string& word) {
    return read_one("a.html",
                    "<html lang=\"en\"><head><title>T</title><meta name=\"audience\" content=\"" + word +
                        "\"></head><body><p>Text</p></body></html>",
                    options());
  };
  CHECK(page("internal").document->audience == Strings{"internal"});
  CHECK(page("tier-2").document->audience == Strings{"tier-2"});
  CHECK(page("all").document->audience == Strings{"public"});
  CHECK(is_rejected(page("shareholders")));
}
