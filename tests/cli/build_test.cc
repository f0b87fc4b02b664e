// callside-index build as a script uses it: exit status, output, and the files that it leaves.
#include <map>
#include <sstream>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/fifo.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Two good records around a bad one.
fs::path with_a_bad_record(const fs::path& folder) {
  const fs::path source = folder / "kb.jsonl";
  write_text(source, article("good", "Refund", "Money comes back.").dump() +
                         "\n{\"kind\":\"article\",\"id\":\"bad\"}\n" +
                         article("other", "Bus", "The bus is late.").dump() + "\n");
  return source;
}

}  // namespace

TEST_CASE("the demo corpus is indexed without a warning") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const Finished built = callside_index({"build", "--index", index, kDemo.string(), "--json"});
  INFO(built.err);
  REQUIRE(built.status == 0);
  // Except for expired pins, since their dates are fixed.
  std::istringstream err(built.err);
  for (std::string line; std::getline(err, line);) {
    INFO(line);
    CHECK((holds(line, "search.yaml") && (holds(line, "expired at") || holds(line, "no longer valid"))));
  }
  const Json report = Json::parse(built.out);
  CHECK(report["generation"] == "000001");
  CHECK(report["rejected"] == 0);
  CHECK(report["by_kind"]["ticket"] >= 300);
  CHECK(report["documents"] ==
        report["by_kind"]["ticket"].get<int>() + report["by_kind"]["article"].get<int>());

  // For each language, as many as its folder has.
  std::map<std::string, int> articles;
  for (const std::string language : {"en", "sl", "de", "es"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kDemo / "articles" / language)) {
      articles[language] += entry.is_regular_file() ? 1 : 0;
    }
  }
  CHECK(articles["en"] >= 60);
  CHECK(articles["sl"] >= 40);
  CHECK(articles["de"] >= 20);
  CHECK(articles["es"] >= 20);
  int all = 0;
  for (const auto& [language, number] : articles) {
    CHECK(report["by_language"][language] >= number);
    all += number;
  }
  CHECK(report["by_kind"]["article"] == all);
}

TEST_CASE("rejected records are reported with file and line, and the others are indexed") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const fs::path source = with_a_bad_record(folder.path());
  const Finished built = callside_index({"build", "--index", index, source.string()});
  CHECK(built.status == 3);
  CHECK(holds(built.err, source.string() + ":2: rejected: the key \"title\" is missing"));
  CHECK(holds(built.out, "2 documents"));
  CHECK(holds(built.out, "rejected    1 record, listed above"));
  CHECK(status_of(index)["documents"] == 2);
  CHECK(status_of(index)["rejected"] == 1);

  const Json report = Json::parse(callside_index({"build", "--index", index, source.string(), "--json"}).out);
  REQUIRE(report["remarks"].size() == 1);
  CHECK(report["remarks"][0]["level"] == "rejected");
  CHECK(report["remarks"][0]["file"] == source.string());
  CHECK(report["remarks"][0]["line"] == 2);
  // A quiet build reports rejected records, too.
  const Finished quiet = callside_index({"build", "--index", index, source.string(), "--quiet"});
  CHECK(quiet.status == 3);
  CHECK(quiet.out.empty());
  CHECK(holds(quiet.err, ":2: rejected: "));
}

TEST_CASE("a strict build stops at the first rejected record and publishes nothing") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const fs::path source = with_a_bad_record(folder.path());
  const Finished first = callside_index({"build", "--index", index, source.string(), "--strict"});
  CHECK(first.status == 1);
  CHECK(holds(first.err, source.string() + ":2: the key \"title\" is missing"));
  CHECK(callside_index({"status", "--index", index}).status == 1);

  REQUIRE(callside_index({"build", "--index", index, source.string()}).status == 3);
  CHECK(callside_index({"build", "--index", index, source.string(), "--strict"}).status == 1);
  CHECK(status_of(index)["generation"] == "000001");
}

TEST_CASE("a missing, empty or unreadable SOURCE publishes nothing") {
  const TemporaryFolder folder;
  const fs::path good = folder.path() / "good.jsonl";
  write_text(good, lines({article("a", "Refund", "Money comes back.")}));
  write_text(folder.path() / "empty.jsonl", "");
  write_text(folder.path() / "blank.jsonl", "\n  \n\n");
  fs::create_directories(folder.path() / "empty-folder");
  write_text(folder.path() / "pictures/one.png", "\x89PNG");
  write_text(folder.path() / "none-is-good.jsonl", "{\"kind\":\"article\"}\n");
  // Root can read any file, but not a link to itself or address 0 of this process.
  fs::create_symlink("loop.jsonl", folder.path() / "loop.jsonl");
  std::vector<fs::path> sources{folder.path() / "absent.jsonl", folder.path() / "empty.jsonl",
                                folder.path() / "blank.jsonl",  folder.path() / "empty-folder",
                                folder.path() / "pictures",     folder.path() / "none-is-good.jsonl",
                                folder.path() / "loop.jsonl"};
  if (::geteuid() != 0) {
    const fs::path closed = folder.path() / "closed.jsonl";
    fs::copy(good, closed);
    fs::permissions(closed, fs::perms::none);
    sources.push_back(closed);
  }
  for (const fs::path& source : sources) {
    INFO(source);
    const fs::path index = folder.path() / ("index of " + source.filename().string());
    const Finished alone = callside_index({"build", "--index", index.string(), source.string()});
    CHECK(alone.status == 1);
    CHECK(holds(alone.err, source.string()));
    CHECK_FALSE(fs::exists(index / "CURRENT"));
    // Not even next to a good one: a typo in a path must not remove its documents from the index.
    if (source.filename() == "none-is-good.jsonl") continue;
    CHECK(callside_index({"build", "--index", index.string(), good.string(), source.string()}).status == 1);
    CHECK_FALSE(fs::exists(index / "CURRENT"));
  }
  const Finished broken =
      callside_index({"build", "--index", folder.path() / "kb", "--as", "jsonl", "/proc/self/mem"});
  CHECK(broken.status == 1);
  CHECK(holds(broken.err, "/proc/self/mem"));
  CHECK_FALSE(fs::exists(folder.path() / "kb/CURRENT"));
}

