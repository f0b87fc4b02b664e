// A second writer during a build, and signals during a build.

#include "tests/support/catch2.h"
#include "tests/support/fifo.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::string line(int number) {
  return lines(
      {article("a" + std::to_string(number), "Refund " + std::to_string(number), "Money comes back.")});
}

bool is_building(const fs::path& index) {
  for (const std::string& name : names_in(index)) {
    if (name.starts_with("building.")) return true;
  }
  return false;
}

// A build that has read a document and waits for the next.
class WaitingBuild {
 public:
  WaitingBuild(const fs::path& folder, const fs::path& index)
      : pipe_(folder / "pipe.jsonl"),
        process_({kIndexer, "build", "--index", index.string(), pipe_.path().string()}) {
    pipe_.write(line(1));
    const bool waits = wait_until([&] {
      return process_.ended() ||
             (pipe_.is_drained() && fs::exists(index) && is_building(index) && is_asleep(process_.pid()));
    });
    if (!waits || process_.ended())
      throw std::runtime_error("the build does not wait: " + process_.error_text());
  }

  Fifo& pipe() { return pipe_; }
  Process& process() { return process_; }

 private:
  Fifo pipe_;
  Process process_;
};

}  // namespace

TEST_CASE("a pipe is read once, from its first byte to its last") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  WaitingBuild build(folder.path(), index);
  for (int i = 2; i <= 200; ++i) REQUIRE(wait_until([&] { return build.pipe().write(line(i)); }));
  build.pipe().close();
  const Finished built = build.process().wait();
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(status_of(index)["documents"] == 200);

  // A shell's process substitution: `build --as jsonl <(unpack kb.gz)`.
  std::string many;
  for (int i = 0; i < 5000; ++i) many += line(i);
  write_text(folder.path() / "many", many);
  const Finished from_shell = run({"bash", "-c", R"sh("$0" build --index "$1" --as jsonl <(cat "$2"))sh",
                                   kIndexer, index.string(), (folder.path() / "many").string()});
  INFO(from_shell.err);
  CHECK(from_shell.status == 0);
  CHECK(status_of(index)["documents"] == 5000);
}

TEST_CASE("a pipe that stays empty publishes nothing") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", line(1));
  // The writing command failed.
  const Finished built = run({"bash", "-c", R"sh("$0" build --index "$1" --as jsonl "$2" <(false))sh",
                              kIndexer, index.string(), (folder.path() / "kb.jsonl").string()});
  INFO(built.err);
  CHECK(built.status == 1);
  CHECK(built.err.find("holds no documents") != std::string::npos);
  CHECK_FALSE(fs::exists(index / "CURRENT"));
  // A pipe needs --as: detecting its format would lose the bytes read.
  const Finished without_format = run({"bash", "-c", R"sh("$0" build --index "$1" <(cat "$2"))sh", kIndexer,
                                       index.string(), (folder.path() / "kb.jsonl").string()});
  CHECK(without_format.status == 2);
  CHECK(without_format.err.find("--as jsonl") != std::string::npos);
}

TEST_CASE("a second writer learns who the first is and changes nothing") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", line(7));
  build(index, folder.path() / "kb.jsonl");
  build(index, folder.path() / "kb.jsonl");
  WaitingBuild first(folder.path(), index);

  const std::vector<std::vector<std::string>> commands{
      {"build", "--index", index, folder.path() / "kb.jsonl"}, {"rollback", "--index", index}};
  for (const auto& command : commands) {
    const Finished second = callside_index(command);
    INFO(second.err);
    CHECK(second.status == 19);
    CHECK(second.err.find("callside-index build, process " + std::to_string(first.process().pid())) !=
          std::string::npos);
    CHECK(second.out.empty());
  }
  // Readers are not affected.
  CHECK(status_of(index)["generation"] == "000002");
  CHECK(is_building(index));

  first.pipe().close();
  CHECK(first.process().wait().status == 0);
  CHECK(status_of(index)["generation"] == "000003");
}

TEST_CASE("the lock ends with its holder") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", line(7));
  {
    WaitingBuild first(folder.path(), index);
    first.process().signal(SIGKILL);
    CHECK(first.process().wait().signal == SIGKILL);
  }
  CHECK(is_building(index));
  CHECK(callside_index({"build", "--index", index, folder.path() / "kb.jsonl"}).status == 0);
  CHECK(names_in(index) == names_in_an_index());
}

TEST_CASE("an interrupted build publishes nothing and cleans up") {
  for (const int signal : {SIGINT, SIGTERM}) {
    // While documents arrive, and while the build waits for one.
    for (const bool flowing : {true, false}) {
      INFO("signal " << signal << (flowing ? ", documents flowing" : ", waiting for documents"));
      const TemporaryFolder folder;
      const fs::path index = folder.path() / "kb";
      write_text(folder.path() / "kb.jsonl", line(7));
      build(index, folder.path() / "kb.jsonl");
      const auto before = names_in(index);
      WaitingBuild build(folder.path(), index);
      build.process().signal(signal);
      int number = 1;
      CHECK(wait_until([&] {
        if (flowing) build.pipe().write(line(++number));
        return build.process().ended();
      }));
      const Finished ended = build.process().wait();
      CHECK(ended.status == 130);
      CHECK(ended.out.empty());
      CHECK(ended.err.find("interrupted") != std::string::npos);
      CHECK(names_in(index) == before);
      CHECK(status_of(index)["generation"] == "000001");
    }
  }
}

TEST_CASE("an interrupted first build leaves no index") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  WaitingBuild build(folder.path(), index);
  build.process().signal(SIGTERM);
  CHECK(build.process().wait().status == 130);
  const Finished status = callside_index({"status", "--index", index});
  CHECK(status.status == 1);
  CHECK(status.err.find("callside-index build --index " + index.string()) != std::string::npos);
}
