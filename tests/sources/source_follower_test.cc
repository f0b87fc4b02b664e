#include "indexer/sources/source_follower.h"

#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using namespace callside::testing;

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds kDeadline{120'000};
// An interval that no test reaches, so that only explicit checks happen.
constexpr milliseconds kNever{3'600'000};

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

const std::atomic<bool> kNotInterrupted{false};

bool waits(SourceFollower& follower) { return follower.wait(kDeadline, kNotInterrupted); }

// A folder with two files, watched by events or by polling.
struct Followed {
  explicit Followed(bool poll)
      : source(folder.path() / "kb"), follower([&] {
          write(source / "en/refund.md", "one");
          write(source / "en/fees.md", "two");
          fs::create_directories(source / "index");
          return SourceFollower({source}, ExcludedFolder::at(source / "index"),
                                poll ? std::optional(kNever) : std::nullopt);
        }()) {}

  TemporaryFolder folder;
  fs::path source;
  SourceFollower follower;
};

}  // namespace

TEST_CASE("a follower reports every change that may affect a document") {
  const bool poll = GENERATE(false, true);
  CAPTURE(poll);
  Followed followed(poll);
  SourceFollower& follower = followed.follower;
  const fs::path& source = followed.source;
  REQUIRE(follower.why_polling().empty() == !poll);
  CHECK_FALSE(follower.has_changed());

  const auto changes = [&](const char* what) {
    INFO(what);
    CHECK(follower.has_changed());
    CHECK(waits(follower));
    CHECK_FALSE(follower.has_changed());
  };
  write(source / "en/refund.md", "longer");
  changes("a file that is written");
  write(source / "en/.refund.md.tmp", "longer still");
  CHECK_FALSE(follower.has_changed());
  fs::rename(source / "en/.refund.md.tmp", source / "en/refund.md");
  changes("a file that is saved by a rename");
  fs::remove(source / "en/fees.md");
  changes("a file that is removed");
  write(source / "sl/deep/hours.md", "in a new folder");
  changes("a new folder");
  write(source / "sl/deep/hours.md", "in the new folder, again");
  changes("a file in a folder that was new");
  fs::rename(source / "sl", source / "de");
  changes("a folder that is renamed");
  write(source / "de/deep/hours.md", "under the new name");
  changes("a file under the new name");
  fs::rename(source / "de", followed.folder.path() / "away");
  changes("a folder that is moved away");
  write(followed.folder.path() / "away/deep/hours.md", "elsewhere");
  CHECK_FALSE(follower.has_changed());
}

TEST_CASE("a follower ignores hidden files and the index") {
  const bool poll = GENERATE(false, true);
  CAPTURE(poll);
  Followed followed(poll);
  write(followed.source / ".git/index", "a commit");
  write(followed.source / "en/.refund.md.swp", "an editor's own");
  write(followed.source / "index/building.000002/manifest.json", "{}");
  CHECK_FALSE(followed.follower.has_changed());
}

TEST_CASE("a follower notices that a source now leads elsewhere") {
  const bool poll = GENERATE(false, true);
  CAPTURE(poll);
  const TemporaryFolder folder;
  const fs::path link = folder.path() / "current";
  write(folder.path() / "monday/refund.md", "one");
  write(folder.path() / "tuesday/refund.md", "one");
  SourceFollower follower({link}, {}, poll ? std::optional(kNever) : std::nullopt);
  CHECK_FALSE(follower.has_changed());
  fs::create_directory_symlink("monday", link);
  CHECK(follower.has_changed());
  CHECK(waits(follower));
  fs::create_directory_symlink("tuesday", folder.path() / "next");
  fs::rename(folder.path() / "next", link);
  CHECK(follower.has_changed());
  CHECK(waits(follower));
  // The new target is watched now.
  write(folder.path() / "tuesday/refund.md", "two and more");
  CHECK(follower.has_changed());
}

TEST_CASE("a follower watches single files and the targets of links") {
  const bool poll = GENERATE(false, true);
  CAPTURE(poll);
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "export/tickets.jsonl";
  write(file, "{}");
  write(folder.path() / "elsewhere/shared.md", "one");
  fs::create_directories(folder.path() / "kb");
  fs::create_symlink("../elsewhere/shared.md", folder.path() / "kb/shared.md");
  SourceFollower follower({file, folder.path() / "kb"}, {}, poll ? std::optional(kNever) : std::nullopt);
  write(folder.path() / "export/other.jsonl", "nobody's");
  CHECK_FALSE(follower.has_changed());
  write(folder.path() / "export/tickets.new", "{} {}");
  fs::rename(folder.path() / "export/tickets.new", file);
  CHECK(follower.has_changed());
  CHECK(waits(follower));
  write(folder.path() / "elsewhere/shared.md", "one and two");
  CHECK(follower.has_changed());
}

TEST_CASE("an interrupted follower does not wait") {
  const TemporaryFolder folder;
  SourceFollower follower({folder.path()}, {}, std::nullopt);
  const std::atomic<bool> interrupted{true};
  CHECK_FALSE(follower.wait(kDeadline, interrupted));
}
