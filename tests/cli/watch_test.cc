
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <sstream>

#include "tests/cli/markdown_page.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

// A folder of articles and its index.
class WatchedKb {
 public:
  WatchedKb() {
    for (int i = 0; i < 30; ++i)
      put("note" + std::to_string(i), page("Note " + std::to_string(i), "A page that stays."));
    put("refund", page("Refund a charge", "The money comes back in five days."));
    build(index(), source());
  }

  fs::path source() const { return folder_.path() / "kb"; }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path file(const std::string& name) const { return source() / "articles/en" / (name + ".md"); }
  void put(const std::string& name, const std::string& text) const { write_text(file(name), text); }
  // Writes another file and renames it, as text editors do.
  void save_by_rename(const std::string& name, const std::string& text) const {
    write_text(file(name + ".md~"), text);
    fs::rename(file(name + ".md~"), file(name));
  }
  bool has(const std::string& id) const {
    return callside_index({"inspect", "--index", index().string(), id}).status == 0;
  }
  std::string published() const { return status_of(index())["generation"]; }

 private:
  TemporaryFolder folder_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// A running `watch` that follows the sources.
class Watch {
 public:
  explicit Watch(const WatchedKb& kb, const std::vector<std::string>& more = {})
      : process_(command(kb, more)) {
    if (!process_.wait_for_output("following"))
      throw std::runtime_error("watch failed: " + process_.error_text());
  }

  // Waits for a text in the output; fails if watch exits without it.
  void wait_for_output(const std::string& text) {
    INFO(process_.error_text());
    REQUIRE(process_.wait_for_output(text));
  }
  void wait_for_error(const std::string& text) { REQUIRE(process_.wait_for_error(text)); }
  std::string errors() const { return process_.error_text(); }
  Finished end() {
    process_.signal(SIGINT);
    return process_.wait();
  }

 private:
  static std::vector<std::string> command(const WatchedKb& kb, const std::vector<std::string>& more) {
    std::vector<std::string> command{kIndexer, "watch", "--index", kb.index().string()};
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }

  Process process_;
};

}  // namespace

TEST_CASE("watch stages each saved change and publishes nothing") {
  const WatchedKb kb;
  Watch watch(kb);
  watch.wait_for_output("following 1 source, changes are staged");
  kb.save_by_rename("refund", page("Refund a charge", "The money comes back in three days."));
  watch.wait_for_output("  generation 000002 staged: 1 changed (article refund, en)  ");
  kb.put("fees", page("Fees", "What it costs."));
  // It continues from the staged generation, so the first change is not found again.
  watch.wait_for_output("  generation 000003 staged: 1 added (article fees, en)  ");
  CHECK(kb.published() == "000001");
  const Finished ended = watch.end();
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  CHECK(ended.out.find("ended: 2 generations made; to publish 000003: callside-index publish --index " +
                       kb.index().string() + "\n") != std::string::npos);
  CHECK(count(ended.out, "\n") == 4);
  REQUIRE(callside_index({"publish", "--index", kb.index().string()}).status == 0);
  CHECK(kb.has("fees"));
  CHECK(callside_index({"inspect", "--index", kb.index().string(), "refund"}).out.find("three days") !=
        std::string::npos);
  // The published generation equals the result of an update.
  CHECK(callside_index({"update", "--index", kb.index().string()}).out.find("nothing changed") !=
        std::string::npos);
}

TEST_CASE("watch finds earlier changes and continues from the staged generation") {
  const WatchedKb kb;
  kb.put("fees", page("Fees", "What it costs."));
  Watch first(kb);
  first.wait_for_output("generation 000002 staged: 1 added (article fees, en)");
  CHECK(first.end().status == 0);
  Watch second(kb);
  kb.put("hours", page("Opening hours", "From nine to five."));
  second.wait_for_output("generation 000003 staged: 1 added (article hours, en)");
}

TEST_CASE("watch follows new folders and reports removals") {
  const WatchedKb kb;
  const bool poll = GENERATE(false, true);
  CAPTURE(poll);
  Watch watch(kb, poll ? std::vector<std::string>{"--poll", "0.1"} : std::vector<std::string>{});
  if (poll) watch.wait_for_output("polling for changes every few seconds");
  write_text(kb.source() / "articles/sl/vracilo.md", page("Vračilo plačila", "Denar pride v petih dneh."));
  watch.wait_for_output("generation 000002 staged: 1 added (article vracilo, sl)");
  write_text(kb.source() / "articles/sl/cenik.md", page("Cenik", "Koliko stane."));
  watch.wait_for_output("generation 000003 staged: 1 added (article cenik, sl)");
  fs::remove(kb.file("note3"));
  watch.wait_for_output("generation 000004 staged: 1 removed (article note3, en)");
  kb.save_by_rename("refund", page("Refund a charge", "The money comes back in three days."));
  watch.wait_for_output("generation 000005 staged: 1 changed (article refund, en)");
  fs::remove_all(kb.source() / "articles/sl");
  watch.wait_for_output("generation 000006 staged: 2 removed (article cenik, sl; article vracilo, sl)");
  CHECK(watch.end().status == 0);
}

