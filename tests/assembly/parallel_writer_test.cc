#include "indexer/assembly/parallel_writer.h"

#include "tests/support/catch2.h"
#include "tests/support/edited_sources.h"

using namespace callside;
using namespace callside::testing;

namespace {

BuildReport build_with(const fs::path& index, const Sources& sources, unsigned threads) {
  auto stream = sources.stream();
  BuildRequest request = request_for(index);
  request.assembly.threads = threads;
  request.assembly.min_parallel_documents = 1;
  BuildProgress progress;
  auto report = build(stream, request, progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

}  // namespace

TEST_CASE("an index does not depend on how many threads write it") {
  TemporaryFolder folder;
  Sources sources;
  Editor editor(7);
  for (int i = 0; i < 60; ++i) editor.edit(sources);
  const fs::path alone = folder.path() / "alone", together = folder.path() / "together";
  const BuildReport one = build_with(alone, sources, 1);
  const BuildReport three = build_with(together, sources, 3);
  CHECK(three.manifest.documents == one.manifest.documents);
  CHECK(three.manifest.by_language == one.manifest.by_language);
  CHECK(three.manifest.by_audience == one.manifest.by_audience);
  CHECK(three.manifest.class_documents == one.manifest.class_documents);

  const auto compare = [&] {
    const Generation a = open(alone), b = open(together);
    REQUIRE(contents(a) == contents(b));
    CHECK(a.store().size() == b.store().size());
    const auto first = open_engine(alone), second = open_engine(together);
    REQUIRE(first);
    REQUIRE(second);
    for (int i = 0; i < 50; ++i) {
      const std::string question = editor.question();
      CHECK(answer_text(**first, question, true) == answer_text(**second, question, true));
    }
  };
  compare();
  // Both indexes can be updated.
  for (int i = 0; i < 10; ++i) editor.edit(sources);
  update_index(alone, sources);
  update_index(together, sources);
  compare();
}

TEST_CASE("more threads than documents write all documents") {
  TemporaryFolder folder;
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  sources.put(article("b", "en", "Fees", "What it costs."));
  CHECK(build_with(folder.path() / "kb", sources, 5).manifest.documents == 2);
  CHECK(contents(open(folder.path() / "kb")).size() == 2);
}
