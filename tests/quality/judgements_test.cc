
#include "indexer/quality/judgements.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;

namespace {

std::optional<std::string> canonical(std::string_view tag) {
  if (tag == "en" || tag == "EN") return "en";
  if (tag == "sl") return "sl";
  return std::nullopt;
}

Judgements parse(std::string_view text) { return parse_judgements(text, canonical); }

// Returns the faults as LINE: REASON. Checks that each has a hint.
std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> faults;
  for (const JudgementFault& fault : parse(text).faults) {
    CHECK_FALSE(fault.hint.empty());
    faults.push_back(std::to_string(fault.line) + ": " + fault.reason);
  }
  return faults;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("lines of one query are grouped, even if they are apart") {
  const Judgements read = parse(
      "\xEF\xBB\xBFquery\tlang\tid\tgrade\r\n"
      "# a comment\r\n"
      "lost pass\tEN\tbus/pass\t3\r\n"
      "pizza\ten\t\t0\r\n"
      "\r\n"
      "lost pass\tsl\tbus/pass\t2\r\n"
      "lost pass\ten\tbus/fare\t0");
  CHECK(read.faults.empty());
  REQUIRE(read.queries.size() == 3);
  CHECK(read.queries[0].text == "lost pass");
  CHECK(read.queries[0].lang == "en");
  CHECK(read.queries[0].grades == std::map<std::string, int>{{"bus/pass", 3}, {"bus/fare", 0}});
  CHECK_FALSE(read.queries[0].off_topic());
  CHECK(read.queries[1].off_topic());
  CHECK(read.queries[2].lang == "sl");
  CHECK(read.lines == std::map<std::string, std::size_t>{{"bus/pass", 3}, {"bus/fare", 7}});
}

TEST_CASE("the fault of each malformed line is reported") {
  CHECK(faults_of("a\ten\tid\n") == Texts{"1: 3 columns instead of 4"});
  CHECK(faults_of("a\ten\tid\t1\t\n") == Texts{"1: 5 columns instead of 4"});
  CHECK(faults_of("a en id 1\n") == Texts{"1: 1 column instead of 4"});
  CHECK(faults_of(" \ten\tid\t1\n") == Texts{"1: the query is empty"});
  CHECK(faults_of("a\tenglish\tid\t1\n") == Texts{"1: the language is not a known tag"});
  CHECK(faults_of("a\t\tid\t1\n") == Texts{"1: the language is not a known tag"});
  for (const char* grade : {"", "4", "-1", "1.0", "01", "x", " 1"}) {
    INFO(grade);
    CHECK(faults_of("a\ten\tid\t" + std::string(grade)) == Texts{"1: the grade is not 0, 1, 2 or 3"});
  }
  CHECK(faults_of("a\ten\t\t2\n") == Texts{"1: a grade above 0 without an id"});
  CHECK(faults_of("good\ten\tid\t1\nb\xFF\ten\tid\t1\n\n\xC0\n") == Texts{"2: not UTF-8", "4: not UTF-8"});
}

TEST_CASE("contradictory lines are rejected") {
  CHECK(faults_of("a\ten\tx\t1\na\ten\tx\t2\n") == Texts{"2: the same query and id as in an earlier line"});
  CHECK(faults_of("a\ten\tx\t1\na\ten\t\t0\n") == Texts{"2: the same query as in line 1"});
  CHECK(faults_of("a\ten\t\t0\na\ten\tx\t1\n") ==
        Texts{"2: the same query as in line 1, which says that nothing answers it"});
  CHECK(faults_of("a\ten\tx\t0\nb\ten\tx\t1\na\ten\n") ==
        Texts{"1: the query has no answer above grade 0", "3: 2 columns instead of 4"});
  // The same text in another language is another query.
  CHECK(faults_of("a\ten\tx\t1\na\tsl\tx\t2\n").empty());
}

TEST_CASE("an error names a file that cannot be read") {
  const testing::TemporaryFolder folder;
  const auto read = read_judgements(folder.path() / "absent.tsv", canonical);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::not_found);
  CHECK(read.error().message.find("absent.tsv") != std::string::npos);
}
