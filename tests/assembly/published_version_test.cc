#include "indexer/assembly/published_version.h"

#include "tests/assembly/scripted_sources.h"
#include "tests/support/catch2.h"
#include "tests/support/index_contents.h"

using namespace callside;
using namespace callside::testing;

namespace {

Document refund(std::string title = "Refund") {
  Document document = article("refund", "en", std::move(title), "The money is back in five days.");
  document.confidence = Confidence::validated;
  return document;
}

const Document kOther = article("other", "en", "Other", "Another text.");

}  // namespace

TEST_CASE("a record that became invalid keeps its last published version, marked stale") {
  const Index index;
  index.build_all({says(refund()), says(kOther)});
  const SourceRecords now{broken(refund("Refunds")), says(kOther)};

  SECTION("in an update") {
    const UpdateReport report = index.update_all(now);
    CHECK(report.build.manifest.stale == 1);
    CHECK(report.build.manifest.rejected == 1);
    REQUIRE(report.build.remarks.size() == 1);
    CHECK(report.build.remarks[0].reason == "it is broken; its last published version stays, marked stale");
    CHECK(report.changes.removed.empty());
  }
  SECTION("in a build") { CHECK(index.build_all(now).manifest.stale == 1); }
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund*"}});
  CHECK(index.update_all(now).unchanged);

  // It is the same document that a build of all by the same model has.
  const auto updated = contents(index.open());
  index.build_all(now, true);
  CHECK(contents(index.open()) == updated);

  // Once it is mended, it is no longer stale, also where it is what it was.
  index.update_all({says(refund()), says(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund"}});
}

TEST_CASE("a published version goes where it would be seen by more than its record allows") {
  const Index index;
  Document before = refund();
  before.audience = {"public"};
  before.brand = {};
  index.build_all({says(before), says(kOther)});
  Document now = refund("Refunds");
  SECTION("a narrower audience") { now.audience = {"internal"}; }
  SECTION("a brand") { now.brand = {"north"}; }
  SECTION("archived") { now.confidence = Confidence::archived; }
  SECTION("no longer valid") { now.valid_until = "2020-01-01"; }
  const UpdateReport report = index.update_all({broken(now), says(kOther)});
  CHECK(report.build.manifest.stale == 0);
  REQUIRE(report.build.remarks.size() == 1);
  CHECK(report.build.remarks[0].reason ==
        "it is broken; its last published version is taken out: more people could see it than may see this "
        "one");
  CHECK(index.titles() == Titles{{"other.en", "Other"}});
}

TEST_CASE("a published version stays where its record lets more people see it") {
  const Index index;
  Document before = refund();
  before.audience = {"internal", "tier2"};
  index.build_all({says(before), says(kOther)});
  Document now = before;
  SECTION("one more group") { now.audience = {"internal", "tier2", "tier3"}; }
  SECTION("everybody") { now.audience = {"public"}; }
  index.update_all({broken(now), says(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund*"}});
}

TEST_CASE("a published version goes where it can't be told who may see the record") {
  const Index index;
  index.build_all({says(refund()), says(kOther)});
  const UpdateReport report = index.update_all({unknown(refund()), says(kOther)});
  REQUIRE(report.build.remarks.size() == 1);
  CHECK(report.build.remarks[0].reason ==
        "it is broken; its last published version is taken out: who may see this one can't be told");
  CHECK(index.titles() == Titles{{"other.en", "Other"}});
}

TEST_CASE("a broken record gives way to a sound one of the same document") {
  const Index index;
  index.build_all({says(refund()), says(kOther)});
  Said moved = says(refund("Moved"));
  moved.file = "elsewhere";
  index.update_all({broken(refund()), says(kOther), moved});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Moved"}});
}

TEST_CASE("an unknown language is the only one that there was") {
  const Index index;
  index.build_all({says(refund()), says(kOther)});
  Document now = refund();
  now.lang.clear();
  Said said = broken(now);
  index.update_all({said, says(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund*"}});
}
