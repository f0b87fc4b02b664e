#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

namespace fs = std::filesystem;
using callside::Remark;

namespace {

const fs::path kBroken = fs::path(CALLSIDE_SOURCE_DIR) / "corpus/broken";

struct Expected {
  std::string file;
  std::size_t line = 0;
  std::string stage;  // parse or build; build errors only show when all records are there
  std::string words;
};

std::vector<Expected> read_expected() {
  std::ifstream in(kBroken / "expected.tsv");
  std::vector<Expected> all;
  std::string row;
  std::getline(in, row);  // the names of the columns
  while (std::getline(in, row)) {
    std::istringstream cells(row);
    Expected expected;
    std::string line;
    std::getline(cells, expected.file, '\t');
    std::getline(cells, line, '\t');
    std::getline(cells, expected.stage, '\t');
    std::getline(cells, expected.words, '\t');
    expected.line = std::stoul(line);
    all.push_back(expected);
  }
  return all;
}

// Returns the remarks that reject records of a source.
std::vector<Remark> rejections(const fs::path& path) {
  auto stream = callside::open_sources({path}, {});
  REQUIRE(stream);
  std::vector<Remark> refused;
  for (;;) {
    auto record = (*stream)->next();
    REQUIRE(record);
    if (!*record) return refused;
    for (const Remark& remark : (*stream)->parse(**record).remarks) {
      if (remark.level == Remark::Level::rejected) refused.push_back(remark);
    }
  }
}

}  // namespace

TEST_CASE("every broken file is rejected at its line, for its reason, with a hint") {
  const auto all = read_expected();
  CHECK(all.size() >= 18);
  for (const Expected& expected : all) {
    if (expected.stage != "parse" || expected.file == "empty.md") continue;
    INFO(expected.file);
    const auto refused = rejections(kBroken / expected.file);
    REQUIRE(refused.size() == 1);
    INFO(refused.front().reason);
    CHECK(refused.front().place.line == expected.line);
    CHECK(refused.front().place.file == (kBroken / expected.file).string());
    CHECK(refused.front().reason.find(expected.words) != std::string::npos);
    CHECK_FALSE(refused.front().hint.empty());
  }
}

TEST_CASE("a folder of broken files as SOURCE: rejects the broken ones, reads the good ones") {
  const auto all = read_expected();
  std::set<std::string> broken;
  for (const Expected& expected : all) {
    if (expected.stage == "parse") broken.insert((kBroken / expected.file).string());
  }
  std::set<std::string> refused;
  std::set<std::string> good;
  for (const auto& parsed : callside::testing::read_all({kBroken})) {
    if (parsed.document) {
      good.insert(parsed.document->id + ":" + parsed.document->lang);
    } else {
      refused.insert(parsed.place.file);
    }
  }
  CHECK(refused == broken);
  CHECK(good == std::set<std::string>{"good/racun:sl", "good/restart:en", "T-7:en", "twin:en"});
}

TEST_CASE("every file of the broken corpus is in expected.tsv") {
  std::set<std::string> named;
  for (const Expected& expected : read_expected()) named.insert(expected.file);
  for (const auto& entry : fs::directory_iterator(kBroken)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && name != "expected.tsv") CHECK(named.count(name) == 1);
  }
}
