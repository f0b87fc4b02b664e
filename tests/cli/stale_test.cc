// Records that became invalid: their last published version stays, unless that would widen who may see it.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

class StaleKb {
 public:
  StaleKb() {
    put("refund", "title: Refund a charge\naudience: public\n");
    put("fees", "title: Fees\naudience: public\n");
    build(index(), source());
  }

  fs::path source() const { return folder_.path() / "kb"; }
  fs::path index() const { return folder_.path() / "index"; }
  fs::path file(const std::string& name) const { return source() / "articles/en" / (name + ".md"); }
  void put(const std::string& name, const std::string& keys, const std::string& text = "The text.") const {
    write_text(file(name), "---\n" + keys + "---\n" + text + "\n");
  }
  Finished update() const {
    return callside_index({"update", "--index", index().string(), "--allow-removals"});
  }
  Finished build_again() const {
    return callside_index({"build", "--index", index().string(), source().string(), "--allow-removals"});
  }
  // Returns "" if the article is missing, else whether it is stale.
  std::string state_of(const std::string& id) const {
    const Finished result = callside_index({"inspect", "--index", index().string(), id, "--json"});
    if (result.status != 0) return "";
    return Json::parse(result.out)[0].value("stale", false) ? "stale" : "sound";
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an article broken by a mistake keeps its last version and is reported") {
  const StaleKb kb;
  const bool in_update = GENERATE(true, false);
  std::string reason;
  SECTION("front matter that is not YAML") {
    kb.put("refund", "title: Refund: a charge: twice\naudience: public\nkeywords: [a, b\n");
    reason = "broken front matter";
  }
  SECTION("a wrong day") {
    kb.put("refund", "title: Refund\naudience: public\nupdated: 2026-13-45\n");
    reason = "updated";
  }
  SECTION("not UTF-8") {
    kb.put("refund", "title: Refund\naudience: public\n", "Geb\xFChr");
    reason = "not UTF-8";
  }
  const Finished result = in_update ? kb.update() : kb.build_again();
  INFO(result.err << result.out);
  CHECK(result.status == 3);
  CHECK(holds(result.err, "refund.md:"));
  CHECK(holds(result.err, reason));
  CHECK(holds(result.err, "its last published version stays, marked stale"));
  CHECK(holds(result.out, "1 record (the last published version of 1 stays, marked stale)"));
  CHECK(kb.state_of("refund") == "stale");
  CHECK(kb.state_of("fees") == "sound");
  CHECK(status_of(kb.index())["stale"] == 1);

  const Daemon daemon(kb.index());
  httplib::Client client = daemon.client();
  const Json answer = suggest(client, {{"q", "refund a charge"}, {"lang", "en"}});
  REQUIRE(answer["suggestions"].size() == 1);
  CHECK(answer["suggestions"][0]["title"] == "Refund a charge");
  CHECK(answer["suggestions"][0]["stale"] == true);

  kb.put("refund", "title: Refund, once more\naudience: public\n");
  CHECK(kb.update().status == 0);
  CHECK(kb.state_of("refund") == "sound");
  CHECK(status_of(kb.index())["stale"] == 0);
}

TEST_CASE("a broken article that may now be for fewer readers disappears, with the reason") {
  const StaleKb kb;
  std::string why;
  SECTION("a group that is not declared") {
    kb.put("refund", "title: Refund\naudience: partners\n");
    why = "the audience of the new version is unknown";
  }
  SECTION("a misspelt restriction") {
    kb.put("refund", "title: Refund\naudiance: internal\n");
    why = "the audience of the new version is unknown";
  }
  SECTION("broken front matter in which the audience can't be read") {
    kb.put("refund", "title: Refund\naudience: [public\n");
    why = "the audience of the new version is unknown";
  }
  SECTION("broken elsewhere, and internal now") {
    kb.put("refund", "title: Refund: twice: x\naudience: internal\n");
    why = "more people could see it than may see the new version";
  }
  SECTION("broken elsewhere, and without an audience") {
    kb.put("refund", "title: Refund: twice: x\n");
    why = "more people could see it than may see the new version";
  }
  SECTION("broken elsewhere, and archived") {
    kb.put("refund", "title: Refund: twice: x\naudience: public\nconfidence: archived\n");
    why = "more people could see it than may see the new version";
  }
  const Finished result = kb.update();
  INFO(result.err << result.out);
  CHECK(result.status == 3);
  CHECK(holds(result.err, "its last published version is removed: " + why));
  CHECK(kb.state_of("refund").empty());
  CHECK(kb.state_of("fees") == "sound");
  CHECK(status_of(kb.index())["stale"] == 0);
}

TEST_CASE("a file that is temporarily unreadable keeps its last version") {
  if (::geteuid() == 0) return;  // root can read any file
  const StaleKb kb;
  REQUIRE(::chmod(kb.file("refund").c_str(), 0) == 0);
  CHECK(kb.update().status == 3);
  CHECK(kb.state_of("refund") == "stale");
}