TEST_CASE("an unwritable index is named") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", lines({article("a", "Refund", "Money comes back.")}));
  write_text(folder.path() / "file", "not a folder");
  for (const fs::path& index : {folder.path() / "file", folder.path() / "file/below", fs::path("/proc/kb")}) {
    const Finished built =
        callside_index({"build", "--index", index.string(), (folder.path() / "kb.jsonl").string()});
    INFO(built.err);
    CHECK(built.status == 1);
    CHECK(holds(built.err, index.parent_path().string()));
  }
}

TEST_CASE("reports are text, JSON or nothing") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const std::string source = folder.path() / "kb.jsonl";
  write_text(source, lines({article("a", "Refund", "Money comes back."),
                            ticket("T-1", "where is my money", "Sent.")}));
  const Finished people = callside_index({"build", "--index", index, source});
  CHECK(people.status == 0);
  CHECK(holds(people.out, "generation 000001 published: 2 documents"));
  // A progress bar redraws its line, which would garble a file or a pipe.
  CHECK(people.err.empty());
  CHECK_FALSE(holds(people.out, "\r"));
  CHECK_FALSE(holds(people.out, "\033"));

  const std::vector<std::vector<std::string>> commands{{"build", "--index", index, source},
                                                       {"status", "--index", index},
                                                       {"inspect", "--index", index, "a"},
                                                       {"rollback", "--index", index}};
  for (std::vector<std::string> command : commands) {
    INFO(command[0]);
    std::vector<std::string> quiet = command;
    quiet.emplace_back("--quiet");
    const Finished said_nothing = callside_index(quiet);
    CHECK(said_nothing.status == 0);
    CHECK(said_nothing.out + said_nothing.err == "");
    // Publish the newest again, so that there is one before it.
    if (command[0] == "rollback") command.insert(command.end(), {"--to", "000002"});
    command.emplace_back("--json");
    const Finished json = callside_index(command);
    CHECK(json.status == 0);
    CHECK(json.err.empty());
    CHECK_FALSE(Json::parse(json.out, nullptr, false).is_discarded());
  }
}

TEST_CASE("an index is private to its owner whatever the umask") {
  for (const mode_t mask : {mode_t{0}, mode_t{022}, mode_t{077}}) {
    const TemporaryFolder folder;
    const fs::path index = folder.path() / "kb";
    Process::Options options;
    options.umask = mask;
    // Twice, since only the second build replaces CURRENT.
    for (int i = 0; i < 2; ++i) {
      REQUIRE(callside_index({"build", "--index", index.string(), kDemo.string()}, options).status == 0);
    }
    CHECK((fs::status(index).permissions() & fs::perms::all) == fs::perms::owner_all);
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(index)) {
      INFO(entry.path());
      const fs::perms wanted =
          entry.is_directory() ? fs::perms::owner_all : fs::perms::owner_read | fs::perms::owner_write;
      CHECK((entry.status().permissions() & fs::perms::all) == wanted);
      ++files;
    }
    CHECK(files > 10);
  }
}

TEST_CASE("as many threads read as --jobs says") {
  const TemporaryFolder folder;
  for (const int jobs : {1, 5}) {
    const std::string name = std::to_string(jobs);
    Fifo records(folder.path() / ("kb" + name + ".jsonl"));
    Process process({kIndexer, "build", "--index", folder.path() / name, records.path(), "--jobs", name});
    REQUIRE(records.write(article("a", "Refund", "Money comes back.").dump() + "\n"));
    REQUIRE(wait_until([&] { return records.is_drained(); }));
    // Besides the main thread.
    const auto threads = [&] {
      const fs::directory_iterator tasks("/proc/" + std::to_string(process.pid()) + "/task");
      return std::distance(tasks, fs::directory_iterator()) - 1;
    };
    CHECK(wait_until([&] { return threads() == jobs; }));
    records.close();
    REQUIRE(process.wait().status == 0);
  }
}

TEST_CASE("a generation does not depend on --jobs") {
  const TemporaryFolder folder;
  std::map<std::string, std::string> before;
  for (const std::string jobs : {"1", "4"}) {
    const fs::path index = folder.path() / jobs;
    build(index, kDemo, {"--jobs", jobs});
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(index / "generations/000001")) {
      const std::string name = fs::relative(entry.path(), index / "generations/000001");
      // These hold random ids, keys and times.
      const bool is_unique = name == "manifest.json" || name == "ledger.bin" || name.starts_with("xapian/");
      if (entry.is_regular_file() && !is_unique) files[name] = *callside::read_file(entry.path());
    }
    CHECK(files.size() > 10);
    if (before.empty()) before = files;
    for (const auto& [name, bytes] : files) {
      INFO(name);
      CHECK((before.contains(name) && before[name] == bytes));
    }
  }
}
