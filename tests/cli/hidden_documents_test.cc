// Documents that a key may not see change no byte of its answers, nor any count. Asks the same questions,
// with complete, half-typed and mistyped words, before and after updates that add hidden documents.
#include <algorithm>
#include <map>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Answers by question, without the parts that differ in every answer.
using Answers = std::map<std::string, std::string>;

Answers answers_to(const fs::path& index, const std::vector<Json>& questions) {
  const Daemon daemon(index);  // without keys: serves only `public`
  httplib::Client client = daemon.client();
  Answers answers;
  for (const Json& question : questions) {
    Json answer = suggest(client, question);
    for (const char* varies : {"query_id", "revision", "took_ms"}) answer.erase(varies);
    answers[question.dump()] = answer.dump();
  }
  return answers;
}

void check_same(const Answers& before, const Answers& after) {
  for (const auto& [question, answer] : before) {
    INFO(question);
    CHECK(after.at(question) == answer);
  }
}

// Splits a text into its UTF-8 characters.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U && !all.empty()) {
      all.back() += c;
    } else {
      all.emplace_back(1, c);
    }
  }
  return all;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

// Adds a question in full, half typed and mistyped at several places.
void add_typings(const std::string& text, const std::string& lang, std::vector<Json>& questions) {
  const auto add = [&](const std::string& q) {
    questions.push_back({{"q", q}, {"lang", lang}, {"limit", 10}, {"explain", true}});
  };
  add(text + " ");
  questions.push_back({{"q", text}, {"limit", 10}});
  std::vector<std::string> letters = characters(text);
  for (const std::size_t cut : {letters.size() / 4, letters.size() / 2, letters.size() - 2})
    add(joined(
        {letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(cut, 1))}));
  for (const std::size_t at : {letters.size() / 3, 2 * letters.size() / 3}) {
    std::vector<std::string> slipped = letters;
    std::swap(slipped[at], slipped[at + 1]);
    add(joined(slipped) + " ");
    slipped.erase(slipped.begin() + static_cast<std::ptrdiff_t>(at));
    add(joined(slipped));
  }
}

Json hidden_ticket(int number, const std::string& lang, const std::string& text, const std::string& article) {
  Json record = ticket("hidden/" + std::to_string(number), text, text);
  record["audience"] = "internal";
  record["lang"] = lang;
  record["subject"] = text;
  record["article"] = article;
  return record;
}

Json hidden_article(const std::string& id, const std::string& lang, const std::string& text) {
  Json record = article(id, text, text + ".\n\n" + text + " " + text + ".");
  record["audience"] = "internal";
  record["lang"] = lang;
  record["product"] = "hidden product";
  return record;
}

// Adds the documents by an update, which keeps the model.
void update_with(const fs::path& index, const fs::path& source, const std::vector<Json>& hidden) {
  write_text(source / "hidden.jsonl", lines(hidden));
  const Finished updated = callside_index({"update", "--index", index.string(), "--quiet"});
  INFO(updated.err);
  REQUIRE(updated.status == 0);
}

}  // namespace

TEST_CASE("hidden documents change no byte of the demo's public answers") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "demo";
  const fs::path index = folder.path() / "index";
  fs::copy(kDemo, source, fs::copy_options::recursive);
  build(index, source);
  const std::vector<std::pair<std::string, std::string>> texts{{"lost bus pass", "en"},
                                                               {"forgot portal password", "en"},
                                                               {"get dinner money back after the move", "en"},
                                                               {"snow day at school", "en"},
                                                               {"Busausweis für Schüler verloren", "de"},
                                                               {"Elternabend Anmeldung Schulbesuch", "de"},
                                                               {"izgubljena vozovnica za avtobus", "sl"},
                                                               {"plačilo na obroke", "sl"},
                                                               {"matrícula y contraseña olvidada", "es"}};
  std::vector<Json> questions;
  for (const auto& [text, lang] : texts) add_typings(text, lang, questions);
  const Answers before = answers_to(index, questions);

  // Every word of the questions, similar words and others, in their languages and a new one.
  std::vector<Json> hidden;
  const auto add_until = [&](int count) {
    while (static_cast<int>(hidden.size()) < count) {
      const auto number = static_cast<int>(hidden.size());
      const auto& [text, lang] = texts[hidden.size() % texts.size()];
      const std::string near =
          "bussi passo passkey passt passw portale portals losst snowy snowday Busausweise";
      hidden.push_back(
          hidden_ticket(number, number % 5 == 4 ? "fi" : lang, text + " " + near,
                        number % 2 == 0 ? "transport/bus-pass-lost" : "portal/forgotten-password"));
    }
  };
  for (const int count : {1, 2, 5, 20}) {
    add_until(count);
    update_with(index, source, hidden);
    INFO(count << " hidden tickets");
    check_same(before, answers_to(index, questions));
  }
  for (const auto& [text, lang] : texts) hidden.push_back(hidden_article("hidden/" + text, lang, text));
  update_with(index, source, hidden);
  check_same(before, answers_to(index, questions));
}

