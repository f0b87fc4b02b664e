// Exports with random damage: bytes changed, removed and repeated. Reading must always end, and each record
// must become a document, be left out, or be rejected once with a hint.
#include <fstream>
#include <iterator>
#include <random>

#include "indexer/base/utf8.h"
#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using namespace callside;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = fs::path(CALLSIDE_SOURCE_DIR) / "tests/fixtures";

std::string damaged(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return static_cast<std::size_t>(random() % std::max<std::size_t>(limit, 1));
  };
  for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) {
    const std::size_t at = below(bytes.size());
    const std::size_t length = below(30);
    constexpr std::string_view kSigns = "{}[]\",:\\;\n\r\0\xFF\xE8";
    switch (below(4)) {
      case 0:
        bytes[at] = kSigns[below(kSigns.size())];
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(below(bytes.size()), length));
        break;
      default:
        if (below(5) == 0) bytes.resize(at);
        break;
    }
  }
  return bytes;
}

void check(const Parsed& parsed) {
  std::size_t rejected = 0;
  for (const Remark& remark : parsed.remarks) {
    if (remark.hint.empty() || find_invalid_utf8(remark.reason) != std::string_view::npos)
      CHECK(remark.reason.empty());
    rejected += remark.level == Remark::Level::rejected ? 1U : 0U;
  }
  const std::size_t made = (parsed.document ? 1U : 0U) + (parsed.removal ? 1U : 0U);
  if (made + rejected != 1) CHECK(made + rejected == 1);
  if (parsed.document && (parsed.document->id.empty() || parsed.document->audience.empty())) CHECK(false);
}

}  // namespace

TEST_CASE("damaged exports are read to the end, and every record is accounted for") {
  std::mt19937 random(20261122);
  for (const char* name : {"zendesk", "freshdesk", "zammad", "intercom", "csv"}) {
    SourceOptions options;
    options.as = name;
    const auto config = load_config(kFixtures / name / "callside.yaml");
    REQUIRE(config);
    options.config = *config;
    std::size_t documents = 0;
    for (int round = 0; round < 60; ++round) {
      const testing::TemporaryFolder folder;
      for (const auto& entry : fs::directory_iterator(kFixtures / name)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        testing::write(folder, entry.path().filename().string(), damaged(bytes, random));
      }
      INFO(name << ", round " << round);
      auto stream = open_sources({folder.path()}, options);
      if (!stream) continue;
      for (;;) {
        auto record = (*stream)->next();
        REQUIRE(record);
        if (!*record) break;
        const Parsed parsed = (*stream)->parse(**record);
        check(parsed);
        documents += parsed.document ? 1U : 0U;
      }
    }
    // Most intact records are still read.
    CHECK(documents > 60);
  }
}
