#include <fstream>

#include "indexer/base/files.h"
#include "indexer/publish/hold.h"
#include "indexer/publish/live_changes.h"
#include "indexer/publish/publish.h"
#include "indexer/publish/publish_log.h"
#include "tests/support/catch2.h"
#include "tests/support/forgetting_index.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("forgetting equals a build of sources without the forgotten documents") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    TemporaryFolder folder;
    const fs::path index = folder.path() / "kb";
    Editor editor(seed);
    Sources sources;
    for (int i = 0; i < 30; ++i) editor.edit(sources);
    build_all(index, sources);
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 3; ++i) editor.edit(sources);
      update_index(index, sources);
    }
    // Choose some documents of both kinds. Articles are forgotten in all their languages.
    std::vector<std::string> ids;
    for (const std::string& name : sources.names()) {
      const std::string id = name.substr(name.find(':') + 1, name.rfind(':') - name.find(':') - 1);
      if (ids.size() < 1 + seed % 4 && ids.end() == std::find(ids.begin(), ids.end(), id)) ids.push_back(id);
    }
    INFO("seed " << seed);
    const ForgetReceipt receipt = forget(index, ids);
    CHECK(receipt.not_in_index == 0);
    for (const std::string& name : sources.names()) {
      for (const std::string& id : ids) {
        if (name.find(":" + id + ":") != std::string::npos) sources.remove(name);
      }
    }
    const fs::path built = folder.path() / "built";
    fs::create_directory(built);
    fs::copy(index / "subject.key", built / "subject.key");
    build_all(built, sources);

    const Generation a = open(index);
    const Generation b = open(built);
    const fs::path a_folder = index / "generations" / a.name();
    const fs::path b_folder = built / "generations" / b.name();
    CHECK(contents(a) == contents(b));
    CHECK(vocabulary_of(a, a_folder) == vocabulary_of(b, b_folder));
    const auto a_model = Vocabulary::open(a_folder / kModelFile);
    const auto b_model = Vocabulary::open(b_folder / kModelFile);
    REQUIRE((a_model && b_model));
    CHECK(a_model->languages() == b_model->languages());
    CHECK(a_model->size() == b_model->size());
    // The models were learned without the forgotten documents.
    for (const char* learned : {kLexiconFile, kCallersFile, kTrialFile}) {
      INFO(learned);
      CHECK(*read_file(a_folder / learned) == *read_file(b_folder / learned));
    }
    CHECK(a.manifest().average_lengths == b.manifest().average_lengths);
    CHECK(a.manifest().language_tags == b.manifest().language_tags);
    CHECK(a.manifest().classes == b.manifest().classes);
    CHECK(a.manifest().class_documents == b.manifest().class_documents);
    CHECK(a.manifest().documents == b.manifest().documents);
    CHECK(a.manifest().by_kind == b.manifest().by_kind);
    CHECK(a.manifest().by_language == b.manifest().by_language);
    CHECK(a.manifest().by_audience == b.manifest().by_audience);
    CHECK(a.manifest().windows == b.manifest().windows);
    const auto left = open_engine(index);
    const auto right = open_engine(built);
    REQUIRE((left && right));
    for (int i = 0; i < 30; ++i) {
      const std::string question = editor.question();
      INFO(question);
      CHECK(answer_text(**left, question, i % 2 == 0) == answer_text(**right, question, i % 2 == 0));
    }
    // The index can be updated.
    CHECK(update_index(index, sources).unchanged);
  }
}

TEST_CASE("forget also cleans generations from which an update removed the document") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  build_all(index, sources);
  sources.remove("ticket:T-9:en");
  update_index(index, sources);
  REQUIRE(files_with(index / "generations/000002", "florimund").contains("model.bin"));
  const ForgetReceipt receipt = forget(index, {"T-9"});
  CHECK(receipt.forgotten == std::map<std::string, std::uint64_t>{{"ticket", 1}});
  CHECK(receipt.deleted == std::vector<std::string>{"000001", "000002"});
  for (const char* word : {"florimund", "grubblewick", "zanzibarquux", "T-9"})
    CHECK(files_with(index, word).empty());
}

TEST_CASE("cleaned copies keep the order, the staged marks and the hold") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const IndexFolder kb(index);
  Sources sources = little();
  build_all(index, sources);
  sources.put(article("a", "en", "Refund two", "Money comes back."));
  build_all(index, sources);
  {
    const auto lock = WriterLock::take(kb, "test");
    REQUIRE(roll_back(kb, "000001", "wrong", *lock));
  }
  sources.put(article("a", "en", "Refund three", "Money comes back."));
  build_all(index, sources);  // held, so it is staged
  REQUIRE(kb.staged() == std::vector<std::string>{"000003"});

  const ForgetReceipt receipt = forget(index, {"T-9"});
  REQUIRE(receipt.generations.size() == 3);
  CHECK(kb.list() == std::vector<std::string>{"000004", "000005", "000006"});
  CHECK(*kb.current() == "000004");
  CHECK(kb.staged() == std::vector<std::string>{"000006"});
  REQUIRE(read_hold(kb));
  CHECK(read_hold(kb)->generation == "000004");
  CHECK(read_hold(kb)->note == "wrong");
  const auto lock = WriterLock::take(kb, "test");
  PublishStagedOptions resume;
  resume.resume = true;
  const auto published = publish_generation(kb, resume, *lock);
  REQUIRE(published);
  CHECK(published->generation == "000006");
  const auto back = roll_back(kb, "", "", *lock);
  REQUIRE(back);
  CHECK(back->generation == "000005");
  const auto log = read_log(kb, 10);
  REQUIRE(log);
  CHECK(std::count_if(log->begin(), log->end(), [](const LogEntry& one) {
          return one.command == "forget" && one.outcome == "forgotten" && one.generation == "000004" &&
                 one.before == "000001" && one.counts->documents == 3;
        }) == 1);
}

