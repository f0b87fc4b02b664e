#include "indexer/base/reserved_space.h"

#include <sys/stat.h>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::uint64_t allocated(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_blocks) * 512 : 0;
}

}  // namespace

TEST_CASE("a reserve is allocated on disk, and grows but never shrinks") {
  const TemporaryFolder folder;
  const fs::path reserve = folder.path() / "reserve";
  REQUIRE(reserve_space(reserve, 65536));
  CHECK(allocated(reserve) >= 65536);
  REQUIRE(reserve_space(reserve, 131072));
  CHECK(allocated(reserve) >= 131072);
  REQUIRE(reserve_space(reserve, 4096));
  CHECK(fs::file_size(reserve) == 131072);
  // A restored backup may have holes instead of allocated blocks.
  fs::remove(reserve);
  REQUIRE(replace_file(reserve, ""));
  fs::resize_file(reserve, 65536);
  REQUIRE(reserve_space(reserve, 65536));
  CHECK(allocated(reserve) >= 65536);
}

TEST_CASE("a reserve is not used while the disk has space") {
  const TemporaryFolder folder;
  const fs::path reserve = folder.path() / "reserve";
  REQUIRE(reserve_space(reserve, 65536));
  REQUIRE(replace_file_or_use_reserve(folder.path() / "live.json", reserve, "{}"));
  CHECK(*read_file(folder.path() / "live.json") == "{}");
  CHECK(fs::file_size(reserve) == 65536);
}
