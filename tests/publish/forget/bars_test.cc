#include <fstream>

#include "indexer/publish/publish.h"
#include "tests/support/catch2.h"
#include "tests/support/forgetting_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

void restore(const fs::path& copy, const fs::path& index, const std::string& generation) {
  fs::copy(copy / "generations" / generation, index / "generations" / generation,
           fs::copy_options::recursive);
}

}  // namespace

TEST_CASE("a forgotten document does not come back, and leaves no trace") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  build_all(index, sources);
  forget(index, {"T-9"});
  CHECK(update_index(index, sources).unchanged);
  // Change its record and another one.
  sources.put(ticket("T-9", "en", "zanzibarquux", "grubblewick asked again", "florimund was told"));
  sources.put(article("a", "en", "Refund", "Money comes back."));
  const UpdateReport updated = update_index(index, sources);
  CHECK(updated.changes.changed.size() == 1);
  CHECK(updated.changes.added.empty());
  CHECK(updated.build.remarks.empty());
  CHECK(updated.build.manifest.forgotten == 1);
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
  const BuildReport built = build_all(index, sources);
  CHECK(built.remarks.empty());
  CHECK(built.manifest.rejected == 0);
  CHECK(built.manifest.forgotten == 1);
  for (const char* word : {"florimund", "grubblewick", "zanzibarquux", "T-9"})
    CHECK(files_with(index, word).empty());
}

TEST_CASE("the ledger keeps no digest of a forgotten record") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const std::vector<Document> documents{article("a", "en", "Refund", "Money."),
                                        ticket("T-9", "en", "Card", "Where is it?", "Here.")};
  const auto is_known = [&] {
    const auto ledger = read_ledger(index / "generations" / *IndexFolder(index).current() / kLedgerFile);
    REQUIRE(ledger);
    REQUIRE(ledger->records.size() == 2);
    CHECK(ledger->records[0].digest != RecordDigest{});
    CHECK(ledger->records[0].document == 1);
    return ledger->records[1].digest != RecordDigest{};
  };
  REQUIRE(build_index(index, documents));
  CHECK(is_known());
  forget(index, {"T-9"});
  CHECK_FALSE(is_known());
  REQUIRE(build_index(index, documents));
  CHECK_FALSE(is_known());
}

TEST_CASE("forgetting a person bars tickets closed up to that day, not later ones") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  sources.put(closed_ticket("T-1", "2026-09-12", "customer-4711"));
  sources.put(closed_ticket("T-2", "", "customer-4711"));
  sources.put(closed_ticket("T-3", "2026-09-12", "customer-4712"));
  build_all(index, sources);
  const ForgetReceipt receipt = forget(index, {}, {"customer-4711"});
  CHECK(receipt.forgotten.at("ticket") == 2);
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c", "T-9", "T-3"});

  sources.put(closed_ticket("T-4", "2026-11-22", "customer-4711"));
  sources.put(closed_ticket("T-5", "2026-11-23", "customer-4711"));
  sources.put(closed_ticket("T-6", "", "customer-4711"));
  // A later export without the reference to the person.
  sources.put(closed_ticket("T-1", "2026-09-12"));
  update_index(index, sources);
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c", "T-9", "T-3", "T-5"});
  build_all(index, sources);
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c", "T-9", "T-3", "T-5"});
}

TEST_CASE("a document that is in no generation is barred too") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  build_all(index, sources);
  const ForgetReceipt receipt = forget(index, {"later"}, {"customer-1"});
  CHECK(receipt.not_in_index == 2);
  CHECK(receipt.forgotten.empty());
  sources.put(article("later", "en", "Later", "Comes late."));
  sources.put(closed_ticket("T-1", "2026-01-01", "customer-1"));
  update_index(index, sources);
  CHECK(ids_in(index) == std::set<std::string>{"T-9", "a", "b", "c"});
  // Forgetting it again has nothing to do.
  const ForgetReceipt again = forget(index, {"later"});
  CHECK(again.generations.empty());
  CHECK(again.bars.size() == 2);
}

