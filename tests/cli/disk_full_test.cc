// Commands on a full disk.
//
// A limit on the file size (RLIMIT_FSIZE) makes each kind of file fail in turn and works everywhere. A small
// tmpfs is a real full disk, but needs a mount namespace: root, or a system that allows user namespaces.
// Elsewhere, the tests with a tmpfs only warn.

#include <cerrno>
#include <optional>
#include <sstream>

#include "tests/support/catch2.h"
#include "tests/support/faults.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Records whose words occur in one document each, so that spool, vocabulary and Xapian's tables exceed the
// limit one after the other rather than all at once.
std::string many_words() {
  std::vector<Json> records;
  unsigned state = 1;
  for (int i = 0; i < 300; ++i) {
    std::string body;
    for (int word = 0; word < 60; ++word) {
      for (int letter = 0; letter < 6; ++letter) {
        state = state * 1664525U + 1013904223U;
        body += static_cast<char>('a' + (state >> 16U) % 26);
      }
      body += "ing ";
    }
    records.push_back(article("a" + std::to_string(i), "Words", body));
  }
  return lines(records);
}

// $1: mount point; $2: a small source; $3: a larger one. Prints each step on a line.
constexpr const char* kScript = R"sh(
set -eu
mount -t tmpfs -o size=32m none "$1" || { echo "no tmpfs"; exit 0; }
index="$1/kb"
"$0" build --index "$index" "$2" --quiet
for room in 0 4 32 128 512 1024; do
  free=$(df --output=avail -k "$1" | tail -1)
  head -c "$(( (free - room) * 1024 ))" /dev/zero > "$1/filler"
  status=0
  "$0" build --index "$index" "$3" > "$1/../out" 2> "$1/../err" || status=$?
  echo "built with $room KiB: $status, $(tr '\n' ' ' < "$1/../err")"
  "$0" inspect --index "$index" still-there --quiet && echo "still there"
  echo "holds $(ls "$index" | tr '\n' ' ')"
  rm "$1/filler"
done
"$0" build --index "$index" "$3"
echo "in the end $(ls "$index" "$index/generations" | tr '\n' ' ')"
)sh";

// $1: mount point; $2: a source with the articles a0 to a29.
constexpr const char* kWithdrawScript = R"sh(
set -eu
mount -t tmpfs -o size=8m none "$1" || { echo "no tmpfs"; exit 0; }
index="$1/kb"
"$0" build --index "$index" "$2" --quiet
dd if=/dev/zero of="$1/filler" bs=4k 2> /dev/null || echo "full: $(df --output=avail -k "$1" | tail -1)"
for i in $(seq 0 29); do "$0" withdraw "a$i" --index "$index" --quiet; done
"$0" restore a7 --index "$index" --quiet
"$0" notice add --text "The portal is down" --until +2h --index "$index" --quiet
"$0" status --index "$index" --json
echo "logged $("$0" log --index "$index" --json | grep -c '"outcome"')"
rm "$1/filler"
"$0" notice end n1 --index "$index" --quiet
echo "reserved $(stat -c %b "$index/live.reserve")"
)sh";

// Runs a script in a mount namespace of its own. Returns nullopt if the system allows none.
std::optional<Finished> run_with_mounts(const char* script, const fs::path& mount,
                                        const std::vector<std::string>& sources) {
  fs::create_directories(mount);
  std::vector<std::string> command{
      "unshare", ::geteuid() == 0 ? "-m" : "-rm", "sh", "-c", script, kIndexer, mount.string()};
  command.insert(command.end(), sources.begin(), sources.end());
  Finished done = run(std::move(command));
  if (done.status != 127 && !holds(done.err, "unshare") && !holds(done.out, "no tmpfs")) return done;
  WARN("no mount namespace here: " << done.err << done.out);
  return std::nullopt;
}

std::string thirty_articles() {
  std::vector<Json> records;
  for (int i = 0; i < 30; ++i) records.push_back(article("a" + std::to_string(i), "Words", "Some words."));
  return lines(records);
}

}  // namespace