TEST_CASE("watch reports a broken file once, and reads it when it is corrected") {
  const WatchedKb kb;
  Watch watch(kb);
  kb.put("fees", "---\ntitle: [\n");
  watch.wait_for_error("fees.md:");
  kb.put("hours", page("Opening hours", "From nine to five."));
  watch.wait_for_output("1 added (article hours, en)");
  CHECK(count(watch.errors(), "fees.md:") == 1);
  kb.put("fees", page("Fees", "What it costs."));
  watch.wait_for_output("1 added (article fees, en)");
  // If it breaks again, it is reported again.
  kb.put("plans", "---\ntitle: [\n");
  watch.wait_for_error("plans.md:");
  CHECK(count(watch.errors(), "fees.md:") == 1);
}

TEST_CASE("watch --publish publishes, but the guard stops large removals") {
  const WatchedKb kb;
  Watch watch(kb, {"--publish", "--note", "as it is written"});
  kb.put("fees", page("Fees", "What it costs."));
  watch.wait_for_output("generation 000002 published: 1 added (article fees, en)");
  CHECK(kb.published() == "000002");
  CHECK(kb.has("fees"));
  const Finished log = callside_index({"log", "--index", kb.index().string()});
  CHECK(log.out.find("as it is written") != std::string::npos);
  fs::create_directories(kb.source().parent_path() / "away");
  for (int i = 0; i < 9; ++i) {
    const std::string name = "note" + std::to_string(i);
    fs::rename(kb.file(name), kb.source().parent_path() / "away" / name);
  }
  watch.wait_for_error("not published: generation");
  CHECK(kb.published() == "000002");
  CHECK(kb.has("note0"));
}

TEST_CASE("watch waits for a missing source and removes nothing") {
  const WatchedKb kb;
  const bool empty = GENERATE(false, true);
  CAPTURE(empty);
  Watch watch(kb, {"--publish"});
  const fs::path away = kb.source().string() + ".away";
  fs::rename(kb.source(), away);
  // Like a mount point while nothing is mounted.
  if (empty) fs::create_directories(kb.source());
  watch.wait_for_error(kb.source().string());
  CHECK(kb.published() == "000001");
  CHECK(kb.has("refund"));
  if (empty) fs::remove(kb.source());
  write_text(away / "articles/en/fees.md", page("Fees", "What it costs."));
  fs::rename(away, kb.source());
  watch.wait_for_output("generation 000002 published: 1 added (article fees, en)");
  kb.put("hours", page("Opening hours", "From nine to five."));
  watch.wait_for_output("generation 000003 published: 1 added (article hours, en)");
  CHECK(watch.end().status == 0);
}

TEST_CASE("watch reports a locked index once, and continues when it is free") {
  const WatchedKb kb;
  Watch watch(kb);
  const int fd = ::open((kb.index() / "LOCK").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(fd >= 0);
  // The first update may still hold the lock.
  REQUIRE(::flock(fd, LOCK_EX) == 0);
  kb.put("fees", page("Fees", "What it costs."));
  watch.wait_for_error("is being written by");
  ::close(fd);
  watch.wait_for_output("generation 000002 staged: 1 added (article fees, en)");
  CHECK(count(watch.errors(), "is being written by") == 1);
}

TEST_CASE("watch reads everything again when the configuration changes") {
  const WatchedKb kb;
  Watch watch(kb);
  kb.put("plans", "---\ntitle: Plans\naudience: partners\n---\nFor partners alone.\n");
  watch.wait_for_error("plans.md:");
  write_text(kb.source() / "callside.yaml", "groups: [partners]\n");
  watch.wait_for_output("1 added (article plans, en)");
}

TEST_CASE("watch --json writes one object per line") {
  const WatchedKb kb;
  Watch watch(kb, {"--json"});
  kb.put("fees", page("Fees", "What it costs."));
  watch.wait_for_output("\"staged\"");
  kb.put("broken", "---\ntitle: [\n");
  watch.wait_for_output("\"rejected\",");
  const Finished ended = watch.end();
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  std::istringstream lines(ended.out);
  std::vector<Json> result;
  for (std::string line; std::getline(lines, line);) result.push_back(Json::parse(line));
  REQUIRE(result.size() == 4);
  CHECK(result[0]["event"] == "following");
  CHECK(result[1]["event"] == "staged");
  CHECK(result[1]["generation"] == "000002");
  CHECK(result[1]["added"] == Json::array({{{"kind", "article"}, {"id", "fees"}, {"lang", "en"}}}));
  CHECK(result[2]["event"] == "rejected");
  CHECK(result[3]["event"] == "ended");
  CHECK(result[3]["staged"] == "000002");
}

TEST_CASE("watch refuses sources that it cannot follow") {
  const TemporaryFolder folder;
  const Finished none = callside_index({"watch", "--index", (folder.path() / "none").string()});
  CHECK(none.status == 1);
  CHECK_FALSE(fs::exists(folder.path() / "none"));
  const WatchedKb kb;
  write_text(folder.path() / "x.md", page("Other", "Something else."));
  const Finished other =
      callside_index({"watch", "--index", kb.index().string(), (folder.path() / "x.md").string()});
  CHECK(other.status == 2);
  CHECK(other.err.find("built from other sources: " + kb.source().string()) != std::string::npos);
}