TEST_CASE("an older generation restored from a backup is not read until it is cleaned") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const IndexFolder kb(index);
  Sources sources = little();
  build_all(index, sources);
  const fs::path backup = folder.path() / "backup";
  fs::copy(index, backup, fs::copy_options::recursive);
  forget(index, {"T-9"});
  sources.put(article("a", "en", "Refund", "Money comes back."));
  update_index(index, sources);
  // Its cleaned copy may still exist.
  const bool has_copy = GENERATE(true, false);
  if (!has_copy) fs::remove_all(index / "generations/000002");
  restore(backup, index, "000001");

  const auto opened = Generation::open(kb, "000001");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::stopped);
  CHECK(opened.error().hint.find("forget --again") != std::string::npos);
  {
    const auto lock = WriterLock::take(kb, "test");
    CHECK(roll_back(kb, "000001", "", *lock).error().code == ErrorCode::stopped);
  }
  // Even if CURRENT names it, neither a daemon nor an update reads it.
  REQUIRE(replace_file(kb.current_file(), "000001\n"));
  CHECK(open_engine(index).error().code == ErrorCode::stopped);
  auto stream = sources.stream();
  BuildProgress progress;
  CHECK(update(stream, update_like(request_for(index)), progress).error().code == ErrorCode::stopped);

  const ForgetReceipt receipt = forget(index);
  REQUIRE(receipt.generations.size() == (has_copy ? 1 : 2));
  CHECK(receipt.generations[0].original == "000001");
  CHECK(receipt.generations[0].copy == (has_copy ? "000002" : "000004"));
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
  CHECK(files_with(index, "florimund").empty());
  // The order of the generations is kept.
  CHECK(kb.list().size() == 2);
  CHECK(*kb.current() == kb.list().front());
}

TEST_CASE("an index restored from a backup is cleaned with its receipts") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const fs::path backup = folder.path() / "backup";
  Sources sources = little();
  sources.put(closed_ticket("T-1", "2026-09-12", "customer-4711"));
  build_all(index, sources);
  fs::copy(index, backup, fs::copy_options::recursive);
  const ForgetReceipt receipt = forget(index, {"T-9"}, {"customer-4711"});
  CHECK(receipt.forgotten.at("ticket") == 2);

  ForgetOptions replay = forgetting(backup);
  replay.request.bars = receipt.bars;
  replay.request.secret = receipt.secret;
  CHECK(forget(replay).forgotten.at("ticket") == 2);
  CHECK(ids_in(backup) == std::set<std::string>{"a", "b", "c"});
  for (const char* word : {"florimund", "T-9", "T-1"}) CHECK(files_with(backup, word).empty());

  // Another index has another secret, so the receipt is refused.
  const fs::path other = folder.path() / "other";
  build_all(other, sources);
  replay.index = other;
  CHECK(failure(replay).code == ErrorCode::usage);
}

TEST_CASE("a build fails if bars or their secret are missing") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  build_all(index, sources);
  forget(index, {"T-9"});
  const auto builds = [&] {
    auto stream = sources.stream();
    BuildProgress progress;
    return build(stream, request_for(index), progress);
  };
  const std::string list = *read_file(index / "forgotten.jsonl");
  fs::remove(index / "forgotten.jsonl");
  CHECK(builds().error().code == ErrorCode::stopped);
  std::ofstream(index / "forgotten.jsonl") << list.substr(0, list.find('\n') + 1);
  CHECK(builds().error().code == ErrorCode::io);
  CHECK_FALSE(open_engine(index));
  std::ofstream(index / "forgotten.jsonl") << list;
  CHECK(open_engine(index));
  fs::rename(index / "subject.key", folder.path() / "key");
  CHECK(builds().error().code == ErrorCode::io);
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
  fs::remove(index / "subject.key");
  fs::rename(folder.path() / "key", index / "subject.key");
  CHECK(builds());
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
}
