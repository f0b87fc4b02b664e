// Documents that an API key may not see do not exist for it, on any HTTP route and in any field of an answer.
#include <map>
#include <regex>

#include "tests/cli/planted_index.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Status, headers and body of a response, without the parts that differ in every response.
std::string everything(const httplib::Result& answer) {
  if (!answer) throw std::runtime_error("no answer: " + httplib::to_string(answer.error()));
  std::string all = std::to_string(answer->status);
  for (const auto& [name, value] : answer->headers) {
    // These differ in every response.
    if (lower_case(name) != "x-request-id" && lower_case(name) != "retry-after")
      all += "\n" + name + ": " + value;
  }
  all += "\n" + answer->body;
  const std::string id = answer->get_header_value("X-Request-Id");
  for (std::size_t at = 0; !id.empty() && (at = all.find(id)) != std::string::npos;)
    all.replace(at, id.size(), "ID");
  return all;
}

// An answer to a search, without the parts that differ in every answer.
Json without_noise(Json answer) {
  answer.erase("query_id");
  answer.erase("took_ms");
  return answer;
}

// A client that collects the text of all responses and checks that none holds a secret.
class Reader {
 public:
  Reader(const Daemon& daemon, const std::string& key, std::vector<std::string> secrets)
      : client_(daemon.client(key)), secrets_(std::move(secrets)) {}

  std::string get(const std::string& path) { return take("GET " + path, client_.Get(path)); }

  // Sends a search as GET and as POST.
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
      INFO(what << " reveals " << secret << ": " << all);
      CHECK(false);
    }
    received_ += text;
    return all;
  }
  bool has_received(const std::string& word) const { return received_.find(word) != std::string::npos; }

 private:
  httplib::Client client_;
  std::vector<std::string> secrets_;
  std::string received_;
};

