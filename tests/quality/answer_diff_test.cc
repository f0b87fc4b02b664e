#include "indexer/quality/answer_diff.h"

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

std::optional<std::string> any_language(std::string_view tag) { return std::string(tag); }

Result<std::vector<DiffQuery>> read(std::string_view text) {
  const TemporaryFolder folder;
  REQUIRE(replace_file(folder.path() / "q", text));
  return read_diff_queries(folder.path() / "q", any_language);
}

}  // namespace

TEST_CASE("queries to compare are read from plain lines or from judgements") {
  const auto lines = read("\xEF\xBB\xBFlost card\r\n# comment\n\n  \nfee\nbad \xFF byte");
  REQUIRE(lines);
  REQUIRE(lines->size() == 3);
  CHECK((*lines)[0].text == "lost card");
  CHECK((*lines)[1].text == "fee");
  CHECK((*lines)[2].text == "bad \xEF\xBF\xBD byte");
  CHECK((*lines)[0].lang.empty());
  const auto judged = read("lost card\ten\ta\t3\nlost card\ten\tb\t1\nkartica\tsl\ta\t3\n");
  REQUIRE(judged);
  REQUIRE(judged->size() == 2);
  CHECK((*judged)[1].text == "kartica");
  CHECK((*judged)[1].lang == "sl");
}

TEST_CASE("an empty or malformed file of queries is an error that names it") {
  CHECK(read("").error().message.find("holds no query") != std::string::npos);
  CHECK(read("# only\n").error().code == ErrorCode::invalid_input);
  const auto malformed = read("lost card\ten\ta\t3\nlost card\ten\ta\tnine\n");
  REQUIRE_FALSE(malformed);
  CHECK(malformed.error().message.find("q:2: ") != std::string::npos);
  CHECK(read_diff_queries("/nowhere/q", any_language).error().code == ErrorCode::not_found);
}
