// Outdated translations, and what may be read to the customer.
#include "indexer/format/content_digest.h"
#include "indexer/format/translations.h"
#include "tests/query/test_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

Document version(const std::string& lang, const std::string& updated, const std::string& text = "portal") {
  Document one = article("portal", lang, "Portal " + lang, text);
  one.updated = updated;
  one.source_lang = "en";
  one.confidence = Confidence::validated;
  return one;
}

// An index with translations that editors recorded.
class OutdatedIndex {
 public:
  OutdatedIndex(const std::vector<Document>& documents, const std::vector<Translation>& recorded = {}) {
    REQUIRE(build_index(path(), documents));
    Translations translations;
    for (const Translation& one : recorded) translations.record(one);
    if (!recorded.empty()) REQUIRE(write_translations(IndexFolder(path()), translations));
    auto engine = open_engine(path());
    REQUIRE(engine);
    engine_ = std::move(*engine);
    access.audiences = {"public"};
    request.text = "portal";
    request.today = "2026-11-22";
  }
  // The suggestion for a reader who prefers a language.
  Suggestion shown_in(const std::string& lang) {
    request.lang = {lang};
    const auto answer = engine_->suggest(request, access);
    REQUIRE(answer);
    REQUIRE(answer->suggestions.size() == 1);
    REQUIRE(answer->suggestions[0].lang == lang);
    const auto whole = engine_->article("portal", {lang}, access);
    REQUIRE(whole);
    CHECK(whole->about.outdated == answer->suggestions[0].outdated);
    return answer->suggestions[0];
  }

  SuggestRequest request;
  Access access;

 private:
  std::filesystem::path path() const { return folder_.path() / "kb"; }
  TemporaryFolder folder_;
  std::unique_ptr<Suggester> engine_;
};

Translation recorded(const std::string& lang, const std::string& digest) {
  return {"portal", lang, "en", digest, "2026-11-01T00:00:00Z", "ana"};
}

}  // namespace

TEST_CASE("a translation older than its source is outdated and must not be read aloud") {
  OutdatedIndex index({version("en", "2026-11-02"), version("sl", "2026-06-15"), version("de", "2026-11-02"),
                       version("es", "")});
  const Suggestion old = index.shown_in("sl");
  CHECK(old.outdated);
  CHECK(old.read_aloud_obstacle == "the translation is outdated: its source changed since");
  CHECK_FALSE(index.shown_in("de").outdated);
  CHECK(index.shown_in("de").read_aloud_obstacle.empty());
  // Without a date it is not outdated.
  CHECK_FALSE(index.shown_in("es").outdated);
  CHECK_FALSE(index.shown_in("en").outdated);
}

TEST_CASE("a source version that a key may not see does not exist for it") {
  Document source = version("en", "2026-11-02");
  source.audience = {"internal"};
  OutdatedIndex index({source, version("sl", "2026-06-15")});
  CHECK_FALSE(index.shown_in("sl").outdated);
  index.access.audiences = {"public", "internal"};
  CHECK(index.shown_in("sl").outdated);
}

TEST_CASE("an editor's record overrides dates until the source's text changes") {
  const Document source = version("en", "2026-11-02");
  const std::vector<Document> documents{source, version("sl", "2026-06-15"), version("de", "2026-11-02")};
  OutdatedIndex index(documents, {recorded("sl", content_digest(source)), recorded("de", "another text")});
  CHECK_FALSE(index.shown_in("sl").outdated);
  CHECK(index.shown_in("de").outdated);
}

TEST_CASE("the digest covers title and text only") {
  const Document one = version("en", "2026-11-02");
  Document same = one;
  same.updated = "2026-12-01";
  same.keywords = {"other"};
  same.body.html = "<div>portal</div>";
  CHECK(content_digest(one) == content_digest(same));
  for (const std::string text : {"portal.", "portal\n", "# portal"})
    CHECK((content_digest(version("en", "", text)) == content_digest(one)) == (text == "portal\n"));
  Document titled = one;
  titled.title = "Gate";
  CHECK(content_digest(titled) != content_digest(one));
}

TEST_CASE("a version that the source system marks as outdated is, unless an editor recorded it") {
  Document marked = version("sl", "2026-11-20");
  marked.outdated = true;
  const Document source = version("en", "2026-11-02");
  CHECK(OutdatedIndex({source, marked}).shown_in("sl").outdated);
  CHECK_FALSE(
      OutdatedIndex({source, marked}, {recorded("sl", content_digest(source))}).shown_in("sl").outdated);
}

TEST_CASE(
    "an article may be read aloud if it is public, validated, valid today, in a language asked for, and "
    "needs no verification") {
  OutdatedIndex index({version("en", "2026-11-02")});
  CHECK(index.shown_in("en").read_aloud_obstacle.empty());
  const auto reason = [](const std::function<void(Document&)>& change, const std::string& lang = "en") {
    Document one = version("en", "2026-11-02");
    change(one);
    OutdatedIndex changed({one});
    changed.access.audiences = {"public", "internal"};
    changed.request.lang = {lang};
    const auto engine_answer = changed.shown_in("en");
    return engine_answer.read_aloud_obstacle;
  };
  CHECK(reason([](Document& one) { one.audience = {"internal"}; }) == "it is not public");
  CHECK(reason([](Document& one) { one.verify_caller = true; }) == "verify the caller first");
  CHECK(reason([](Document& one) { one.confidence = Confidence::not_validated; }) == "it is not validated");
  TestIndex articles({version("en", "2026-11-02")});
  articles.request.lang = {"de"};
  CHECK(articles.ask("portal").suggestions[0].read_aloud_obstacle ==
        "it is in another language than those asked for");
  TestIndex tickets({ticket("T-1", "en", "portal", "portal", "portal")});
  CHECK(tickets.ask("portal").suggestions[0].read_aloud_obstacle == "a ticket is for agents alone");
}
