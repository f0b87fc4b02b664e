// Running daemons serve each new generation without interrupting agents.
#include <atomic>
#include <thread>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kBuilds = 5;

// Writes documents that all contain the number of their generation.
void write_generation(const fs::path& source, int number) {
  std::vector<Json> records;
  for (int i = 0; i < 40; ++i) {
    records.push_back(article("a" + std::to_string(i), "Portal password " + std::to_string(i),
                              "Reset it on the portal; as of 00000" + std::to_string(number) + "."));
  }
  write_text(source, lines(records));
}

// An agent that searches continuously over one connection.
class SearchingAgent {
 public:
  explicit SearchingAgent(const Daemon& daemon)
      : client_(daemon.client()), thread_([this](const std::stop_token& stop) { ask(stop); }) {}

  std::string failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
  }
  std::string revision() const {
    const std::lock_guard lock(mutex_);
    return revision_;
  }
  int answers() const { return answers_; }

 private:
  void ask(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::string failure;
      std::string revision;
      try {
        const Json answer = suggest(client_, {{"q", "portal pass"}, {"limit", 7}});
        revision = answer["revision"];
        if (answer["suggestions"].size() != 7) failure = "a part of an answer: " + answer.dump();
        for (const Json& suggestion : answer["suggestions"]) {
          const std::string text = suggestion["passage"]["text"];
          if (text.find(revision) == std::string::npos)
            failure = "revision " + revision + " with text: " + text;
        }
        const auto whole = client_.Get("/v1/articles/a7");
        if (!whole || whole->status != 200) failure = "no article";
      } catch (const std::exception& e) {
        failure = e.what();
      }
      const std::lock_guard lock(mutex_);
      if (revision < revision_) failure = "back from " + revision_ + " to " + revision;
      if (failure_.empty()) failure_ = failure;
      revision_ = revision;
      ++answers_;
    }
  }

  httplib::Client client_;
  mutable std::mutex mutex_;
  std::string failure_, revision_;  // guarded by mutex_
  std::atomic<int> answers_ = 0;
  std::jthread thread_;  // last member, since it uses the others
};

}  // namespace

TEST_CASE("a running daemon moves to each new generation and fails no request") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_generation(folder.path() / "kb.jsonl", 1);
  build(index, folder.path() / "kb.jsonl");
  Daemon daemon(index);
  {
    std::array<std::unique_ptr<SearchingAgent>, 4> agents;
    for (auto& agent : agents) agent = std::make_unique<SearchingAgent>(daemon);
    for (int number = 2; number <= 1 + kBuilds; ++number) {
      write_generation(folder.path() / "kb.jsonl", number);
      build(index, folder.path() / "kb.jsonl");
      const std::string published = "00000" + std::to_string(number);
      for (const auto& agent : agents) {
        REQUIRE(wait_until([&] { return agent->revision() == published || !agent->failure().empty(); }));
      }
    }
    for (const auto& agent : agents) {
      CHECK(agent->failure().empty());
      INFO(agent->failure());
      CHECK(agent->answers() > kBuilds);
    }
  }
  // And back again, after a rollback.
  REQUIRE(callside_index({"rollback", "--index", index}).status == 0);
  auto client = daemon.client();
  CHECK(wait_until([&] { return suggest(client, {{"q", "portal"}})["revision"] == "000005"; }));
  // A generation that a daemon reads is not removed; those that it has left are.
  CHECK(names_in(index / "generations") == std::set<std::string>{"000004", "000005", "000006"});
  const Finished stopped = daemon.stop();
  CHECK(stopped.status == 0);
  CHECK(stopped.err.find(" error ") == std::string::npos);
}
