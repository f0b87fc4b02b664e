// Marks of translations by editors, and their effect for agents.
#include <thread>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// A knowledge base in two languages with an index and a daemon.
class TranslatedKb {
 public:
  TranslatedKb() {
    write("en", "Keep the card safe.", "2026-11-02");
    write("de", "Verwahren Sie die Karte gut.", "2026-06-15", "source_lang: en\n");
    build(index(), source());
  }

  void write(const std::string& lang, const std::string& body, const std::string& updated,
             const std::string& more = "", const std::string& id = "card") const {
    write_text(source() / "articles" / lang / (id + ".md"),
               "---\ntitle: Card " + lang + "\naudience: public\nconfidence: validated\nupdated: " + updated +
                   "\n" + more + "---\n" + body + "\n");
  }
  Finished run(std::vector<std::string> command) const {
    command.insert(command.begin() + 1, {"--index", index().string()});
    return callside_index(command);
  }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path source() const { return folder_.path() / "kb"; }

 private:
  TemporaryFolder folder_;
};

Json german(httplib::Client& client) {
  const Json answer = suggest(client, {{"q", "card karte"}, {"lang", "de"}});
  if (answer["suggestions"].empty()) throw std::runtime_error("no answer");
  return answer["suggestions"][0];
}

bool is_outdated(httplib::Client& client) { return german(client)["outdated"].get<bool>(); }

}  // namespace