TEST_CASE("an id of both an article and a ticket needs a kind") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  sources.put(ticket("a", "en", "Refund", "Where is it?", "Here."));
  build_all(index, sources);
  ForgetOptions options = forgetting(index, {"a"});
  CHECK(failure(options).code == ErrorCode::usage);
  CHECK_FALSE(fs::exists(index / "forgetting.jsonl"));
  CHECK(*IndexFolder(index).current() == "000001");
  options.request.documents[0].kind = Kind::ticket;
  CHECK(forget(options).forgotten == std::map<std::string, std::uint64_t>{{"ticket", 1}});
  CHECK(ids_in(index).contains("a"));
}

TEST_CASE("ids of forgotten documents are removed from the live state, the log and evaluations") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const IndexFolder kb(index);
  Sources sources = little();
  sources.put(ticket("a", "en", "Refund", "Where is it?", "Here."));
  build_all(index, sources);
  REQUIRE(change_live_state(kb, [](LiveState& state) {
    for (const char* id : {"T-9", "a", "b"})
      state.withdrawn.push_back({id, "", "2026-01-01T00:00:00Z", "ana"});
    return ok();
  }));
  for (const char* subject : {"T-9", "T-9 in en", "b"}) {
    LogEntry entry = log_entry("withdraw", "withdrawn");
    entry.subject = subject;
    REQUIRE(append_log(kb, entry));
  }
  fs::create_directory(kb.evaluations());
  std::ofstream(kb.evaluations() / "x.json") << R"({"version":1,"answers":{"q":["b","T-9","a"]}})"
                                             << "\n";
  ForgetOptions options = forgetting(index, {"T-9", "a"});
  options.request.documents[1].kind = Kind::ticket;
  const ForgetReceipt receipt = forget(options);
  CHECK(receipt.withdrawals == 1);
  CHECK(receipt.evaluations == 1);
  CHECK(receipt.logged == 2);
  const auto log = read_log(kb, 10);
  REQUIRE(log);
  REQUIRE(log->size() == 5);
  CHECK((*log)[1].subject == "b");
  CHECK((*log)[2].subject == "*********");
  CHECK((*log)[3].subject == "***");
  const auto live = read_live_state(kb);
  REQUIRE(live);
  REQUIRE(live->withdrawn.size() == 2);
  CHECK(live->withdrawn[0].id == "a");  // the article
  CHECK(read_file(kb.evaluations() / "x.json")->find(R"(["b","a"])") != std::string::npos);
  CHECK(files_with(index, "T-9").empty());
}

TEST_CASE("an original that a reader has open is removed later, and not opened by others") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const IndexFolder kb(index);
  Sources sources = little();
  build_all(index, sources);
  {
    EngineOptions pinned;
    pinned.generation = "000001";
    const auto engine = open_engine(index, pinned);
    REQUIRE(engine);
    const ForgetReceipt receipt = forget(index, {"T-9"});
    CHECK(receipt.pending == std::vector<std::string>{"000001"});
    CHECK(receipt.deleted.empty());
    CHECK(kb.list() == std::vector<std::string>{"000002"});
    // The reader still answers from the old generation.
    CHECK(answer_text(**engine, "florimund", false).find("T-9") != std::string::npos);
    sources.put(article("d", "en", "Margins", "At the edge."));
    update_index(index, sources);
    CHECK(fs::exists(index / "generations/000001"));
    CHECK(answer_text(**engine, "florimund", false).find("T-9") != std::string::npos);
  }
  sources.put(article("e", "en", "Margins", "At the edge."));
  update_index(index, sources);
  CHECK_FALSE(fs::exists(index / "generations/000001"));
  CHECK(files_with(index, "florimund").empty());
}

TEST_CASE("an unreadable generation is removed as a whole, unless it is published") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const IndexFolder kb(index);
  const Sources sources = little();
  build_all(index, sources);
  build_all(index, sources);
  const auto cut = [&](const char* generation) {
    const fs::path file = kb.generation(generation) / kNumbersFile;
    fs::resize_file(file, fs::file_size(file) / 2);
  };
  cut("000001");
  const ForgetReceipt receipt = forget(index, {"T-9"});
  REQUIRE(receipt.generations.size() == 2);
  CHECK(receipt.generations[0].copy.empty());
  CHECK(receipt.deleted == std::vector<std::string>{"000001", "000002"});
  CHECK(ids_in(index) == std::set<std::string>{"a", "b", "c"});
  CHECK(files_with(index, "florimund").empty());
  cut("000003");
  const Error error = failure(forgetting(index, {"a"}));
  CHECK(error.message.find("damaged") != std::string::npos);
  CHECK(error.message.find("nothing was forgotten") != std::string::npos);
  CHECK(kb.list() == std::vector<std::string>{"000003"});
}

TEST_CASE("an index without any document left is empty, and accepts documents again") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources;
  sources.put(ticket("T-9", "en", "zanzibarquux", "grubblewick asked", "florimund was told"));
  build_all(index, sources);
  build_all(index, sources);
  const ForgetReceipt receipt = forget(index, {"T-9"});
  REQUIRE(receipt.generations.size() == 2);
  CHECK(receipt.generations[0].copy.empty());
  CHECK(ids_in(index).empty());
  CHECK(files_with(index, "florimund").empty());
  {
    const auto engine = open_engine(index);
    REQUIRE(engine);
    CHECK(answer_text(**engine, "florimund", false) == "\n");
  }
  sources.put(article("a", "en", "Refund", "Money comes back."));
  update_index(index, sources);
  CHECK(ids_in(index) == std::set<std::string>{"a"});
}
