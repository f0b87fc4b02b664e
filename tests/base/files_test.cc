#include "indexer/base/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

#include "indexer/base/stale_temporary.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using callside::ErrorCode;
using callside::FileWriter;
using callside::MappedFile;
using callside::read_file;
using callside::replace_file;
using callside::testing::TemporaryFolder;

TEST_CASE("a replaced file is private and holds all new bytes") {
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

TEST_CASE("replacing a file in a missing folder is an error that names the folder") {
  TemporaryFolder folder;
  const auto written = replace_file(folder.path() / "missing" / "CURRENT", "x");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::not_found);
  CHECK(written.error().message.find("missing") != std::string::npos);
}

TEST_CASE("reading a file beyond the limit is an error") {
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

TEST_CASE("a torn copy is removed only when its writer is dead") {
  TemporaryFolder folder;
  const fs::path torn = folder.path() / "live.json.tmp.x1y2z3";
  REQUIRE(replace_file(torn, "half"));
  REQUIRE(callside::is_stale_temporary(torn));
  const int writer = ::open(torn.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(writer, LOCK_EX) == 0);
  CHECK(callside::remove_stale_temporary(torn));
  CHECK(fs::exists(torn));
  ::close(writer);
  CHECK(callside::remove_stale_temporary(torn));
  CHECK_FALSE(fs::exists(torn));
  CHECK(callside::remove_stale_temporary(torn));
}

TEST_CASE("removing torn copies does not disturb concurrent writers") {
  TemporaryFolder folder;
  const fs::path path = folder.path() / "translations.json";
  std::atomic<bool> done{false};
  std::jthread tidying([&] {
    while (!done) {
      std::error_code ignored;
      for (auto it = fs::directory_iterator(folder.path(), ignored); it != fs::directory_iterator();
           it.increment(ignored)) {
        if (callside::is_stale_temporary(it->path())) (void)callside::remove_stale_temporary(it->path());
      }
    }
  });
  std::atomic<int> failed{0};
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 3; ++i) {
      writers.emplace_back([&] {
        for (int n = 0; n < 200; ++n) failed += replace_file(path, "whole") ? 0 : 1;
      });
    }
  }
  done = true;
  CHECK(failed == 0);
  CHECK(*read_file(path) == "whole");
}

TEST_CASE("an error about a file of another user names the owner and the command that helps") {
  if (::geteuid() != 0) return;
  TemporaryFolder folder;
  // Lets other users enter the folder; its owner and group remain root.
  fs::permissions(folder.path(), fs::perms{0755});
  const fs::path path = folder.path() / "kb" / "CURRENT";
  fs::create_directory(folder.path() / "kb");
  REQUIRE(replace_file(path, "000001"));
  REQUIRE(::seteuid(65534) == 0);
  const auto file = read_file(path);
  REQUIRE(::seteuid(0) == 0);
  fs::permissions(folder.path() / "kb", fs::perms::owner_all);
  REQUIRE(::seteuid(65534) == 0);
  const auto below = replace_file(path, "x");
  REQUIRE(::seteuid(0) == 0);
  REQUIRE_FALSE(file);
  INFO(file.error().message << ' ' << file.error().hint);
  CHECK(file.error().message.ends_with("Permission denied; " + path.string() + " belongs to root"));
  CHECK(file.error().hint.find("sudo chown nobody " + path.string()) != std::string::npos);
  REQUIRE_FALSE(below);
  INFO(below.error().message << ' ' << below.error().hint);
  CHECK(below.error().message.ends_with(path.parent_path().string() + " belongs to root"));
  CHECK(below.error().hint.find("sudo chown -R nobody " + path.parent_path().string()) != std::string::npos);
}