TEST_CASE("a mark holds until the text of the source changes, in a running daemon") {
  const TranslatedKb kb;
  Daemon daemon(kb.index());
  auto client = daemon.client();
  // Only the dates decide.
  CHECK(is_outdated(client));
  CHECK(german(client)["say_aloud"] == false);
  CHECK(holds(german(client)["say_aloud_reason"].get<std::string>(), "outdated"));

  const Finished result = kb.run({"translated", "card", "--lang", "de"});
  CHECK(result.status == 0);
  CHECK(holds(result.out, "card in de is up to date with en"));
  REQUIRE(wait_until([&] { return !is_outdated(client); }));
  CHECK(german(client)["say_aloud"] == true);
  CHECK_FALSE(german(client).contains("say_aloud_reason"));
  CHECK(holds(kb.run({"check"}).out, "0 errors, 0 warnings"));

  // Another date and other keywords, but the same text.
  kb.write("en", "Keep the card safe.", "2026-11-20", "keywords: [ticket]\n");
  REQUIRE(kb.run({"update"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000002"));
  CHECK_FALSE(is_outdated(client));

  kb.write("en", "Keep the card very safe.", "2026-11-20");
  REQUIRE(kb.run({"update"}).status == 0);
  REQUIRE(daemon.process().wait_for_error("now serving generation 000003"));
  CHECK(is_outdated(client));
  CHECK(holds(kb.run({"check"}).out, "de/card.md:6: warning: the en version changed since"));
  CHECK(holds(kb.run({"todo", "--lang", "en"}).out, "retranslate card in de: the en version changed since"));
  const Finished inspected = kb.run({"inspect", "card"});
  CHECK(holds(inspected.out, "outdated_because  the en version changed since"));

  // A rollback restores the marked text.
  REQUIRE(kb.run({"rollback"}).status == 0);
  REQUIRE(wait_until([&] { return !is_outdated(client); }));
  const Json log = Json::parse(kb.run({"log", "--json"}).out);
  CHECK(log.dump().find("card in de from en") != std::string::npos);
}

TEST_CASE("an update of the source makes its translation outdated without reading the translation") {
  const TranslatedKb kb;
  REQUIRE(kb.run({"translated", "card", "--lang", "de"}).status == 0);
  kb.write("en", "Changed.", "2026-11-03");
  const Json updated = Json::parse(kb.run({"update", "--json"}).out);
  CHECK(updated["changed"] == Json::parse(R"([{"kind":"article","id":"card","lang":"en"}])"));
  const Json versions = Json::parse(kb.run({"inspect", "card", "--json"}).out);
  REQUIRE(versions.size() == 2);
  CHECK(versions[0]["lang"] == "de");
  CHECK(versions[0]["outdated"] == true);
  CHECK(versions[0]["translated"]["from"] == "en");
  CHECK(versions[1]["outdated"] == false);
}

TEST_CASE("translated refuses invalid marks") {
  const TranslatedKb kb;
  kb.write("sl", "Kartico hranite.", "2026-06-15");
  kb.write("en", "Alone.", "2026-06-15", "", "alone");
  REQUIRE(kb.run({"build", kb.source().string()}).status == 0);
  const auto refused = [&](std::vector<std::string> more, int status) {
    more.insert(more.begin(), "translated");
    const Finished result = kb.run(std::move(more));
    CHECK(result.status == status);
    return result.err;
  };
  CHECK(holds(refused({"crad", "--lang", "de"}, 1), "did you mean card?"));
  CHECK(holds(refused({"card", "--lang", "fr"}, 1), "it has de, en, sl"));
  CHECK(holds(refused({"card", "--lang", "de", "--from", "fr"}, 1), "it has de, en, sl"));
  CHECK(holds(refused({"card", "--lang", "de", "--from", "de"}, 2), "not translated from itself"));
  // The Slovenian version does not name its source, and there are two others.
  CHECK(holds(refused({"card", "--lang", "sl"}, 2), "--from LANG"));
  CHECK(holds(refused({"alone", "--lang", "en"}, 2), "the only version of the article"));
  CHECK(holds(refused({"card"}, 2), "--lang"));
  CHECK_FALSE(fs::exists(kb.index() / "translations.json"));
  CHECK(kb.run({"translated", "card", "--lang", "sl", "--from", "en"}).status == 0);
  CHECK((fs::status(kb.index() / "translations.json").permissions() & fs::perms::mask) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a translation that Zendesk marks as outdated is outdated until an editor marks it") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "index";
  build(index, fs::path(CALLSIDE_SOURCE_DIR) / "tests/fixtures/zendesk");
  const auto german = [&] {
    const Json versions =
        Json::parse(callside_index({"inspect", "--index", index, "360010000001", "--json"}).out);
    for (const Json& one : versions) {
      if (one["lang"] == "de") return one;
    }
    throw std::runtime_error("no German version");
  };
  CHECK(german()["outdated_because"] == "the source system marks it as outdated");
  CHECK(callside_index({"translated", "--index", index, "360010000001", "--lang", "de"}).status == 0);
  CHECK(german()["outdated"] == false);
}

TEST_CASE("concurrent editors lose no mark") {
  const TranslatedKb kb;
  std::vector<std::string> langs = {"de", "sl", "fr", "it", "hr", "es", "pt", "nl"};
  for (const std::string& lang : langs)
    kb.write(lang, "Text " + lang + ".", "2026-06-15", "source_lang: en\n");
  REQUIRE(kb.run({"build", kb.source().string()}).status == 0);
  std::vector<std::jthread> editors;
  for (const std::string& lang : langs)
    editors.emplace_back([&kb, lang] { kb.run({"translated", "card", "--lang", lang}); });
  editors.clear();
  const Json versions = Json::parse(kb.run({"inspect", "card", "--json"}).out);
  std::size_t recorded = 0;
  for (const Json& one : versions) recorded += one.contains("translated") ? 1U : 0U;
  CHECK(recorded == langs.size());
}

TEST_CASE("a damaged translations.json stops a daemon from starting, and a running one keeps the last") {
  const TranslatedKb kb;
  REQUIRE(kb.run({"translated", "card", "--lang", "de"}).status == 0);
  Daemon daemon(kb.index());
  auto client = daemon.client();
  CHECK_FALSE(is_outdated(client));
  write_text(kb.index() / "translations.json", "{");
  REQUIRE(daemon.process().wait_for_error("translations.json is damaged"));
  CHECK_FALSE(is_outdated(client));
  const Finished second = callside_searchd({"--index", kb.index().string(), "--listen", "127.0.0.1:0"});
  CHECK(second.status != 0);
  CHECK(holds(second.err, "translations.json is damaged"));
  CHECK(kb.run({"translated", "card", "--lang", "de"}).status == 1);
}