TEST_CASE("a build whose files can't grow fails clearly and keeps the published generation") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", lines({article("still-there", "Refund", "Money comes back.")}));
  build(index, folder.path() / "kb.jsonl");
  write_text(folder.path() / "many.jsonl", many_words());
  std::string failed_at;
  int failures = 0;
  Process::Options options;
  for (options.largest_file = 100'000;; *options.largest_file += *options.largest_file / 4) {
    const Finished built = callside_index({"build", "--index", index, folder.path() / "many.jsonl"}, options);
    INFO("at most " << *options.largest_file << " bytes: " << built.err);
    if (built.status == 0) break;
    REQUIRE(*options.largest_file < 1U << 30U);
    ++failures;
    failed_at += built.err;
    CHECK(built.status == 1);
    CHECK(built.out.empty());
    CHECK(holds(built.err, "callside-index: cannot "));
    CHECK(holds(built.err, index.string()));
    CHECK(holds(built.err, "File too large"));
    CHECK(status_of(index)["generation"] == "000001");
    CHECK(callside_index({"inspect", "--index", index, "still-there"}).status == 0);
    CHECK(names_in(index) == names_in_an_index());
    CHECK(names_in(index / "generations") == std::set<std::string>{"000001"});
  }
  CHECK(failures >= 5);
  for (const char* written : {"/spool/", "/vocabulary.bin", "/xapian"}) {
    INFO(written);
    CHECK(holds(failed_at, written));
  }
  CHECK(status_of(index)["generation"] == "000002");
}

TEST_CASE("a full disk is reported, and the published generation still answers") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", lines({article("still-there", "Refund", "Money comes back.")}));
  const auto ran = run_with_mounts(kScript, folder.path() / "mount", {folder.path() / "kb.jsonl", kDemo});
  if (!ran) return;
  const Finished& done = *ran;
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  std::istringstream result(done.out);
  int failures = 0;
  for (std::string line; std::getline(result, line);) {
    if (line.starts_with("built with ")) {
      ++failures;
      INFO(line);
      CHECK(holds(line, ": 1, callside-index: cannot "));
      CHECK(holds(line, "No space left on device"));
      CHECK(holds(line, "free space on that disk"));
      CHECK((std::getline(result, line) && line == "still there"));
      CHECK((std::getline(result, line) &&
             line == "holds CURRENT LOCK generations live.lock live.reserve log.jsonl subject.key "));
    }
  }
  CHECK(failures == 6);
  CHECK(holds(done.out, "generation 000002 published"));
  CHECK_FALSE(holds(done.out.substr(done.out.find("in the end")), "building"));
}

TEST_CASE("a document can be withdrawn on a full disk") {
  const TemporaryFolder folder;
  write_text(folder.path() / "kb.jsonl", thirty_articles());
  const auto done = run_with_mounts(kWithdrawScript, folder.path() / "mount", {folder.path() / "kb.jsonl"});
  if (!done) return;
  INFO(done->out << done->err);
  REQUIRE(done->status == 0);
  CHECK(done->err.empty());
  CHECK(holds(done->out, "full: "));
  const std::size_t begin = done->out.find('{');
  const Json status = Json::parse(done->out.substr(begin, done->out.rfind('}') + 1 - begin));
  CHECK(status["withdrawn"].size() == 29);
  CHECK(status["notices"].size() == 1);
  CHECK(holds(done->out, "logged 33"));
  // stat counts blocks of 512 bytes.
  CHECK(holds(done->out, "reserved 128"));
}

TEST_CASE("a document can be withdrawn when the disk takes no byte more", "[faults]") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  write_text(folder.path() / "kb.jsonl", thirty_articles());
  build(index, folder.path() / "kb.jsonl");
  const auto full = with_fault({"write", "live.json", 0, std::to_string(ENOSPC)});
  for (const char* id : {"a1", "a2", "a3"}) {
    const Finished withdrawn = callside_index({"withdraw", id, "--index", index}, full);
    INFO(withdrawn.err);
    CHECK(withdrawn.status == 0);
  }
  CHECK(status_of(index)["withdrawn"].size() == 3);
  CHECK(names_in(index).size() == names_in_an_index().size() + 1);

  // Without the reserve the command fails, and earlier withdrawals stay.
  fs::remove(index / "live.reserve");
  const Finished refused = callside_index({"withdraw", "a4", "--index", index}, full);
  CHECK(refused.status == 1);
  CHECK(holds(refused.err, "No space left on device"));
  CHECK(status_of(index)["withdrawn"].size() == 3);
}
