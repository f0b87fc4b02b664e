#include "indexer/assembly/learn/score_training.h"

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "indexer/base/files.h"
#include "tests/assembly/learn/trained_index.h"
#include "tests/support/damage.h"
#include "tests/support/edited_sources.h"

namespace callside {

using namespace testing;

namespace {

// As many articles and tickets as training_documents() has, about the same topics, that only `audience` may
// see. Each is as long as the one that it is made from, since the mean lengths of a language's texts are
// learned from all documents.
std::vector<Document> hidden_documents(const std::string& audience, const std::string& lang) {
  std::vector<Document> hidden = training_documents();
  for (Document& one : hidden) {
    one.id = "hidden-" + one.id;
    if (!one.article.empty()) one.article = "hidden-" + one.article;
    one.lang = lang;
    one.audience = {audience};
    for (Content* content : {&one.body, &one.question}) {
      for (Block& block : content->blocks) {
        for (const auto& [word, other] :
             {std::pair("replaced", "kittiwake"), std::pair("department", "weather"),
              std::pair("disappeared", "escalated")}) {
          if (const auto at = block.text.find(word); at != std::string::npos)
            block.text.replace(at, std::string_view(word).size(), other);
        }
      }
    }
  }
  return hidden;
}

std::filesystem::path calibration_file(const std::filesystem::path& index) {
  const IndexFolder folder(index);
  return folder.generation(*folder.current()) / kCalibrationFile;
}

}  // namespace

TEST_CASE("an index learns its own model of certainty, the same with any number of threads") {
  const Calibration one = trained_on(training_documents(), 1);
  REQUIRE(one.tables().size() == 2);
  const Calibration::Table& table = table_of(one, "public");
  // Articles, held-out tickets and everyday language.
  CHECK(table.questions > kTrainingTopics.size() + 100);
  CHECK_FALSE(table.model.scope == general_score_model().scope);
  CHECK_FALSE(table.model.right == general_score_model().right);

  const Calibration four = trained_on(training_documents(), 4);
  CHECK(table_of(four, "public").questions == table.questions);
  CHECK(table_of(four, "public").model == table.model);
}

TEST_CASE("an update keeps what the build learned about certainty, byte for byte") {
  const TemporaryFolder folder;
  const std::filesystem::path updated = folder.path() / "updated", built = folder.path() / "built";
  Sources sources;
  for (const Document& document : training_documents()) sources.put(document);
  build_all(updated, sources);
  const std::string learned = bytes_of(calibration_file(updated));
  for (int i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    sources.put(article("new" + n, "en", "Borrow a projector " + n, "Projectors are lent at the desk."));
    sources.remove("article:" + kTrainingTopics[static_cast<std::size_t>(i)] + ":en");
  }
  update_index(updated, sources);
  CHECK(*IndexFolder(updated).current() == "000002");
  CHECK(bytes_of(calibration_file(updated)) == learned);
  build_all(updated, sources, true);
  CHECK(*IndexFolder(updated).current() == "000003");
  CHECK(bytes_of(calibration_file(updated)) == learned);
  // A build learns anew.
  build_all(built, sources);
  CHECK(bytes_of(calibration_file(built)) != learned);
}

TEST_CASE("what a reader may not see has no influence on the model for this reader") {
  const Calibration alone = trained_on(training_documents());
  REQUIRE_FALSE(has_table(alone, "tier2"));
  // A hidden language is numbered before the others, or after them.
  for (const char* lang : {"en", "de", "sl"}) {
    INFO(lang);
    std::vector<Document> documents = training_documents();
    for (Document& one : hidden_documents("tier2", lang)) documents.push_back(std::move(one));
    const Calibration both = trained_on(std::move(documents));
    CHECK(both.tables().size() == 4);
    CHECK(table_of(both, "public").questions == table_of(alone, "public").questions);
    CHECK(table_of(both, "public").model == table_of(alone, "public").model);
    CHECK_FALSE(table_of(both, "tier2").model == table_of(alone, "public").model);
  }
}

TEST_CASE("readers of some brands have a model from the documents without a brand only") {
  std::vector<Document> documents = training_documents();
  const Calibration unbranded = trained_on(documents);
  CHECK(table_of(unbranded, "public", false).model == table_of(unbranded, "public").model);
  std::vector<Document> more = training_documents();
  for (Document& one : more) {
    one.id += "-north";
    if (!one.article.empty()) one.article += "-north";
    one.brand = {"north"};
    documents.push_back(one);
  }
  const Calibration branded = trained_on(std::move(documents));
  CHECK(table_of(branded, "public", false).questions == table_of(unbranded, "public").questions);
  CHECK(table_of(branded, "public", false).model == table_of(unbranded, "public").model);
  CHECK_FALSE(table_of(branded, "public").model == table_of(branded, "public", false).model);
}

TEST_CASE("training that is interrupted is an error") {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "kb";
  REQUIRE(build_index(path, training_documents()));
  const IndexFolder published(path);
  std::filesystem::rename(published.generation("000001"), published.building("000001"));
  std::atomic<bool> interrupted = false;
  const ScoreTraining training{IndexFolder::of_building(path, "000001"), "000001", 2, &interrupted};
  const auto trained = train_scores(training);
  REQUIRE(trained);
  CHECK(trained->tables().size() == 2);
  interrupted = true;
  const auto stopped = train_scores(training);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::interrupted);
}

TEST_CASE("a build that is interrupted while it learns certainty leaves no generation") {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const TemporaryFolder folder;
    const IndexFolder index(folder.path() / "kb");
    std::atomic<bool> interrupted = false, ended = false;
    // Training begins once there is a manifest.
    std::jthread watch([&] {
      const std::filesystem::path manifest = index.building("000001") / kManifestFile;
      while (!ended && !std::filesystem::exists(manifest)) std::this_thread::yield();
      interrupted = true;
    });
    DocumentList stream(training_documents());
    BuildRequest request;
    request.index = index.root();
    request.plan.sources = {"list"};
    request.assembly.interrupted = &interrupted;
    BuildProgress progress;
    const auto report = build(stream, request, progress);
    ended = true;
    // The watching thread may have been too late.
    if (report) continue;
    CHECK(report.error().code == ErrorCode::interrupted);
    CHECK_FALSE(index.current());
    CHECK_FALSE(std::filesystem::exists(index.generation("000001")));
    CHECK_FALSE(std::filesystem::exists(index.building("000001")));
    return;
  }
  FAIL("never interrupted");
}

}  // namespace callside
