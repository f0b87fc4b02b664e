// A forgotten document is in no file of the index and in no answer, and does not come back.
#include <atomic>
#include <thread>

#include "indexer/base/files.h"
#include "tests/cli/kill_moments.h"
#include "tests/cli/live_index.h"
#include "tests/support/catch2.h"
#include "tests/support/thorough.h"

using namespace callside::testing;
using namespace callside::testing::live_index;
namespace fs = std::filesystem;

namespace {

// Words that only the ticket T-90417 has. The id is long because "t-9" could occur in the name of the
// temporary folder.
const std::vector<std::string> kWords{"zanzibarquux", "grubblewick", "florimund", "T-90417"};

Json secret_ticket() {
  Json record =
      ticket("T-90417", "My portal shows zanzibarquux and grubblewick", "The portal is florimund again.");
  record["subject"] = "Zanzibarquux";
  record["closed"] = "2026-09-12";
  record["subject_ref"] = "customer-4711";
  return record;
}

// Returns the files below a folder that contain a text in any case.
std::set<std::string> files_with(const fs::path& folder, std::string text) {
  const auto lower = [](std::string bytes) {
    for (char& c : bytes) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return bytes;
  };
  text = lower(text);
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && holds(lower(*callside::read_file(entry.path())), text))
      names.insert(fs::relative(entry.path(), folder).string());
  }
  return names;
}

