// What a key may not see does not exist for it: over HTTP, on every route and in every field of the answers.
#include <map>
#include <regex>

#include "tests/cli/planted_index.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// An answer as its client gets it, but what is different in each.
std::string everything(const httplib::Result& answer) {
  if (!answer) throw std::runtime_error("no answer: " + httplib::to_string(answer.error()));
  std::string all = std::to_string(answer->status);
  for (const auto& [name, value] : answer->headers) {
    // Which request it was, and for how much longer a client has to wait.
    if (lower_case(name) != "x-request-id" && lower_case(name) != "retry-after")
      all += "\n" + name + ": " + value;
  }
  all += "\n" + answer->body;
  const std::string id = answer->get_header_value("X-Request-Id");
  for (std::size_t at = 0; !id.empty() && (at = all.find(id)) != std::string::npos;)
    all.replace(at, id.size(), "ID");
  return all;
}

// An answer to a question, but what is different in each.
Json settled(Json answer) {
  answer.erase("query_id");
  answer.erase("took_ms");
  return answer;
}

// Asks as one client may, and keeps all that it was told.
class Reader {
 public:
  Reader(const Daemon& daemon, const std::string& key, std::vector<std::string> secrets)
      : client_(daemon.client(key)), secrets_(std::move(secrets)) {}

  std::string get(const std::string& path) { return take("GET " + path, client_.Get(path)); }

  // The same question as GET and as POST.
  void ask(const Json& question) {
    std::string path = "/v1/suggest?";
    for (const auto& [name, value] : question.items()) {
      path += name + "=" + percent_encoded(value.is_string() ? value.get<std::string>() : value.dump()) + "&";
    }
    get(path);
    take("POST " + question.dump(), client_.Post("/v1/suggest", question.dump(), "application/json"));
  }

  httplib::Client& client() { return client_; }
  std::string take(const std::string& what, const httplib::Result& answer) {
    std::string all = everything(answer);
    const std::string text = lower_case(all);
    for (const std::string& secret : secrets_) {
      if (text.find(secret) == std::string::npos) continue;
      INFO(what << " tells of " << secret << ": " << all);
      CHECK(false);
    }
    told_ += text;
    return all;
  }
  bool was_told(const std::string& word) const { return told_.find(word) != std::string::npos; }

 private:
  httplib::Client client_;
  std::vector<std::string> secrets_;
  std::string told_;
};

void ask_for_words(Reader& reader, const PlantedIndex& index) {
  for (const Planted& one : index.planted()) {
    // As an agent types it.
    for (const std::size_t letters : {std::size_t{4}, one.word.size() - 1, one.word.size()}) {
      reader.ask({{"q", one.word.substr(0, letters)}, {"limit", 50}});
    }
    reader.ask({{"q", "refund " + one.word}, {"lang", "fi,sl"}});
  }
}

void ask_with_filters(Reader& reader, const PlantedIndex& index) {
  for (const PlantedDocument& document : index.documents()) {
    const std::string product = document.record["product"];
    reader.ask({{"q", "refund"}, {"product", product}, {"limit", 50}});
    reader.ask({{"q", product + " refund"}, {"product", product}, {"lang", document.record["lang"]}});
    reader.ask({{"q", "refund"}, {"only_lang", document.record["lang"]}, {"limit", 50}});
  }
  for (const char* brand : {"quenderbrand", "tolvarbrand"}) {
    reader.ask({{"q", "refund"}, {"brand", brand}, {"limit", 50}});
    reader.ask({{"q", brand}});
  }
  for (const char* kind : {"article", "ticket"}) {
    for (const char* lang : {"en", "sl", "fi"}) {
      reader.ask({{"q", "refund"}, {"kind", kind}, {"limit", 50}, {"lang", lang}});
      reader.ask({{"q", "refund"}, {"kind", kind}, {"limit", 50}, {"only_lang", lang}});
    }
  }
  for (const char* group : {"nightwardens", "dawnpatrol", "internal"})
    reader.ask({{"q", group}, {"explain", true}});
}

// Hidden ones must be as if they were not there, byte for byte. A ticket and an article may have one id.
void ask_for_documents(Reader& reader, const PlantedIndex& index, const Opens& opens, bool signed_in) {
  for (const std::string kind : {"article", "ticket"}) {
    const std::string route = "/v1/" + kind + "s/";
    const std::string none = reader.get(route + "there%2Fis%2Fnone");
    std::map<std::string, bool> visible;
    for (std::size_t i = 0; i < index.documents().size(); ++i) {
      const Json& record = index.documents()[i].record;
      visible[record["id"]] = visible[record["id"]] || (record["kind"] == kind && index.may_see(opens, i));
    }
    for (const auto& [id, may_see] : visible) {
      INFO(kind << " " << id);
      for (const std::string language : {"", "?lang=sl", "?lang=fi,sl"}) {
        const std::string path = route + percent_encoded(id) + language;
        const std::string answer = reader.get(path);
        if (signed_in && may_see) {
          CHECK(answer.starts_with("200"));
        } else {
          CHECK(answer == none);
        }
        reader.take("HEAD " + path, reader.client().Head(path));
      }
    }
  }
}

