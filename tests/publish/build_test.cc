#include "indexer/publish/build.h"

#include <sys/stat.h>

#include <set>

#include "indexer/base/files.h"
#include "indexer/format/generation.h"
#include "indexer/format/terms.h"
#include "indexer/publish/publish.h"
#include "tests/support/catch2.h"
#include "tests/support/edited_sources.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::vector<Document> few() {
  return {article("a", "en", "Refund", "Money comes back in five days."),
          article("a", "sl", "Vračilo", "Denar se vrne v petih dneh."),
          ticket("T-1", "en", "money", "where is my money", "It was refunded.", "a"),
          ticket("T-2", "en", "bus", "the bus is late", "Wait for it.", "missing")};
}

}  // namespace

TEST_CASE("a build publishes a generation that can be read back") {
  TemporaryFolder folder;
  const auto report = build_index(folder.path() / "kb", few());
  REQUIRE(report);
  CHECK(report->generation == "000001");
  CHECK(report->manifest.by_kind.at("article") == 2);
  CHECK(report->manifest.by_kind.at("ticket") == 2);
  CHECK(report->manifest.by_language.at("sl") == 1);
  const Generation generation = open(folder.path() / "kb");
  CHECK(generation.store().size() == 4);
  // The article's versions and the ticket that it resolved form a group. A ticket with an unknown article is
  // a group of its own.
  CHECK(generation.store().group(generation.store().group_of(1)).size() == 3);
  CHECK(generation.store().group(generation.store().group_of(4)).size() == 1);
}

TEST_CASE("all files of an index are private to their owner") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", few()));
  for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "kb")) {
    struct stat info {};
    REQUIRE(::stat(entry.path().c_str(), &info) == 0);
    INFO(entry.path());
    CHECK((info.st_mode & 0777U) == (entry.is_directory() ? 0700U : 0600U));
  }
}

TEST_CASE("a generation does not depend on how many threads read its documents") {
  TemporaryFolder folder;
  std::vector<Document> many;
  for (int i = 0; i < 300; ++i) {
    const std::string n = std::to_string(i);
    many.push_back(article("a" + n, i % 3 == 0 ? "de" : "en", "Titel " + n,
                           "Der Text von " + n + " handelt von ABC-" + n + "\n# Kopf\nund " +
                               (i < 100 ? "Wi-Fi" : "wifi") + " word" + n));
  }
  REQUIRE(build_index(folder.path() / "one", many, 1));
  REQUIRE(build_index(folder.path() / "four", many, 4));
  const Generation one = open(folder.path() / "one");
  const Generation four = open(folder.path() / "four");
  const fs::path a = folder.path() / "one/generations/000001";
  const fs::path b = folder.path() / "four/generations/000001";
  CHECK(*read_file(a / kVocabularyFile) == *read_file(b / kVocabularyFile));
  CHECK(*read_file(a / kNumbersFile) == *read_file(b / kNumbersFile));
  CHECK(*read_file(a / kSegmentsFolder / "000001.bin") == *read_file(b / kSegmentsFolder / "000001.bin"));
  const auto x = one.open_database();
  const auto y = four.open_database();
  for (std::uint32_t number = 1; number <= 300; ++number) {
    auto s = x->termlist_begin(number);
    auto t = y->termlist_begin(number);
    for (; s != x->termlist_end(number) && t != y->termlist_end(number); ++s, ++t) {
      REQUIRE(*s == *t);
      REQUIRE(s.get_wdf() == t.get_wdf());
    }
    REQUIRE((s == x->termlist_end(number) && t == y->termlist_end(number)));
  }
}

TEST_CASE("a duplicate record is rejected, naming both places") {
  TemporaryFolder folder;
  auto documents = few();
  documents.push_back(article("a", "en", "Other", "uniqueword"));
  const auto report = build_index(folder.path() / "kb", documents);
  REQUIRE(report);
  REQUIRE(report->remarks.size() == 1);
  CHECK(to_string(report->remarks[0].place) == "list:5");
  CHECK(report->remarks[0].reason.find("list:1") != std::string::npos);
  CHECK(report->manifest.rejected == 1);
  // Not even the words of the rejected record are kept.
  const Generation generation = open(folder.path() / "kb");
  CHECK(generation.vocabulary().find_prefix(1, "uniqueword").empty());
}

TEST_CASE("term weights follow BM25F") {
  TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", {article("a", "en", "refund", "refund refund other"),
                                             article("b", "en", "other", "nothing here today")}));
  const Generation generation = open(folder.path() / "kb");
  const auto database = generation.open_database();
  std::map<std::string, unsigned> wdf;
  for (auto term = database->termlist_begin(1); term != database->termlist_end(1); ++term)
    wdf[*term] = term.get_wdf();
  // Both fields have the average length, so each occurrence counts its weight, in sixteenths.
  const double title = info(Field::title).weight;
  CHECK(wdf.at("Fen:refund") == static_cast<unsigned>(kWdfScale * (title + 2)));
  CHECK(wdf.at("Fen:other") == static_cast<unsigned>(kWdfScale));
}

TEST_CASE("a failed build leaves the index as it was") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, few()));
  const auto before = names_in(index);

  const auto nothing = build_index(index, {});
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().code == ErrorCode::invalid_input);

  std::atomic<bool> interrupted{true};
  DocumentList stream(few());
  BuildRequest request;
  request.index = index;
  request.plan.sources = {"list"};
  request.assembly.interrupted = &interrupted;
  BuildProgress progress;
  const auto stopped = build(stream, request, progress);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::interrupted);

  CHECK(names_in(index) == before);
  CHECK(*IndexFolder(index).current() == "000001");
}