TEST_CASE("hidden documents change no byte of answers if all others are public") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  std::vector<Json> documents;
  const std::vector<std::string> words{"merger", "router", "refund", "invoice", "password", "printer",
                                       "école",  "winter", "window", "cable",   "office",   "manager"};
  for (std::size_t i = 0; i < 40; ++i) {
    std::string text;
    for (std::size_t k = 0; k < 5; ++k) text += words[(i * (k + 3) + k * k) % words.size()] + " ";
    documents.push_back(article("a/" + std::to_string(i), text, text + "for the " + text));
  }
  // Compounds, which are split by words of the same documents.
  for (std::size_t i = 0; i < 8; ++i) {
    const std::string id = "de/" + std::to_string(i);
    documents.push_back(
        article(id, "Tabellenrand und Druckerpapier", "Der Rand der Tabelle. Papier im Drucker."));
    documents.back()["lang"] = "de";
  }
  // Tickets of an article that does not exist yet.
  for (int i = 0; i < 6; ++i) {
    documents.push_back(
        ticket("T-" + std::to_string(i), "the router of my office is dead", "router replaced"));
    documents.back()["article"] = "router/dead";
  }
  write_text(source / "public.jsonl", lines(documents));
  build(index, source);
  std::vector<Json> questions;
  for (const char* text : {"merger of the office", "router dead in winter", "ecole printer password",
                           "refund invoice manager", "window cable router office"})
    add_typings(text, "en", questions);
  for (const char* text : {"Rand der Tabelle", "Tabellenrand drucken", "Papier Drucker", "Druckerpapier"})
    add_typings(text, "de", questions);
  // A hidden word in two languages, and one that only begins like a public word.
  add_typings("routeria mergerix", "fi", questions);
  questions.push_back({{"q", "merger"}, {"kind", "ticket"}, {"explain", true}});
  questions.push_back({{"q", "router"}, {"kind", "ticket"}, {"explain", true}});
  const Answers before = answers_to(index, questions);

  std::vector<Json> hidden;
  for (const int count : {1, 2, 5, 20}) {
    while (static_cast<int>(hidden.size()) < count) {
      const auto number = static_cast<int>(hidden.size());
      hidden.push_back(hidden_ticket(number, number % 3 == 1 ? "de" : "en",
                                     "merger routers ecole passwords invoicing Tabellenrand Druckerpapier "
                                     "offices refunded windows winters",
                                     number % 2 == 0 ? "a/1" : ""));
    }
    update_with(index, source, hidden);
    INFO(count << " hidden tickets");
    check_same(before, answers_to(index, questions));
  }
  hidden.push_back(hidden_article("router/dead", "en", "The router of the office is dead"));
  hidden.push_back(hidden_article("a/3", "fi", "routeria mergerix merger"));
  hidden.push_back(hidden_article("a", "en", "merger router ecole"));
  hidden.push_back(hidden_article("de/hidden", "de", "Tabellenrand Druckerpapier Tabelle"));
  update_with(index, source, hidden);
  check_same(before, answers_to(index, questions));
}

TEST_CASE("a word that only a hidden and a withdrawn document have is unknown") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  Json hidden = article("hidden", "Floomwhistle repairs", "How floomwhistles are repaired: floomwhistle.");
  hidden["audience"] = "internal";
  write_text(folder.path() / "kb/all.jsonl",
             lines({article("gone", "Floomwhistle", "The floomwhistle is out."), hidden,
                    article("other", "Opening hours", "We are open from nine to five.")}));
  build(index, folder.path() / "kb");
  REQUIRE(callside_index({"withdraw", "gone", "--index", index.string()}).status == 0);
  const Daemon daemon(index);
  httplib::Client client = daemon.client();
  for (const char* q : {"floomwhistel ", "floomwhistel", "floomwh", "floomwhistle"}) {
    INFO(q);
    const Json answer = suggest(client, {{"q", q}, {"explain", true}});
    CHECK(answer["corrected"].is_null());
    CHECK(answer["suggestions"].empty());
  }
}
