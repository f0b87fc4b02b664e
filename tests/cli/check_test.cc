// `check` and `todo` as editors run them.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::set<std::string> codes_in(const Json& report) {
  std::set<std::string> codes;
  for (const Json& one : report["findings"]) codes.insert(one["code"].get<std::string>());
  return codes;
}

}  // namespace

TEST_CASE("check of the demo reports the planted mistakes and nothing else") {
  const Finished result = callside_index({"check", kDemo.string(), "--json"});
  CHECK(result.status == 0);
  const Json report = Json::parse(result.out);
  CHECK(report["counts"]["articles"] == 192);
  CHECK(report["counts"]["errors"] == 0);
  std::set<std::string> found;
  for (const Json& one : report["findings"])
    found.insert(one["code"].get<std::string>() + " " + one["id"].get<std::string>());
  // These dates have passed for good.
  for (const char* one : {"outdated transport/bus-pass-lost", "past-review devices/blocked-site",
                          "expired transport/mill-bridge-works"})
    CHECK(found.contains(one));
  std::set<std::string> codes = codes_in(report);
  for (const char* code : {"outdated", "past-review", "expired"}) codes.erase(code);
  CHECK(codes.empty());
}

TEST_CASE("check exits with 3 if there are errors, names file and line, and writes nothing") {
  const TemporaryFolder folder;
  const fs::path kb = folder.path() / "kb";
  write_text(kb / "articles/en/a.md", "---\ntitle: A\n---\nSee [b](b.md).\n");
  write_text(kb / "articles/en/bad.md", "---\ntitle: [\n---\nText\n");
  const auto before = names_in(kb);
  const Finished result = callside_index({"check", kb.string()});
  CHECK(result.status == 3);
  CHECK(holds(result.out, "a.md:4: error: the link to b.md leads to no article [dead-link]"));
  CHECK(holds(result.out, "bad.md:3: error:"));
  CHECK(holds(result.out, "1 article and 0 tickets: 2 errors, 0 warnings, 0 notes"));
  CHECK(names_in(kb) == before);
  CHECK(callside_index({"check", kb.string(), "--quiet"}).out.empty());

  write_text(kb / "callside.yaml", "check:\n  ignore: [dead-link]\n  levels: {rejected: note}\n");
  CHECK(callside_index({"check", kb.string()}).status == 0);
  write_text(kb / "callside.yaml", "check:\n  ignore: [deadlink]\n");
  const Finished slip = callside_index({"check", kb.string()});
  CHECK(slip.status == 1);
  CHECK(holds(slip.err, "callside.yaml:2: check has no code \"deadlink\""));
  CHECK(holds(slip.err, "did you mean \"dead-link\"?"));
}

TEST_CASE("check without SOURCE reads the sources of the index") {
  const TemporaryFolder folder;
  const fs::path kb = folder.path() / "kb", index = folder.path() / "index";
  write_text(kb / "articles/en/a.md", "---\ntitle: A\n---\nText.\n");
  build(index, kb);
  write_text(kb / "articles/en/b.md", "---\ntitle: \"\"\n---\nMore text.\n");
  const Finished result = callside_index({"check", "--index", index.string(), "--json"});
  CHECK(result.status == 3);
  CHECK(codes_in(Json::parse(result.out)) == std::set<std::string>{"missing-title"});
  // Tickets in other sources may refer to an article of the index.
  const fs::path tickets = folder.path() / "tickets.jsonl";
  write_text(tickets,
             R"({"kind":"ticket","id":"T-1","lang":"en","question":"Q","resolution":"R","article":"a"})"
             "\n"
             R"({"kind":"ticket","id":"T-2","lang":"en","question":"Q","resolution":"R","article":"x"})"
             "\n");
  const Json beside =
      Json::parse(callside_index({"check", tickets.string(), "--index", index.string(), "--json"}).out);
  REQUIRE(beside["findings"].size() == 1);
  CHECK(beside["findings"][0]["id"] == "T-2");
  const Finished nothing = callside_index({"check"});
  CHECK(nothing.status == 2);
  CHECK(holds(nothing.err, "no SOURCE is given"));
}

TEST_CASE("check of broken records agrees with build on what is rejected") {
  const fs::path broken = fs::path(CALLSIDE_SOURCE_DIR) / "corpus/broken";
  const TemporaryFolder folder;
  const Json checked = Json::parse(callside_index({"check", broken.string(), "--json"}).out);
  const Finished built =
      callside_index({"build", "--index", (folder.path() / "kb").string(), broken.string(), "--json"});
  std::multiset<std::string> of_check, of_build;
  for (const Json& one : checked["findings"]) {
    if (one["code"] == "rejected" || one["code"] == "duplicate")
      of_check.insert(one["file"].get<std::string>() + ":" + one["line"].dump());
  }
  const Json report = Json::parse(built.out);
  for (const Json& one : report["remarks"]) {
    if (one["level"] == "rejected")
      of_build.insert(one["file"].get<std::string>() + ":" + one["line"].dump());
  }
  CHECK(of_build.size() > 20);
  CHECK(of_check == of_build);
}

TEST_CASE("todo lists the same tasks for an index and for its sources, by owner") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  build(index, kDemo);
  const Json of_index = Json::parse(callside_index({"todo", "--index", index.string(), "--json"}).out);
  const Json of_sources = Json::parse(callside_index({"todo", kDemo.string(), "--json"}).out);
  const auto lines_of = [](const Json& report) {
    std::multiset<std::string> lines;
    for (const Json& one : report["todo"]) lines.insert(one.dump());
    return lines;
  };
  CHECK(of_index["todo"].size() > 50);
  CHECK(lines_of(of_index) == lines_of(of_sources));
  CHECK(of_index["todo"][0]["task"] == "review");
  CHECK(of_index["todo"][0]["id"] == "devices/blocked-site");

  const Finished mine =
      callside_index({"todo", "--index", index.string(), "--owner", "transport-team", "--lang", "en"});
  CHECK(mine.status == 0);
  CHECK(holds(mine.out,
              "transport-team\n  renew       transport/mill-bridge-works in en: valid until 2026-10-31"));
  CHECK(holds(mine.out, "retranslate transport/bus-pass-lost in de: the en version was updated later"));
  CHECK_FALSE(holds(mine.out, "device-team"));
  CHECK_FALSE(holds(mine.out, "translate   "));
}

TEST_CASE("todo uses the languages of the configuration") {
  const TemporaryFolder folder;
  const fs::path kb = folder.path() / "kb", index = folder.path() / "index";
  write_text(kb / "articles/en/a.md", "---\ntitle: A\n---\nText.\n");
  write_text(kb / "callside.yaml", "check:\n  languages: [en, hu]\n");
  build(index, kb);
  for (const std::vector<std::string>& of :
       {std::vector<std::string>{kb.string()}, {"--index", index.string()}}) {
    std::vector<std::string> command{"todo"};
    command.insert(command.end(), of.begin(), of.end());
    CHECK(holds(callside_index(command).out, "translate   a in hu: there is no hu version"));
    command.insert(command.end(), {"--lang", "en"});
    CHECK(callside_index(command).out == "nothing to do\n");
  }
}
