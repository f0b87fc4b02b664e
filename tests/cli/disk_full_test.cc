// The disk is full.
//
// A limit on the size of a file (RLIMIT_FSIZE) fails each kind of file in turn and can be had anywhere; a
// small tmpfs is the real thing, and needs a mount namespace: root has one, and so has anybody where the
// system allows user namespaces. Where it doesn't, the second test says so and the first one stands for both.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Words that stand in one document each: then spool, vocabulary and Xapian's tables grow beyond the limit one
// after the other, and not all with the first.
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

// $1: where to mount; $2: a small source, $3: a larger one. Says what happened, one line each.
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

}  // namespace

TEST_CASE("a build whose files can't grow fails clearly and leaves what was published") {
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
    CHECK(names_in(index) ==
          std::set<std::string>{"CURRENT", "LOCK", "generations", "log.jsonl", "subject.key"});
    CHECK(names_in(index / "generations") == std::set<std::string>{"000001"});
  }
  CHECK(failures >= 5);
  for (const char* written : {"/spool/", "/vocabulary.bin", "/xapian"}) {
    INFO(written);
    CHECK(holds(failed_at, written));
  }
  CHECK(status_of(index)["generation"] == "000002");
}

TEST_CASE("a full disk is named and what was published goes on answering") {
  const TemporaryFolder folder;
  const fs::path mount = folder.path() / "mount";
  fs::create_directories(mount);
  write_text(folder.path() / "kb.jsonl", lines({article("still-there", "Refund", "Money comes back.")}));
  const Finished done = run({"unshare", ::geteuid() == 0 ? "-m" : "-rm", "sh", "-c", kScript, kIndexer,
                             mount.string(), (folder.path() / "kb.jsonl").string(), kDemo.string()});
  if (done.status == 127 || holds(done.err, "unshare") || holds(done.out, "no tmpfs")) {
    WARN("no mount namespace here: " << done.err << done.out);
    return;
  }
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  std::istringstream said(done.out);
  int failures = 0;
  for (std::string line; std::getline(said, line);) {
    if (line.starts_with("built with ")) {
      ++failures;
      INFO(line);
      CHECK(holds(line, ": 1, callside-index: cannot "));
      CHECK(holds(line, "No space left on device"));
      CHECK(holds(line, "make room"));
      CHECK((std::getline(said, line) && line == "still there"));
      CHECK((std::getline(said, line) && line == "holds CURRENT LOCK generations log.jsonl subject.key "));
    }
  }
  CHECK(failures == 6);
  CHECK(holds(done.out, "generation 000002 published"));
  CHECK_FALSE(holds(done.out.substr(done.out.find("in the end")), "building"));
}
