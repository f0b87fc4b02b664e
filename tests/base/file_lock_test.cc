#include "indexer/base/file_lock.h"

#include <sys/stat.h>

#include <atomic>
#include <optional>
#include <thread>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using callside::FileLock;
using callside::testing::TemporaryFolder;

TEST_CASE("a lock has one holder and is released by its destructor") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "lock";
  {
    auto first = FileLock::try_take(file);
    REQUIRE(first);
    REQUIRE(*first);
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    const auto second = FileLock::try_take(file);
    REQUIRE(second);
    CHECK_FALSE(*second);
    const std::optional<FileLock> moved = std::move(*first);
    const auto third = FileLock::try_take(file);
    REQUIRE(third);
    CHECK_FALSE(*third);
  }
  const auto again = FileLock::try_take(file);
  REQUIRE(again);
  CHECK(*again);
}

TEST_CASE("threads that wait for the lock of a folder take turns") {
  const TemporaryFolder folder;
  std::atomic<int> inside = 0;
  std::atomic<bool> together = false;
  const auto work = [&] {
    for (int i = 0; i < 200; ++i) {
      const auto lock = FileLock::wait(folder.path());
      if (!lock || ++inside > 1) together = true;
      --inside;
    }
  };
  std::thread one(work), two(work);
  one.join();
  two.join();
  CHECK_FALSE(together);
}

TEST_CASE("an error names the file that cannot be locked") {
  const TemporaryFolder folder;
  const auto absent = folder.path() / "absent";
  const auto waited = FileLock::wait(absent);
  REQUIRE_FALSE(waited);
  CHECK(waited.error().message.find(absent.string()) != std::string::npos);
  CHECK_FALSE(FileLock::try_take(absent / "lock"));
}