void ask_all_else(Reader& reader) {
  for (const char* path : {"/v1/session", "/healthz", "/readyz", "/metrics", "/openapi.json", "/",
                           "/page/app.js", "/nothing", "/v1/articles/", "/v1/tickets", "/v1/calls"}) {
    reader.get(path);
    reader.take(std::string("PUT ") + path, reader.client().Put(path, "{}", "application/json"));
    reader.take(std::string("DELETE ") + path, reader.client().Delete(path));
  }
  reader.take("sign in", reader.client().Post("/v1/session", "{}", "application/json"));
}

void ask_everything(Reader& reader, const PlantedIndex& index, const Opens& opens, bool signed_in = true) {
  ask_for_words(reader, index);
  ask_with_filters(reader, index);
  ask_for_documents(reader, index, opens, signed_in);
  ask_all_else(reader);
}

// What is hidden must not be told apart from what is not there by the answers to questions for it either.
void compare_with_absent(const Daemon& daemon, const std::string& key, const PlantedIndex& index,
                         const Opens& opens) {
  auto client = daemon.client(key);
  const auto answer = [&](const Json& question) { return settled(suggest(client, question)); };
  for (std::size_t i = 0; i < index.documents().size(); ++i) {
    if (index.may_see(opens, i)) continue;
    const Json& record = index.documents()[i].record;
    CHECK(answer({{"q", "refund"}, {"product", record["product"]}}) ==
          answer({{"q", "refund"}, {"product", "none"}}));
  }
  for (const Planted& one : index.planted()) {
    if (index.may_see(opens, one.document)) continue;
    INFO(one.word);
    for (const std::string& text : {one.word, "refund " + one.word, one.word + " refund"}) {
      const std::string absent = std::regex_replace(text, std::regex(one.word), "xylq" + one.word.substr(4));
      CHECK(answer({{"q", text}}) == answer({{"q", absent}}));
    }
  }
  if (!opens.audiences.contains("nightwardens")) {
    CHECK(answer({{"q", "refund"}, {"lang", "fi"}}) == answer({{"q", "refund"}, {"lang", "ja"}}));
    const auto refusal_of = [&](const std::string& language) {
      const Json question{{"q", "refund"}, {"only_lang", language}};
      const auto refused = client.Post("/v1/suggest", question.dump(), "application/json");
      REQUIRE(refused);
      CHECK(refused->status == 400);
      const std::string detail = Json::parse(refused->body)["detail"];
      return std::regex_replace(detail, std::regex("\"" + language + "\""), "LANGUAGE");
    };
    CHECK(refusal_of("fi") == refusal_of("ja"));
  }
}

}  // namespace

TEST_CASE("without a key nothing is told but what is public") {
  const PlantedIndex index;
  const Opens opens{{"public"}};
  Daemon daemon(index.path());
  Reader reader(daemon, "", index.secrets(opens));
  ask_everything(reader, index, opens);
  compare_with_absent(daemon, "", index, opens);
  const Finished stopped = daemon.stop();
  for (const Planted& one : index.planted()) CHECK(stopped.err.find(one.word) == std::string::npos);
}

TEST_CASE("a key is told what it opens and of nothing else") {
  const PlantedIndex index;
  const std::vector<std::pair<std::string, Opens>> people{
      {"public", {{"public"}}},
      {"internal", {{"public", "internal"}}},
      {"staff-only", {{"internal"}}},
      {"wardens", {{"public", "nightwardens"}}},
      {"quender", {{"public", "internal"}, {"quenderbrand"}}},
      {"tolvar", {{"public"}, {"tolvarbrand"}}},
      {"dawn", {{"dawnpatrol"}}},
      {"everything", {{"public", "internal", "nightwardens", "dawnpatrol"}}}};
  std::map<std::string, std::string> keys;
  const auto joined = [](const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
    return text;
  };
  for (const auto& [name, opens] : people) {
    std::vector<std::string> more;
    if (!opens.brands.empty()) more = {"--brands", joined(opens.brands)};
    keys[name] = new_key(index.keys(), name, joined(opens.audiences), more);
  }
  Daemon daemon(index.path(), {"--keys", index.keys()});
  for (const auto& [name, opens] : people) {
    INFO("key " << name);
    Reader reader(daemon, keys[name], index.secrets(opens));
    ask_everything(reader, index, opens);
    compare_with_absent(daemon, keys[name], index, opens);
    // And what it does open, it is told: the silence above means something. Keywords find, but are not shown.
    for (const Planted& one : index.planted()) {
      if (!index.may_read(opens, one) || one.field == "keywords") continue;
      INFO(one.field << " " << one.word);
      CHECK(reader.was_told(one.word));
    }
  }
  // Keywords find.
  auto client = daemon.client(keys["everything"]);
  for (const Planted& one : index.planted()) {
    if (one.field != "keywords") continue;
    const Json found = suggest(client, {{"q", one.word}});
    REQUIRE(found["suggestions"].size() == 1);
    CHECK(found["suggestions"][0]["id"] == index.documents()[one.document].record["id"]);
  }
}

