
#include "tests/support/forgetting_index.h"

#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("old tickets are left out, including those that become too old later") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources = little();
  sources.put(closed_ticket("old", "2024-11-21"));
  sources.put(closed_ticket("edge", "2024-11-22"));
  sources.put(closed_ticket("next", "2024-11-23"));
  sources.put(closed_ticket("young", "2026-11-01"));
  sources.put(closed_ticket("undated", ""));
  BuildRequest request = request_for(index);
  request.plan.ticket_max_age = TicketAge{};
  const auto update_at = [&](const char* day) {
    auto stream = sources.stream();
    request.plan.today = *parse_day(day);
    BuildProgress progress;
    auto report = update(stream, update_like(request), progress);
    if (!report) FAIL(report.error().message);
    return std::pair(std::move(*report), stream.parsed_.size());
  };
  {
    auto stream = sources.stream();
    request.plan.today = *parse_day(kToday);
    BuildProgress progress;
    const auto built = build(stream, request, progress);
    REQUIRE(built);
    CHECK(built->manifest.too_old == 1);
    CHECK(built->manifest.rejected == 0);
    CHECK(built->remarks.empty());
  }
  CHECK(ids_in(index) == std::set<std::string>{"T-9", "a", "b", "c", "edge", "next", "undated", "young"});
  CHECK(update_at(kToday).first.unchanged);

  const auto [tomorrow, read] = update_at("2026-11-23");
  CHECK(read == 0);
  REQUIRE(tomorrow.changes.removed.size() == 1);
  CHECK(tomorrow.changes.removed[0].id == "edge");
  CHECK(tomorrow.build.manifest.too_old == 2);
  CHECK(update_at("2026-11-23").first.unchanged);
  CHECK(update_at("2027-06-01").first.changes.removed.size() == 1);
  CHECK(ids_in(index) == std::set<std::string>{"T-9", "a", "b", "c", "undated", "young"});
  // The result equals a build on that day.
  const fs::path built = folder.path() / "built";
  fs::copy(index, built, fs::copy_options::recursive);
  BuildRequest same = request;
  same.index = built;
  same.same_model = true;
  auto stream = sources.stream();
  BuildProgress progress;
  REQUIRE(build(stream, same, progress));
  CHECK(contents(open(index)) == contents(open(built)));
}
