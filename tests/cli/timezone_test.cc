// All commands and the daemon agree on today: by `timezone` in callside.yaml, else by TZ.
#include "indexer/base/day.h"
#include "indexer/base/time_zone.h"
#include "tests/cli/live_index.h"
#include "tests/support/catch2.h"

using namespace callside::testing;
using namespace callside::testing::live_index;
using callside::format_day;
using callside::TimeZone;

namespace {

// At any moment, it is one day later in kEast than in kWest.
constexpr const char* kEast = "Pacific/Kiritimati";
constexpr const char* kWest = "Pacific/Pago_Pago";

std::string day_in(const std::string& zone, int later = 0) {
  return format_day(TimeZone::named(zone)->today() + later);
}

// A knowledge base in a time zone from its configuration or from the machine.
class ZonedKb {
 public:
  ZonedKb(std::string zone, bool is_named) : zone_(std::move(zone)) {
    options_.folder = folder_.path();
    // The zone of the machine must have no effect if the configuration names one.
    options_.environment = {{"TZ", is_named ? "UTC" : zone_}};
    config_ = is_named ? "timezone: " + zone_ + "\n" : "";
  }

  std::string today(int later = 0) const { return day_in(zone_, later); }
  fs::path index() const { return folder_.path() / "kb"; }
  fs::path folder() const { return folder_.path(); }
  void write(const std::vector<Json>& records, const std::string& more = "") const {
    write_text(folder_.path() / "callside.yaml", config_ + more);
    write_text(folder_.path() / "kb.jsonl", lines(records));
  }
  Finished run(std::vector<std::string> command) const {
    command.insert(command.end(), {"--index", "kb"});
    return callside_index(command, options_);
  }
  void build() const {
    const Finished built = run({"build", "kb.jsonl"});
    INFO(built.err);
    REQUIRE(built.status == 0);
  }
  bool has(const std::string& id) const { return run({"inspect", id}).status == 0; }

 private:
  TemporaryFolder folder_;
  std::string zone_, config_;
  Process::Options options_;
};

// Repeats `look` if midnight passed between the expectation of the test and the run of the program.
template <typename Look>
auto within_a_day(const std::string& zone, const Look& look) {
  for (;;) {
    const std::string before = day_in(zone);
    auto seen = look();
    if (day_in(zone) == before) return seen;
  }
}

Json closed(const std::string& id, const std::string& day) {
  Json record = ticket(id, "portal password lost", "Portal reset.");
  record["closed"] = day;
  record["subject_ref"] = "customer-4711";
  return record;
}

Json record_with(Json record, const char* key, const std::string& value) {
  record[key] = value;
  return record;
}

Json portal(const std::string& id) {
  return article(id, "Portal " + id, "The portal password is reset here.");
}

}  // namespace

TEST_CASE("forget --subject covers tickets until the end of today in the index's time zone") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, "UTC", "America/Los_Angeles", kWest);
  const bool is_named = GENERATE(true, false);
  INFO(zone << (is_named ? " in callside.yaml" : " in TZ"));
  struct Seen {
    std::string expected, day;
    bool has_today, has_ahead, has_late, has_next;
  };
  const Seen seen = within_a_day(zone, [&] {
    const ZonedKb kb(zone, is_named);
    // A help desk in another zone may be a day ahead.
    std::vector<Json> records{portal("a"), closed("T-1", kb.today()), closed("T-2", kb.today(1))};
    kb.write(records);
    kb.build();
    const Finished forgotten = kb.run({"forget", "--subject", "customer-4711", "--json"});
    INFO(forgotten.err);
    REQUIRE(forgotten.status == 0);
    // Later exports: a ticket of today stays out, one of tomorrow is another contact.
    records.push_back(closed("T-3", kb.today()));
    records.push_back(closed("T-4", kb.today(1)));
    kb.write(records);
    REQUIRE(kb.run({"update"}).status == 0);
    return Seen{kb.today(),   Json::parse(forgotten.out)["day"], kb.has("T-1"), kb.has("T-2"), kb.has("T-3"),
                kb.has("T-4")};
  });
  CHECK(seen.day == seen.expected);
  CHECK_FALSE(seen.has_today);
  CHECK_FALSE(seen.has_ahead);
  CHECK_FALSE(seen.has_late);
  CHECK(seen.has_next);
}

