// Articles that the demo has in one language only are found from another, through its translated articles.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;

namespace {

Json first_for(const Daemon& daemon, const std::string& question) {
  const auto answer = daemon.client().Post(
      "/v1/suggest", Json{{"q", question}, {"lang", "sl"}, {"explain", true}}.dump(), "application/json");
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  const Json suggestions = Json::parse(answer->body)["suggestions"];
  REQUIRE_FALSE(suggestions.empty());
  return suggestions.front();
}

}  // namespace

TEST_CASE("Slovenian questions find the demo's English articles, and the explanation gives the reason") {
  const TemporaryFolder folder;
  build(folder.path() / "kb", kDemo);
  const Daemon daemon(folder.path() / "kb");
  const std::vector<std::pair<std::string, std::string>> asked{
      {"plačilo na obroke ", "fees/instalments"},
      {"izgubljen prenosnik ", "devices/lost-laptop"},
      {"brezplačno kosilo ", "meals/free-lunch"},
      {"domači wifi ", "devices/home-wifi"}};
  for (const auto& [question, id] : asked) {
    INFO(question);
    const Json first = first_for(daemon, question);
    CHECK(first["id"] == id);
    CHECK(first["lang"] == "en");
    CHECK(first["crosslingual"] == true);
    CHECK_FALSE(first["passage"]["highlights"].empty());
  }
  const Json lost = first_for(daemon, "izgubljen prenosnik ");
  const Json& found = lost["explain"]["words"][0]["found"][0];
  CHECK(found["understood"] == "translated");
  CHECK(found["word"] == "lost");
  CHECK(found["translated_articles"] >= 2);
  // An article that exists in Slovenian is shown in it, and not marked as crosslingual.
  const Json own = first_for(daemon, "čakalna lista ");
  CHECK(own["lang"] == "sl");
  CHECK(own["crosslingual"] == false);
}
