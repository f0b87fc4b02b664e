#include "indexer/sources/vendors/export_table.h"

#include <sys/stat.h>

#include <filesystem>

#include "tests/support/catch2.h"

using callside::ExportRow;
using callside::ExportTable;
namespace fs = std::filesystem;

namespace {

ExportRow row(int type, const std::string& id, const std::string& version = "",
              const std::string& lang = "") {
  ExportRow one;
  one.type = type;
  one.id = id;
  one.version = version;
  one.lang = lang;
  one.length = 10;
  return one;
}

ExportTable table_of(const std::vector<ExportRow>& rows) {
  auto table = ExportTable::create();
  REQUIRE(table);
  for (const ExportRow& one : rows) REQUIRE(table->add(one));
  REQUIRE(table->finish());
  return std::move(*table);
}

}  // namespace

TEST_CASE("the latest version of a record counts, and the last one among equally late ones") {
  ExportTable table =
      table_of({row(1, "a", "2026-03"), row(2, "a"), row(1, "b", "2026-01"), row(1, "a", "2026-02"),
                row(1, "b", "2026-01"), row(1, "a", "2026-01", "sl")});
  std::string order;
  std::int64_t after = 0;
  for (;;) {
    auto next = table.next(1, after);
    REQUIRE(next);
    if (!*next) break;
    after = (*next)->sequence;
    order += (*next)->id + (*next)->lang + std::to_string(after) + " ";
  }
  CHECK(order == "a1 b5 asl6 ");
  CHECK((*table.find(1, "a"))->sequence == 1);
  CHECK((*table.find(1, "a", "sl"))->sequence == 6);
  CHECK_FALSE(*table.find(1, "a", "de"));
  CHECK_FALSE(*table.find(1, "' OR 1=1"));
  CHECK(*table.count_older(1) == 2);
}

TEST_CASE("children of a record are found, and a record that was private once stays private") {
  const auto child = [](const std::string& id, const std::string& parent, std::size_t length) {
    ExportRow one = row(2, id);
    one.parent = parent;
    one.length = length;
    return one;
  };
  ExportTable table =
      table_of({child("1", "p", 5), child("2", "p", 0), child("3", "q", 5), child("2", "p", 5),
                child("1", "p", 6), child("4", "p", 5), child("4", "p", 0), row(1, "p")});
  const auto found = table.children(2, "p");
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  CHECK(found->front().length == 6);
  CHECK(table.children(2, "")->empty());
  CHECK(*table.count_orphans(2, 1) == 1);
}

TEST_CASE("the table's file is unlinked and private") {
  auto table = ExportTable::create();
  REQUIRE(table);
  // More than fits in the cache.
  for (int i = 0; i < 400'000; ++i) {
    if (!table->add(row(1, std::to_string(i), std::string(100, 'x')))) FAIL();
  }
  REQUIRE(table->finish());
  int files = 0;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const std::string target = fs::read_symlink(entry.path(), gone).string();
    // SQLite's temporary files have this prefix.
    if (target.find("/etilqs_") == std::string::npos) continue;
    ++files;
    CHECK(target.find(" (deleted)") != std::string::npos);
    struct stat info {};
    REQUIRE(::stat(entry.path().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600);
  }
  CHECK(files > 0);
}