TEST_CASE("tickets become too old by the day of the knowledge base") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, kWest);
  const bool is_named = GENERATE(true, false);
  INFO(zone << (is_named ? " in callside.yaml" : " in TZ"));
  const auto [old, young] = within_a_day(zone, [&] {
    const ZonedKb kb(zone, is_named);
    kb.write({portal("a"), closed("T-1", kb.today(-11)), closed("T-2", kb.today(-10))},
             "ticket_max_age: 10 days\n");
    kb.build();
    return std::pair(kb.has("T-1"), kb.has("T-2"));
  });
  CHECK_FALSE(old);
  CHECK(young);
}

TEST_CASE("articles and keys are valid by the day of the knowledge base") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, kWest);
  INFO(zone);
  struct Seen {
    std::set<std::string> expected, shown;
    int ended, open, article;
    bool aloud;
  };
  const Seen seen = within_a_day(zone, [&] {
    const ZonedKb kb(zone, true);
    kb.write({record_with(portal("today"), "valid_from", kb.today()),
              record_with(portal("last"), "valid_until", kb.today()),
              record_with(portal("over"), "valid_until", kb.today(-1)),
              record_with(portal("next"), "valid_from", kb.today(1))});
    kb.build();
    const auto key = [&](const std::string& until) {
      const Finished made =
          callside_searchd({"key", "new", "--name", until, "--audiences", "public", "--until", until,
                            "--keys", (kb.folder() / "keys.yaml").string()});
      const std::size_t at = made.out.find("cs_");
      REQUIRE(at != std::string::npos);
      return made.out.substr(at, 46);
    };
    const std::string ended = key(kb.today(-1)), open = key(kb.today());
    const Daemon daemon(kb.index(), {"--keys", (kb.folder() / "keys.yaml").string()});
    httplib::Client client = daemon.client(open);
    httplib::Client other = daemon.client(ended);
    const auto read = client.Get("/v1/articles/today?lang=en");
    REQUIRE(read);
    return Seen{{"last en", "today en"},
                shown_to(client),
                other.Get("/v1/suggest?q=portal")->status,
                client.Get("/v1/suggest?q=portal")->status,
                read->status,
                read->body.find("it is not valid today") == std::string::npos};
  });
  CHECK(seen.shown == seen.expected);
  CHECK(seen.ended == 401);
  CHECK(seen.open == 200);
  CHECK(seen.article == 200);
  CHECK(seen.aloud);
}

TEST_CASE("key link agrees with the daemon on the last day of a key, in any time zone") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, kWest);
  INFO(zone);
  const auto [names, ended, without_index] = within_a_day(zone, [&] {
    const ZonedKb kb(zone, true);
    kb.write({portal("a")}, "index: kb\n");
    kb.build();
    const std::string keys = (kb.folder() / "keys.yaml").string();
    for (const int later : {-1, 0, 1}) {
      REQUIRE(callside_searchd({"key", "new", "--name", std::to_string(later), "--audiences", "public",
                                "--until", kb.today(later), "--keys", keys})
                  .status == 0);
    }
    // This machine is always a day away from the knowledge base.
    callside::testing::Process::Options elsewhere;
    elsewhere.environment = {{"TZ", zone == kEast ? kWest : kEast}};
    const auto link = [&](std::vector<std::string> more) {
      std::vector<std::string> command{"key", "link",    "--keys",
                                       keys,  "--state", (kb.folder() / "st").string()};
      command.insert(command.end(), more.begin(), more.end());
      return callside_searchd(command, elsewhere);
    };
    std::set<std::string> all;
    for (const auto& [option, value] :
         {std::pair("--index", kb.index()), std::pair("--config", kb.folder() / "callside.yaml")}) {
      const Finished made = link({"--all", "--json", option, value.string()});
      INFO(made.err);
      REQUIRE(made.status == 0);
      const Json printed = Json::parse(made.out);
      for (const Json& one : printed["links"]) {
        all.insert(std::string(option) + " " + one["name"].get<std::string>());
      }
    }
    return std::tuple(all, link({"--name", "-1", "--index", kb.index().string()}).status,
                      link({"--all", "--index", (kb.folder() / "none").string()}));
  });
  CHECK(names == std::set<std::string>{"--index 0", "--index 1", "--config 0", "--config 1"});
  CHECK(ended == 2);
  CHECK(without_index.status == 1);
  CHECK(holds(without_index.err, "there is no index in"));
}

