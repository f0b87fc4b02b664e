#include "indexer/base/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using callside::ErrorCode;
using callside::FileWriter;
using callside::MappedFile;
using callside::read_file;
using callside::replace_file;
using callside::testing::TemporaryFolder;

TEST_CASE("a replaced file is private and holds the new bytes whole") {
  TemporaryFolder folder;
  const fs::path path = folder.path() / "CURRENT";
  REQUIRE(replace_file(path, "000001\n"));
  REQUIRE(replace_file(path, "000002\n"));
  CHECK(*read_file(path) == "000002\n");
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("replacing fails without touching what was there") {
  TemporaryFolder folder;
  const auto written = replace_file(folder.path() / "missing" / "CURRENT", "x");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::not_found);
  CHECK(written.error().message.find("missing") != std::string::npos);
}

TEST_CASE("reading stops at the limit and says so") {
  TemporaryFolder folder;
  REQUIRE(replace_file(folder.path() / "big", std::string(3U << 20U, 'x')));
  CHECK(read_file(folder.path() / "big", 3U << 20U)->size() == 3U << 20U);
  const auto refused = read_file(folder.path() / "big", 2U << 20U);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid_input);
}

TEST_CASE("a writer knows its offset and can overwrite a header") {
  TemporaryFolder folder;
  const fs::path path = folder.path() / "store";
  auto writer = FileWriter::create(path);
  REQUIRE(writer);
  REQUIRE(writer->write("????"));
  REQUIRE(writer->write(std::string(1U << 19U, 'a')));
  CHECK(writer->offset() == 4 + (1U << 19U));
  REQUIRE(writer->write_at(0, "head"));
  REQUIRE(writer->finish());
  auto mapped = MappedFile::open(path);
  REQUIRE(mapped);
  CHECK(mapped->bytes().substr(0, 5) == "heada");
  CHECK(mapped->bytes().size() == 4 + (1U << 19U));
}
