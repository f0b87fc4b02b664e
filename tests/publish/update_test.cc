#include "indexer/publish/update.h"

#include <map>
#include <set>

#include "tests/support/catch2.h"
#include "tests/support/edited_sources.h"
#include "tests/support/thorough.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("an update equals a build of all sources with the same model, whatever was edited") {
  for (unsigned seed = 1; seed <= thorough_or(12U, 5U); ++seed) {
    TemporaryFolder folder;
    const fs::path updated = folder.path() / "updated";
    Editor editor(seed);
    Sources sources;
    for (int i = 0; i < 30; ++i) editor.edit(sources);
    build_all(updated, sources);
    for (int round = 0; round < 5; ++round) {
      for (unsigned edits = 0; edits <= seed % 5; ++edits) editor.edit(sources);
      update_index(updated, sources);
      INFO("seed " << seed << ", round " << round);
      // The same index, built again with the same model.
      const fs::path built = folder.path() / ("built" + std::to_string(round));
      fs::copy(updated, built, fs::copy_options::recursive);
      build_all(built, sources, true);
      const Generation a = open(updated);
      const Generation b = open(built);
      CHECK(contents(a) == contents(b));
      CHECK(vocabulary_of(a, updated / "generations" / a.name()) ==
            vocabulary_of(b, built / "generations" / b.name()));
      CHECK(a.manifest().documents == b.manifest().documents);
      CHECK(a.manifest().by_kind == b.manifest().by_kind);
      CHECK(a.manifest().by_language == b.manifest().by_language);
      CHECK(a.manifest().by_audience == b.manifest().by_audience);
      CHECK(a.manifest().windows == b.manifest().windows);
      const auto left = open_engine(updated);
      const auto right = open_engine(built);
      REQUIRE(left);
      REQUIRE(right);
      for (int i = 0; i < 30; ++i) {
        const std::string question = editor.question();
        INFO(question);
        CHECK(answer_text(**left, question, i % 2 == 0) == answer_text(**right, question, i % 2 == 0));
      }
    }
  }
}

TEST_CASE("an update reads only what changed") {
  TemporaryFolder folder;
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  sources.put(article("b", "en", "Printing", "On paper."));
  sources.put(article("c", "en", "Wi-Fi", "In the air."));
  build_all(folder.path() / "kb", sources);

  const UpdateReport nothing = update_index(folder.path() / "kb", sources);
  CHECK(nothing.unchanged);
  CHECK(*IndexFolder(folder.path() / "kb").current() == "000001");

  sources.put(article("b", "en", "Printing", "On both sides."));
  sources.put(article("d", "en", "Margins", "At the edge."));
  sources.remove("article:a:en");
  auto stream = sources.stream();
  BuildProgress progress;
  const auto report = update(stream, update_like(request_for(folder.path() / "kb")), progress);
  REQUIRE(report);
  CHECK(stream.parsed_ == std::set<std::string>{"article:b:en", "article:d:en"});
  CHECK_FALSE(report->unchanged);
  REQUIRE(report->changes.added.size() == 1);
  CHECK(report->changes.added[0].id == "d");
  REQUIRE(report->changes.changed.size() == 1);
  CHECK(report->changes.changed[0].id == "b");
  REQUIRE(report->changes.removed.size() == 1);
  CHECK(report->changes.removed[0].id == "a");
  CHECK(report->build.manifest.documents == 3);
}

TEST_CASE("a record can become a duplicate and cease to be one") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources;
  sources.put(article("x", "en", "First", "The first text."));
  build_all(index, sources);
  // The same id and language in a second file.
  Document second = article("x", "en", "Second", "The second text.");
  std::map<std::string, Document> texts{{"a", article("x", "en", "First", "The first text.")}, {"b", second}};
  const auto run = [&] {
    Sources::Stream stream(texts);
    BuildProgress progress;
    auto report = update(stream, update_like(request_for(index)), progress);
    REQUIRE(report);
    return std::move(*report);
  };
  CHECK(run().build.remarks.size() == 1);
  auto engine = open_engine(index);
  REQUIRE(engine);
  CHECK((*engine)->article("x", {"en"}, Access{{"public"}, true, {}})->about.title == "First");
  texts.erase("a");
  CHECK(run().build.remarks.empty());
  engine = open_engine(index);
  REQUIRE(engine);
  CHECK((*engine)->article("x", {"en"}, Access{{"public"}, true, {}})->about.title == "Second");
}

TEST_CASE("an update fails if the sources changed while it read them") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  build_all(index, sources);
  sources.put(article("a", "en", "Refund", "Half written"));
  auto stream = sources.stream();
  UpdateRequest request = update_like(request_for(index));
  request.is_outdated = [] { return true; };
  BuildProgress progress;
  const auto report = update(stream, request, progress);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::changed);
  CHECK(*IndexFolder(index).current() == "000001");
  CHECK(IndexFolder(index).list().size() == 1);
}