TEST_CASE("check, todo and diff use the day of the knowledge base") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, kWest);
  const bool is_named = GENERATE(true, false);
  INFO(zone << (is_named ? " in callside.yaml" : " in TZ"));
  struct Seen {
    Json checked, todo;
    std::string diff;
  };
  const Seen seen = within_a_day(zone, [&] {
    const ZonedKb kb(zone, is_named);
    const std::vector<Json> records{record_with(portal("due"), "review_by", kb.today(-1)),
                                    record_with(portal("now"), "review_by", kb.today()),
                                    record_with(portal("soon"), "review_by", kb.today(1)),
                                    record_with(portal("gone"), "valid_until", kb.today(-1)),
                                    record_with(portal("last"), "valid_until", kb.today())};
    kb.write({portal("due")});
    kb.build();
    kb.write(records);
    kb.build();
    write_text(kb.folder() / "queries.txt", "portal last\n");
    return Seen{Json::parse(kb.run({"check", "--json"}).out),
                Json::parse(kb.run({"todo", "--days", "0", "--json"}).out),
                kb.run({"diff", "--queries", "queries.txt", "--json"}).out};
  });
  std::set<std::string> found;
  for (const Json& one : seen.checked["findings"]) {
    if (one["code"] == "past-review" || one["code"] == "expired") found.insert(one["id"]);
  }
  CHECK(found == std::set<std::string>{"due", "gone"});
  std::set<std::string> due;
  for (const Json& one : seen.todo["todo"]) due.insert(one["id"]);
  CHECK(due == std::set<std::string>{"due", "gone", "last", "now"});
  CHECK(holds(seen.diff, "\"last\""));
}

TEST_CASE("a notice expires at noon in the zone of the knowledge base") {
  const std::string zone = GENERATE(as<std::string>{}, kEast, "America/Los_Angeles", "Asia/Kathmandu");
  const bool is_named = GENERATE(true, false);
  INFO(zone << (is_named ? " in callside.yaml" : " in TZ"));
  const ZonedKb kb(zone, is_named);
  kb.write({portal("a")});
  kb.build();
  const auto noon = [&] {
    return callside::format_utc(*callside::parse_moment("12:00", callside::now(), *TimeZone::named(zone)));
  };
  const std::string before = noon();
  const Finished added = kb.run({"notice", "add", "--text", "Down.", "--until", "12:00", "--json"});
  INFO(added.err);
  REQUIRE(added.status == 0);
  const std::string until = Json::parse(added.out)["until"];
  CHECK((until == before || until == noon()));
}

TEST_CASE("the next update applies another time zone, even if no source changed") {
  const ZonedKb kb(kWest, true);
  std::vector<Json> records{record_with(portal("a"), "valid_until", kb.today())};
  kb.write(records);
  kb.build();
  Daemon daemon(kb.index());
  httplib::Client client = daemon.client();
  CHECK(shown_to(client) == std::set<std::string>{"a en"});
  // In the east, that day is over.
  write_text(kb.folder() / "callside.yaml", std::string("timezone: ") + kEast + "\n");
  REQUIRE(kb.run({"update"}).status == 0);
  CHECK(wait_until([&] { return shown_to(client).empty(); }));
}

TEST_CASE("an unknown time zone is reported with its line") {
  const ZonedKb kb("Europe/Lubljana", true);
  kb.write({portal("a")});
  const Finished refused = kb.run({"build", "kb.jsonl"});
  CHECK(refused.status == 1);
  CHECK(holds(refused.err, "callside.yaml:1: there is no time zone \"Europe/Lubljana\""));
  CHECK(holds(refused.err, "such as Europe/Ljubljana"));
}