// An index whose source has the ticket and can be rewritten without it.
class IndexWithSecret {
 public:
  IndexWithSecret() {
    write({secret_ticket()});
    build(path(), source());
  }
  fs::path path() const { return folder_.path() / "kb"; }
  fs::path folder() const { return folder_.path(); }
  std::string source() const { return (folder_.path() / "kb.jsonl").string(); }
  void write(const std::vector<Json>& more, const std::string& edition = "first") const {
    std::vector<Json> records{article("portal", "Portal password", "The portal password is reset here."),
                              article("edition", "Edition", "The portal in its " + edition + " edition."),
                              ticket("T-1", "portal password lost", "Portal reset.")};
    records.insert(records.end(), more.begin(), more.end());
    write_text(folder_.path() / "callside.yaml", "ticket_max_age: never\n");
    write_text(source(), lines(records));
  }
  Finished run(std::vector<std::string> command) const {
    command.insert(command.end(), {"--index", path().string()});
    if (command[0] == "build" || command[0] == "update")
      command.insert(command.end(), {"--config", (folder_.path() / "callside.yaml").string()});
    return callside_index(command);
  }
  // Makes three kept generations: two published ones and a staged one.
  void make_history() const {
    write({secret_ticket()}, "second");
    if (run({"update"}).status != 0) throw std::runtime_error("update failed");
    write({secret_ticket()}, "third");
    if (run({"update", "--stage"}).status != 0) throw std::runtime_error("update --stage failed");
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("no file of the index has a word of a forgotten ticket, and no request fails meanwhile") {
  const IndexWithSecret kb;
  kb.make_history();
  Daemon daemon(kb.path());
  for (const std::string& word : kWords) {
    INFO(word);
    CHECK(files_with(kb.path(), word).size() >= 3);
  }
  std::atomic<bool> stop{false};
  std::atomic<int> asked{0};
  std::mutex mutex;
  std::string failure;
  std::vector<std::jthread> agents;
  for (int i = 0; i < 3; ++i) {
    agents.emplace_back([&] {
      auto client = daemon.client();
      while (!stop) {
        std::string result;
        try {
          if (!shown_to(client).contains("portal en")) result = "no portal in an answer";
          const int whole = status_of_get(client, "/v1/tickets/T-90417");
          if (whole != 200 && whole != 404) result = "the ticket: " + std::to_string(whole);
        } catch (const std::exception& e) {
          result = e.what();
        }
        ++asked;
        const std::lock_guard lock(mutex);
        if (failure.empty()) failure = result;
      }
    });
  }
  // Withdraw it first, as people do, since that takes effect at once.
  CHECK(kb.run({"withdraw", "T-90417"}).status == 0);
  const Finished forgotten = kb.run({"forget", "T-90417"});
  CHECK(forgotten.status == 0);
  INFO(forgotten.out << forgotten.err);
  CHECK(holds(forgotten.out, "forgotten   1 ticket"));
  CHECK(holds(forgotten.out, "deleted     000001, 000002, 000003"));
  CHECK_FALSE(holds(forgotten.out + forgotten.err, "T-90417"));
  REQUIRE(wait_until([&] { return asked > 100; }));
  stop = true;
  agents.clear();
  INFO(failure);
  CHECK(failure.empty());

  auto client = daemon.client();
  CHECK(status_of_get(client, "/v1/tickets/T-90417") == 404);
  const Json answer = suggest(client, {{"q", "portal zanzibarq"}, {"limit", 50}});
  CHECK(answer["revision"] == "000005");
  for (const Json& one : answer["suggestions"]) CHECK(one["id"] != "T-90417");
  CHECK(suggest(client, {{"q", "zanzib"}})["suggestions"].empty());
  for (const std::string& word : kWords) {
    INFO(word);
    CHECK(files_with(kb.path(), word).empty());
  }
  const Json status = status_of(kb.path());
  CHECK(status["staged"] == Json({"000006"}));
  CHECK(status["forgotten"] == 1);

  // The sources still have it.
  const Finished updated = kb.run({"update"});
  CHECK(updated.status == 0);
  CHECK(holds(updated.out, "1 forgotten"));
  const Finished built = kb.run({"build", kb.source()});
  CHECK(built.status == 0);
  CHECK(holds(built.out, "left out    1 forgotten"));
  CHECK_FALSE(holds(built.out + built.err, "T-90417"));
  CHECK(kb.run({"inspect", "T-90417"}).status == 1);
  for (const std::string& word : kWords) CHECK(files_with(kb.path(), word).empty());
  const Json log = Json::parse(kb.run({"log", "--json"}).out);
  CHECK(std::any_of(log.begin(), log.end(), [](const Json& one) {
    return one["command"] == "forget" && one["outcome"] == "forgotten" && one["generation"] == "000005";
  }));
}

TEST_CASE("files that a daemon keeps open are named in the receipt and deleted by the next command") {
  const IndexWithSecret kb;
  {
    const Daemon pinned(kb.path(), {"--generation", "000001"});
    const Finished forgotten = kb.run({"forget", "--subject", "customer-4711", "--wait", "0", "--json"});
    CHECK(forgotten.status == 0);
    const Json receipt = Json::parse(forgotten.out);
    CHECK(receipt["pending"] == Json({"000001"}));
    CHECK(receipt["forgotten"] == Json({{"ticket", 1}}));
    CHECK_FALSE(holds(forgotten.out, "4711"));
    CHECK(status_of(kb.path())["generations"] == Json({"000002"}));
    CHECK(kb.run({"rollback", "--to", "000001"}).status == 1);
    CHECK(kb.run({"preview", "--generation", "000001"}).status == 1);
    auto client = pinned.client();
    CHECK(status_of_get(client, "/v1/tickets/T-90417") == 200);
  }
  CHECK(kb.run({"publish", "--resume"}).status == 0);
  for (const std::string& word : kWords) CHECK(files_with(kb.path(), word).empty());
}

TEST_CASE("a restored backup is not served until forget gets the receipts") {
  const IndexWithSecret kb;
  const fs::path backup = kb.folder() / "backup";
  fs::copy(kb.path(), backup, fs::copy_options::recursive);
  const Finished in_words = kb.run({"forget", "T-90417"});
  REQUIRE(in_words.status == 0);
  const Finished as_json = kb.run({"forget", "--subject", "customer-4711", "--json"});
  REQUIRE(as_json.status == 0);

  SECTION("a single generation") {
    fs::copy(backup / "generations/000001", kb.path() / "generations/000001", fs::copy_options::recursive);
    const Finished refused = kb.run({"rollback", "--to", "000001"});
    CHECK(refused.status == 4);
    CHECK(holds(refused.err, "was made before something was forgotten"));
    CHECK(holds(refused.err, "callside-index forget --again --index"));
    const Finished shown = callside_searchd(
        {"--index", kb.path().string(), "--generation", "000001", "--listen", "127.0.0.1:0"});
    CHECK(shown.status != 0);
    CHECK(holds(shown.err, "forget --again"));
    const Finished preview = kb.run({"preview", "--generation", "000001"});
    CHECK(preview.status != 0);
    CHECK(holds(preview.err, "forget --again"));
    CHECK(kb.run({"forget", "--again"}).status == 0);
    for (const std::string& word : kWords) CHECK(files_with(kb.path(), word).empty());
  }
  SECTION("the whole index") {
    const std::string name = GENERATE("words", "json");
    write_text(kb.folder() / "receipt", name == "words" ? in_words.out : as_json.out);
    const Finished replayed =
        callside_index({"forget", "--from", (kb.folder() / "receipt").string(), "--index", backup.string()});
    INFO(replayed.err);
    CHECK(replayed.status == 0);
    CHECK(holds(replayed.out, "forgotten   1 ticket"));
    for (const std::string& word : kWords) CHECK(files_with(backup, word).empty());
    build(backup, kb.source(), {"--config", (kb.folder() / "callside.yaml").string()});
    for (const std::string& word : kWords) CHECK(files_with(backup, word).empty());
  }
}

TEST_CASE("the receipt names the languages of the documents, and the records of translations") {
  const IndexWithSecret kb;
  Json english = article("zanzibar", "Zanzibar", "The ferry to Zanzibar leaves at noon.");
  Json slovenian = english;
  slovenian["lang"] = "sl";
  slovenian["source_lang"] = "en";
  kb.write({secret_ticket(), english, slovenian});
  REQUIRE(kb.run({"build", kb.source()}).status == 0);
  REQUIRE(kb.run({"translated", "zanzibar", "--lang", "sl"}).status == 0);

  SECTION("as text") {
    const Finished result = kb.run({"forget", "zanzibar", "T-90417"});
    INFO(result.out << result.err);
    CHECK(holds(result.out, "forgotten   2 articles, 1 ticket"));
    CHECK(holds(result.out, "languages   articles: 1 in en, 1 in sl; tickets: 1 in en"));
    CHECK(holds(result.out, "translated  1 record of translations removed"));
  }
  SECTION("as JSON") {
    const Json receipt = Json::parse(kb.run({"forget", "zanzibar", "T-90417", "--json"}).out);
    CHECK(receipt["languages"] == Json({{"article", {{"en", 1}, {"sl", 1}}}, {"ticket", {{"en", 1}}}}));
    CHECK(receipt["translations"] == 1);
  }
}

TEST_CASE("forget --from reads one id or subject per line") {
  const IndexWithSecret kb;
  write_text(kb.folder() / "list", "\xEF\xBB\xBFT-1\r\n\r\nsubject:customer-4711\nnobody has this\n");
  const Finished forgotten = kb.run({"forget", "--from", (kb.folder() / "list").string(), "--json"});
  CHECK(forgotten.status == 0);
  const Json receipt = Json::parse(forgotten.out);
  CHECK(receipt["forgotten"] == Json({{"ticket", 2}}));
  CHECK(receipt["not_in_index"] == 1);
  CHECK(receipt["barred"] == Json({{"article", 1}, {"subject", 1}, {"ticket", 3}}));
  CHECK(status_of(kb.path())["by_kind"] == Json({{"article", 2}}));
  write_text(kb.folder() / "list", "T-1\nT-\xff\n");
  const Finished bytes = kb.run({"forget", "--from", (kb.folder() / "list").string()});
  CHECK(bytes.status == 1);
  CHECK(holds(bytes.err, "list:2: not UTF-8"));
  write_text(kb.folder() / "list", "{\"secret\": 3}");
  CHECK(holds(kb.run({"forget", "--from", (kb.folder() / "list").string()}).err,
              "not a receipt of forget --json"));
}

TEST_CASE("forget refuses invalid requests and changes nothing") {
  const IndexWithSecret kb;
  CHECK(kb.run({"forget"}).status == 2);
  CHECK(kb.run({"forget", "T-90417", "--again"}).status == 2);
  CHECK(kb.run({"forget", ""}).status == 2);
  CHECK(kb.run({"forget", "--from", "/does/not/exist"}).status == 1);
  CHECK(callside_index({"forget", "T-90417", "--index", (kb.folder() / "nowhere").string()}).status == 1);
  CHECK_FALSE(fs::exists(kb.folder() / "nowhere"));
  CHECK(names_in(kb.path()) == names_in_an_index());
  Process::Options full;
  full.largest_file = 2000;
  const Finished no_room = callside_index({"forget", "T-90417", "--index", kb.path().string()}, full);
  CHECK(no_room.status == 1);
  CHECK(holds(no_room.err, "nothing was forgotten"));
  CHECK_FALSE(fs::exists(kb.path() / "forgetting.jsonl"));
  CHECK(names_in(kb.path() / "generations") == std::set<std::string>{"000001"});
  CHECK(kb.run({"inspect", "T-90417"}).status == 0);
}

TEST_CASE("tickets that are too old are left out without an error") {
  const IndexWithSecret kb;
  Json old = ticket("T-old", "portal of old", "Portal reset long ago.");
  old["closed"] = "1999-12-31";
  kb.write({old});
  write_text(kb.folder() / "callside.yaml", "ticket_max_age: 20 years\n");
  const Finished built = kb.run({"build", kb.source(), "--allow-removals"});
  CHECK(built.status == 0);
  CHECK(holds(built.out, "left out    1 ticket that is too old"));
  CHECK(status_of(kb.path())["too_old"] == 1);
  CHECK(holds(kb.run({"status"}).out, "too old     1 ticket left out"));
  CHECK(kb.run({"inspect", "T-old"}).status == 1);
  write_text(kb.folder() / "callside.yaml", "ticket_max_age: never\n");
  CHECK(kb.run({"update"}).status == 0);
  CHECK(kb.run({"inspect", "T-old"}).status == 0);
}

TEST_CASE("a forget that is killed at any moment is undone, or completed by the next update", "[kill]") {
  const IndexWithSecret kb;
  const int rounds = thorough_or(40, 10);
  const auto word = [](int round) { return "glimmerquux" + std::to_string(round) + "end"; };
  std::vector<Json> tickets;
  for (int i = 0; i <= rounds; ++i)
    tickets.push_back(ticket("K" + std::to_string(i), "My portal says " + word(i), "Portal reset."));
  kb.write(tickets);
  REQUIRE(kb.run({"build", kb.source(), "--allow-removals"}).status == 0);
  const auto began = std::chrono::steady_clock::now();
  REQUIRE(kb.run({"forget", "K0"}).status == 0);
  const auto took = std::chrono::steady_clock::now() - began;

  const KillMoments moments(took * 11 / 10, rounds);
  int undone = 0;
  int done = 0;
  for (int round = 1; round <= rounds; ++round) {
    const std::string id = "K" + std::to_string(round);
    INFO("round " << round << ", after " << undone << " that were undone and " << done << " done");
    Process forgets({kIndexer, "forget", id, "--index", kb.path().string()});
    std::this_thread::sleep_for(moments.of_round(round));
    forgets.signal(SIGKILL);
    const Finished ended = forgets.wait();
    REQUIRE((ended.status == 0 || ended.signal == SIGKILL));
    {
      // The index is still served.
      const Daemon daemon(kb.path());
      auto client = daemon.client();
      CHECK(shown_to(client).contains("portal en"));
    }
    kb.write(tickets, "edition" + std::to_string(round));
    const Finished updated = kb.run({"update"});
    INFO(updated.err);
    REQUIRE(updated.status == 0);
    CHECK_FALSE(fs::exists(kb.path() / "forgetting.jsonl"));
    const bool is_there = kb.run({"inspect", id}).status == 0;
    ++(is_there ? undone : done);
    if (ended.status == 0) CHECK_FALSE(is_there);
    if (!is_there) CHECK(files_with(kb.path(), word(round)).empty());
    REQUIRE(kb.run({"forget", id}).status == 0);
    CHECK(files_with(kb.path(), word(round)).empty());
    CHECK(status_of(kb.path())["by_kind"]["ticket"] == rounds - round + 1);
  }
}
