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
  index.build_all({valid(refund()), valid(kOther)});
  const SourceRecords now{broken(refund("Refunds")), valid(kOther)};

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

  // A build of all sources with the same model keeps the same document.
  const auto updated = contents(index.open());
  index.build_all(now, true);
  CHECK(contents(index.open()) == updated);

  // Once the record is repaired, the document is no longer stale, even if it is the same as before.
  index.update_all({valid(refund()), valid(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund"}});
}

TEST_CASE("a published version is removed if more readers could see it than its record allows") {
  const Index index;
  Document before = refund();
  before.audience = {"public"};
  before.brand = {};
  index.build_all({valid(before), valid(kOther)});
  Document now = refund("Refunds");
  SECTION("a narrower audience") { now.audience = {"internal"}; }
  SECTION("a brand") { now.brand = {"north"}; }
  SECTION("archived") { now.confidence = Confidence::archived; }
  SECTION("no longer valid") { now.valid_until = "2020-01-01"; }
  const UpdateReport report = index.update_all({broken(now), valid(kOther)});
  CHECK(report.build.manifest.stale == 0);
  REQUIRE(report.build.remarks.size() == 1);
  CHECK(report.build.remarks[0].reason ==
        "it is broken; its last published version is removed: more people could see it than may see the new "
        "version");
  CHECK(index.titles() == Titles{{"other.en", "Other"}});
}

TEST_CASE("a published version stays if its record allows more readers") {
  const Index index;
  Document before = refund();
  before.audience = {"internal", "tier2"};
  index.build_all({valid(before), valid(kOther)});
  Document now = before;
  SECTION("one more group") { now.audience = {"internal", "tier2", "tier3"}; }
  SECTION("everybody") { now.audience = {"public"}; }
  index.update_all({broken(now), valid(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund*"}});
}

TEST_CASE("a published version is removed if its record's audience is unknown") {
  const Index index;
  index.build_all({valid(refund()), valid(kOther)});
  const UpdateReport report = index.update_all({unknown(refund()), valid(kOther)});
  REQUIRE(report.build.remarks.size() == 1);
  CHECK(report.build.remarks[0].reason ==
        "it is broken; its last published version is removed: the audience of the new version is unknown");
  CHECK(index.titles() == Titles{{"other.en", "Other"}});
}

TEST_CASE("a valid record wins over a broken record of the same document") {
  const Index index;
  index.build_all({valid(refund()), valid(kOther)});
  ScriptedRecord moved = valid(refund("Moved"));
  moved.file = "elsewhere";
  index.update_all({broken(refund()), valid(kOther), moved});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Moved"}});
}

TEST_CASE("a record without a language refers to the document's only version") {
  const Index index;
  index.build_all({valid(refund()), valid(kOther)});
  Document now = refund();
  now.lang.clear();
  ScriptedRecord scripted = broken(now);
  index.update_all({scripted, valid(kOther)});
  CHECK(index.titles() == Titles{{"other.en", "Other"}, {"refund.en", "Refund*"}});
}