TEST_CASE("the next build removes leftovers of a killed one") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, few()));
  fs::create_directories(index / "building.000002" / "spool");
  fs::create_directories(index / "generations" / "000002");  // an interrupted removal: no manifest
  REQUIRE(replace_file(index / "CURRENT.tmp.77", "x"));
  const auto report = build_index(index, few());
  REQUIRE(report);
  CHECK(report->generation == "000002");
  CHECK(names_in(index) == std::set<std::string>{"CURRENT", "LOCK", "generations", "live.lock",
                                                 "live.reserve", "log.jsonl", "subject.key"});
}

TEST_CASE("a second writer's error names the first") {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  {
    const auto lock = WriterLock::take(index, "build");
    REQUIRE(lock);
    const auto second = WriterLock::take(index, "rollback");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::locked);
    CHECK(second.error().message.find("callside-index build, process " + std::to_string(::getpid())) !=
          std::string::npos);
  }
  CHECK(WriterLock::take(index, "rollback"));
}

TEST_CASE("old generations are removed, unless a reader has them open") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  REQUIRE(build_index(index, few()));
  {
    const Generation reader = open(index);
    for (int i = 0; i < 4; ++i) REQUIRE(build_index(index, few()));
    CHECK(IndexFolder(index).list() == std::vector<std::string>{"000001", "000003", "000004", "000005"});
    CHECK(reader.open_database());
  }
  REQUIRE(build_index(index, few()));
  CHECK(IndexFolder(index).list() == std::vector<std::string>{"000004", "000005", "000006"});
}

TEST_CASE("a publish or rollback interrupted during verification changes nothing") {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  for (int i = 0; i < 3; ++i) REQUIRE(build_index(index.root(), few()));
  const auto lock = WriterLock::take(index, "rollback");
  REQUIRE(lock);
  const auto number_stopped = [&](const std::string& current, const auto& act) {
    for (int before = 0;; ++before) {
      int asked = 0;
      const auto done = act([&] { return ++asked > before; });
      if (done) return before;
      CHECK(done.error().code == ErrorCode::interrupted);
      CHECK(*index.current() == current);
    }
  };
  CHECK(number_stopped("000003", [&](const InterruptCheck& stop) {
          return roll_back(index, "000002", "", *lock, stop);
        }) > 5);
  CHECK(*index.current() == "000002");
  CHECK(number_stopped("000002", [&](const InterruptCheck& stop) {
          CHECK(read_hold(index)->generation == "000002");
          PublishStagedOptions resuming;
          resuming.resume = true;
          resuming.stop = stop;
          return publish_generation(index, resuming, *lock);
        }) > 5);
  CHECK(*index.current() == "000003");
  CHECK_FALSE(read_hold(index));
}

TEST_CASE("a rollback publishes an earlier generation again") {
  TemporaryFolder folder;
  const IndexFolder index(folder.path() / "kb");
  REQUIRE(build_index(index.root(), few()));
  REQUIRE(build_index(index.root(), few()));
  const auto lock = WriterLock::take(index, "rollback");
  REQUIRE(lock);
  CHECK(roll_back(index, "", "", *lock)->generation == "000001");
  CHECK(*index.current() == "000001");
  CHECK(roll_back(index, "", "", *lock).error().code == ErrorCode::not_found);
  CHECK(roll_back(index, "000002", "", *lock)->generation == "000002");
  const auto unknown = roll_back(index, "000009", "", *lock);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().hint == "kept generations: 000001, 000002");
}

TEST_CASE("a ticket's personal data is in no file of the index") {
  TemporaryFolder folder;
  Document one = ticket("T-1", "en", "call ana.novak@example.org", "My card 4111 1111 1111 1111 was charged",
                        "Called back on +386 41 555 010.");
  one.subject_ref = "customer-4711";
  REQUIRE(build_index(folder.path() / "kb", {one, article("a", "en", "Refund", "Money back.")}));
  for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "kb")) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = *read_file(entry.path());
    for (const char* personal : {"ana.novak", "novak", "4111", "555 010", "customer-4711"}) {
      INFO(entry.path() << " holds " << personal);
      CHECK(bytes.find(personal) == std::string::npos);
    }
  }
}

namespace {

// A source whose second record is a removal.
class WithRemoval final : public DocumentStream {
 public:
  Result<std::optional<RawRecord>> next() override { return list_.next(); }
  Parsed parse(const RawRecord& record) const override {
    Parsed parsed = list_.parse(record);
    if (record.place.line != 2) return parsed;
    parsed.removal = Removal{parsed.document->kind, parsed.document->id, parsed.document->lang, "drafts"};
    parsed.document.reset();
    return parsed;
  }

 private:
  DocumentList list_{few()};
};

}  // namespace

TEST_CASE("a build skips removal records without rejecting them") {
  for (const bool strict : {false, true}) {
    const TemporaryFolder folder;
    WithRemoval stream;
    BuildRequest request;
    request.index = folder.path() / "kb";
    request.plan.sources = {"list"};
    request.assembly.strict = strict;
    BuildProgress progress;
    const auto report = build(stream, request, progress);
    REQUIRE(report);
    CHECK(report->manifest.documents == 3);
    CHECK(report->manifest.rejected == 0);
    CHECK(report->manifest.by_language.count("sl") == 0);
  }
}