TEST_CASE("a key that has ended or is wrong or is missing is told nothing") {
  const PlantedIndex index;
  const std::string ended =
      new_key(index.keys(), "ended", "public,internal,nightwardens", {"--until", "2020-01-31"});
  Daemon daemon(index.path(), {"--keys", index.keys()});
  for (const std::string& key : {ended, "cs_" + std::string(43, 'x'), std::string("x"), std::string()}) {
    INFO("key " << key);
    Reader reader(daemon, key, index.secrets({}));
    ask_everything(reader, index, {}, false);
    for (const char* path : {"/v1/suggest?q=refund", "/v1/articles/a", "/v1/tickets/a"}) {
      const auto answer = reader.client().Get(path);
      // Whoever tries many keys is slowed down (429).
      CHECK((answer->status == 401 || answer->status == 429));
      CHECK(answer->has_header(answer->status == 401 ? "WWW-Authenticate" : "Retry-After"));
    }
    // Not even how much there is.
    CHECK(reader.get("/v1/session").find("documents") == std::string::npos);
  }
}

TEST_CASE("a session opens what its key opens and ends with it") {
  const PlantedIndex index;
  const Opens opens{{"public"}};
  const std::string key = new_key(index.keys(), "Ana", "public");
  Daemon daemon(index.path(), {"--keys", index.keys()});
  Reader reader(daemon, "", index.secrets(opens));
  reader.client().set_default_headers({{"Origin", "http://127.0.0.1:" + std::to_string(daemon.port())}});
  const auto signed_in = reader.client().Post("/v1/session", Json{{"key", key}}.dump(), "application/json");
  REQUIRE(signed_in->status == 200);
  const std::string cookie = signed_in->get_header_value("Set-Cookie");
  CHECK(cookie.find("HttpOnly") != std::string::npos);
  CHECK(cookie.find("SameSite=Strict") != std::string::npos);
  CHECK(cookie.find(key.substr(3)) == std::string::npos);
  reader.client().set_default_headers({{"Origin", "http://127.0.0.1:" + std::to_string(daemon.port())},
                                       {"Cookie", cookie.substr(0, cookie.find(';'))}});
  ask_for_words(reader, index);
  ask_with_filters(reader, index);
  ask_for_documents(reader, index, opens, true);
  CHECK(reader.was_told("brimkotitta"));
  write_text(index.keys(), "[]\n");
  CHECK(reader.get("/v1/suggest?q=refund").starts_with("401"));
}

TEST_CASE("the demo's safeguarding desk is seen by its own key only") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const fs::path keys = folder.path() / "keys.yaml";
  build(index, kDemo);
  const std::vector<std::string> words{"larkspur", "kittiwake", "drawbridge", "cobalt",
                                       "lodestar", "quillwort", "tamarisk"};
  const std::string internal = new_key(keys, "internal", "public,internal");
  const std::string desk = new_key(keys, "desk", "public,internal,safeguarding");
  const Daemon keyless(index);
  const Daemon keyed(index, {"--keys", keys});
  Reader everybody(keyless, "", words);
  Reader staff(keyed, internal, words);
  Reader own(keyed, desk, {});
  for (Reader* reader : {&everybody, &staff, &own}) {
    for (const std::string& word : words) {
      for (std::size_t letters = 2; letters <= word.size(); ++letters) {
        reader->ask({{"q", word.substr(0, letters)}, {"limit", 50}, {"lang", "sl,de,es"}});
      }
      reader->ask({{"q", "the code word is " + word}, {"limit", 50}});
    }
    // Each article of the corpus whole, whatever language is asked for.
    for (const auto& entry : fs::recursive_directory_iterator(kDemo / "articles/en")) {
      if (!entry.is_regular_file()) continue;
      const std::string id =
          entry.path().lexically_relative(kDemo / "articles/en").replace_extension().string();
      const std::string answer = reader->get("/v1/articles/" + percent_encoded(id) + "?lang=en");
      reader->get("/v1/articles/" + percent_encoded(id) + "?lang=sl,de,es");
      // What has a first or a last day is perhaps not valid today, and opened by nobody.
      const bool has_days = bytes_of(entry.path()).find("\nvalid_") != std::string::npos;
      if (reader == &own) CHECK((answer.starts_with("200") || (has_days && answer.starts_with("404"))));
    }
    ask_all_else(*reader);
  }
  for (const std::string& word : words) {
    INFO(word);
    CHECK(own.was_told(word));
  }
}