void ask_for_words(Reader& reader, const PlantedIndex& index) {
  for (const PlantedWord& one : index.planted()) {
    // While an agent types it.
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

// The answer for a hidden document must equal, byte for byte, that for a missing one. A ticket and an article
// may share an id.
void ask_for_documents(Reader& reader, const PlantedIndex& index, const KeyAccess& access, bool signed_in) {
  for (const std::string kind : {"article", "ticket"}) {
    const std::string route = "/v1/" + kind + "s/";
    const std::string none = reader.get(route + "there%2Fis%2Fnone");
    std::map<std::string, bool> visible;
    for (std::size_t i = 0; i < index.documents().size(); ++i) {
      const Json& record = index.documents()[i].record;
      visible[record["id"]] = visible[record["id"]] || (record["kind"] == kind && index.may_see(access, i));
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

void ask_other_routes(Reader& reader) {
  for (const char* path : {"/v1/session", "/healthz", "/readyz", "/metrics", "/openapi.json", "/",
                           "/page/app.js", "/nothing", "/v1/articles/", "/v1/tickets", "/v1/calls"}) {
    reader.get(path);
    reader.take(std::string("PUT ") + path, reader.client().Put(path, "{}", "application/json"));
    reader.take(std::string("DELETE ") + path, reader.client().Delete(path));
  }
  reader.take("sign in", reader.client().Post("/v1/session", "{}", "application/json"));
}

void ask_everything(Reader& reader, const PlantedIndex& index, const KeyAccess& access,
                    bool signed_in = true) {
  ask_for_words(reader, index);
  ask_with_filters(reader, index);
  ask_for_documents(reader, index, access, signed_in);
  ask_other_routes(reader);
}

// Searches for hidden documents must have the same answers as searches for documents that do not exist.
void compare_with_absent(const Daemon& daemon, const std::string& key, const PlantedIndex& index,
                         const KeyAccess& access) {
  auto client = daemon.client(key);
  const auto answer = [&](const Json& question) { return without_noise(suggest(client, question)); };
  for (std::size_t i = 0; i < index.documents().size(); ++i) {
    if (index.may_see(access, i)) continue;
    const Json& record = index.documents()[i].record;
    CHECK(answer({{"q", "refund"}, {"product", record["product"]}}) ==
          answer({{"q", "refund"}, {"product", "none"}}));
  }
  for (const PlantedWord& one : index.planted()) {
    if (index.may_see(access, one.document)) continue;
    INFO(one.word);
    for (const std::string& text : {one.word, "refund " + one.word, one.word + " refund"}) {
      const std::string absent = std::regex_replace(text, std::regex(one.word), "xylq" + one.word.substr(4));
      CHECK(answer({{"q", text}}) == answer({{"q", absent}}));
    }
  }
  if (!access.audiences.contains("nightwardens")) {
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

TEST_CASE("without a key, only public documents are revealed") {
  const PlantedIndex index;
  const KeyAccess access{{"public"}};
  Daemon daemon(index.path());
  Reader reader(daemon, "", index.secrets(access));
  ask_everything(reader, index, access);
  compare_with_absent(daemon, "", index, access);
  const Finished stopped = daemon.stop();
  for (const PlantedWord& one : index.planted()) CHECK(stopped.err.find(one.word) == std::string::npos);
}

TEST_CASE("a key reveals the documents that it gives access to, and no others") {
  const PlantedIndex index;
  const std::vector<std::pair<std::string, KeyAccess>> people{
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
  for (const auto& [name, access] : people) {
    std::vector<std::string> more;
    if (!access.brands.empty()) more = {"--brands", joined(access.brands)};
    keys[name] = new_key(index.keys(), name, joined(access.audiences), more);
  }
  Daemon daemon(index.path(), {"--keys", index.keys()});
  for (const auto& [name, access] : people) {
    INFO("key " << name);
    Reader reader(daemon, keys[name], index.secrets(access));
    ask_everything(reader, index, access);
    compare_with_absent(daemon, keys[name], index, access);
    // The key does reveal what it may see, so the checks above are not vacuous. Keywords are never shown.
    for (const PlantedWord& one : index.planted()) {
      if (!index.may_read(access, one) || one.field == "keywords") continue;
      INFO(one.field << " " << one.word);
      CHECK(reader.has_received(one.word));
    }
  }
  // Keywords are searched.
  auto client = daemon.client(keys["everything"]);
  for (const PlantedWord& one : index.planted()) {
    if (one.field != "keywords") continue;
    const Json found = suggest(client, {{"q", one.word}});
    REQUIRE(found["suggestions"].size() == 1);
    CHECK(found["suggestions"][0]["id"] == index.documents()[one.document].record["id"]);
  }
}

TEST_CASE("an expired, wrong or missing key reveals nothing") {
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
      // A client that tries many keys is slowed down (429).
      CHECK((answer->status == 401 || answer->status == 429));
      CHECK(answer->has_header(answer->status == 401 ? "WWW-Authenticate" : "Retry-After"));
    }
    // Not even the number of documents.
    CHECK(reader.get("/v1/session").find("documents") == std::string::npos);
  }
}

TEST_CASE("a session has the access of its key and ends with it") {
  const PlantedIndex index;
  const KeyAccess access{{"public"}};
  const std::string key = new_key(index.keys(), "Ana", "public");
  Daemon daemon(index.path(), {"--keys", index.keys()});
  Reader reader(daemon, "", index.secrets(access));
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
  ask_for_documents(reader, index, access, true);
  CHECK(reader.has_received("brimkotitta"));
  write_text(index.keys(), "[]\n");
  CHECK(reader.get("/v1/suggest?q=refund").starts_with("401"));
}

TEST_CASE("only its own key sees the demo's safeguarding group") {
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
    // Every whole article of the corpus, in any preferred language.
    for (const auto& entry : fs::recursive_directory_iterator(kDemo / "articles/en")) {
      if (!entry.is_regular_file()) continue;
      const std::string id =
          entry.path().lexically_relative(kDemo / "articles/en").replace_extension().string();
      const std::string answer = reader->get("/v1/articles/" + percent_encoded(id) + "?lang=en");
      reader->get("/v1/articles/" + percent_encoded(id) + "?lang=sl,de,es");
      // An article with validity dates may be invalid today, and hidden from everybody.
      const bool has_days = bytes_of(entry.path()).find("\nvalid_") != std::string::npos;
      if (reader == &own) CHECK((answer.starts_with("200") || (has_days && answer.starts_with("404"))));
    }
    ask_other_routes(*reader);
  }
  for (const std::string& word : words) {
    INFO(word);
    CHECK(own.has_received(word));
  }
}
