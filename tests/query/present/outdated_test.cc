// Translations that are older than their source, and what may be said aloud.
#include "indexer/format/content_digest.h"
#include "indexer/format/translations.h"
#include "tests/query/desk.h"

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

// An index with what editors recorded of its translations.
class OutdatedRoom {
 public:
  OutdatedRoom(const std::vector<Document>& documents, const std::vector<Translation>& recorded = {}) {
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
  // What is shown to who prefers a language.
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

TEST_CASE("a translation that its source outlived is outdated, and is not to be said aloud") {
  OutdatedRoom room({version("en", "2026-11-02"), version("sl", "2026-06-15"), version("de", "2026-11-02"),
                     version("es", "")});
  const Suggestion old = room.shown_in("sl");
  CHECK(old.outdated);
  CHECK(old.not_aloud_reason == "the translation is outdated: its source changed since");
  CHECK_FALSE(room.shown_in("de").outdated);
  CHECK(room.shown_in("de").not_aloud_reason.empty());
  // Without a day nothing can be told.
  CHECK_FALSE(room.shown_in("es").outdated);
  CHECK_FALSE(room.shown_in("en").outdated);
}

TEST_CASE("a source version that a key may not see does not exist for it") {
  Document source = version("en", "2026-11-02");
  source.audience = {"internal"};
  OutdatedRoom room({source, version("sl", "2026-06-15")});
  CHECK_FALSE(room.shown_in("sl").outdated);
  room.access.audiences = {"public", "internal"};
  CHECK(room.shown_in("sl").outdated);
}

TEST_CASE("what an editor recorded goes before days, and holds until the source's text changes") {
  const Document source = version("en", "2026-11-02");
  const std::vector<Document> documents{source, version("sl", "2026-06-15"), version("de", "2026-11-02")};
  OutdatedRoom room(documents, {recorded("sl", content_digest(source)), recorded("de", "another text")});
  CHECK_FALSE(room.shown_in("sl").outdated);
  CHECK(room.shown_in("de").outdated);
}

TEST_CASE("the digest is of title and text alone") {
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

TEST_CASE("what the source system marks as outdated stays so unless an editor says otherwise") {
  Document marked = version("sl", "2026-11-20");
  marked.outdated = true;
  const Document source = version("en", "2026-11-02");
  CHECK(OutdatedRoom({source, marked}).shown_in("sl").outdated);
  CHECK_FALSE(
      OutdatedRoom({source, marked}, {recorded("sl", content_digest(source))}).shown_in("sl").outdated);
}

TEST_CASE("said aloud is what is public, validated, valid today, asked for, and of no caller alone") {
  OutdatedRoom room({version("en", "2026-11-02")});
  CHECK(room.shown_in("en").not_aloud_reason.empty());
  const auto reason = [](const std::function<void(Document&)>& change, const std::string& lang = "en") {
    Document one = version("en", "2026-11-02");
    change(one);
    OutdatedRoom changed({one});
    changed.access.audiences = {"public", "internal"};
    changed.request.lang = {lang};
    const auto engine_answer = changed.shown_in("en");
    return engine_answer.not_aloud_reason;
  };
  CHECK(reason([](Document& one) { one.audience = {"internal"}; }) == "it is not public");
  CHECK(reason([](Document& one) { one.verify_caller = true; }) == "verify the caller first");
  CHECK(reason([](Document& one) { one.confidence = Confidence::not_validated; }) == "it is not validated");
  Desk desk({version("en", "2026-11-02")});
  desk.request.lang = {"de"};
  CHECK(desk.ask("portal").suggestions[0].not_aloud_reason ==
        "it is in another language than those asked for");
  Desk tickets({ticket("T-1", "en", "portal", "portal", "portal")});
  CHECK(tickets.ask("portal").suggestions[0].not_aloud_reason == "a ticket is for agents alone");
}
