// Builds and updates that are killed at random moments.
#include "tests/cli/kill_moments.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/thorough.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDocuments = 300;

// Every document contains its round, to detect a mixture of two builds.
void write_round(const fs::path& source, int round) {
  std::vector<Json> records;
  for (int i = 0; i < kDocuments; ++i) {
    const std::string n = std::to_string(i);
    const std::string body = "Written in round" + std::to_string(round) + ", number " + n;
    records.push_back(i % 2 == 0 ? article("a/" + n, "Article " + n, body)
                                 : ticket("T-" + n, "Question " + n, body));
  }
  write_text(source, lines(records));
}

// Returns the round of all documents. Fails if one is missing or of another round.
std::string round_of(const fs::path& index) {
  const Daemon daemon(index);
  auto client = daemon.client();
  std::set<std::string> rounds;
  for (int i = 0; i < kDocuments; ++i) {
    const std::string path = (i % 2 == 0 ? "/v1/articles/a%2F" : "/v1/tickets/T-") + std::to_string(i);
    const auto answer = client.Get(path);
    if (!answer || answer->status != 200) throw std::runtime_error("no answer to " + path);
    const std::size_t begin = answer->body.find("round");
    if (begin == std::string::npos) throw std::runtime_error("no round in " + answer->body);
    rounds.insert(answer->body.substr(begin, answer->body.find(',', begin) - begin));
  }
  const std::string last = *rounds.begin();
  if (rounds.size() != 1) throw std::runtime_error("a mixture of " + last + " and " + *rounds.rbegin());
  if (suggest(client, {{"q", last}})["suggestions"].empty())
    throw std::runtime_error(last + " finds nothing");
  return last;
}

}  // namespace

TEST_CASE("a build or update that is killed at any moment leaves a whole index", "[kill]") {
  const std::string command = GENERATE("build", "update");
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const fs::path source = folder.path() / "kb.jsonl";
  write_round(source, 0);
  const auto began = std::chrono::steady_clock::now();
  build(index, source);
  const auto took = std::chrono::steady_clock::now() - began;
  REQUIRE(round_of(index) == "round0");

  // Slightly beyond the end, since publishing is the last step of a build.
  const int rounds = thorough_or(100, 20);
  const KillMoments moments(took * 12 / 10, rounds);
  int ended_before = 0;
  for (int round = 1; round <= rounds; ++round) {
    INFO(command << ", round " << round << ", after " << ended_before
                 << " that were done before they were killed");
    write_round(source, round);
    Process build({kIndexer, command, "--index", index.string(), source.string()});
    std::this_thread::sleep_for(moments.of_round(round));
    build.signal(SIGKILL);
    const Finished ended = build.wait();
    // It succeeded or was killed.
    REQUIRE((ended.status == 0 || ended.signal == SIGKILL));
    ended_before += ended.status == 0 ? 1 : 0;
    const Json status = status_of(index);
    CHECK(status["documents"] == kDocuments);
    const std::string now = round_of(index);
    CHECK(std::stoi(now.substr(5)) <= round);
    if (ended.status == 0) CHECK(now == "round" + std::to_string(round));
  }

  write_round(source, 10'000);
  build(index, source);
  CHECK(round_of(index) == "round10000");
  CHECK(names_in(index) == names_in_an_index());
  CHECK(names_in(index / "generations").size() <= 3);
}

TEST_CASE("the next build removes the leftovers of killed builds") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_round(folder.path() / "kb.jsonl", 1);
  build(index, folder.path() / "kb.jsonl");
  write_text(index / "building.000002/spool/spool.0", "half a document");
  write_text(index / "CURRENT.tmp.4711", "0000");
  write_text(index / "subject.key.tmp.4711", "half a key");
  write_text(index / "generations/000002/numbers.bin", "a removal that was cut short");
  build(index, folder.path() / "kb.jsonl");
  CHECK(names_in(index) == names_in_an_index());
  CHECK(names_in(index / "generations") == std::set<std::string>{"000001", "000002"});
  CHECK(status_of(index)["generation"] == "000002");
}
