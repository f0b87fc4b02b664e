#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace callside {

// The position of a record in an export, and the keys that join it with others. Holds no text.
struct ExportRow {
  int type = 0;        // specific to the vendor: article, ticket, comment, ...
  std::string id;      // never empty
  std::string lang;    // empty unless the row is a language version
  std::string parent;  // id of the record that it belongs to, or empty
  std::string other;   // a second id that it refers to, such as a comment's author
  // Time of the last change. The latest of the rows with the same type, id and lang counts.
  std::string version;
  std::size_t file = 0;
  std::uint64_t offset = 0;
  std::size_t length = 0;
  std::size_t line = 1;
  std::int64_t sequence = 0;  // assigned by add()
  // Set for a row that must never be read, such as a private comment: the label under which it is counted, in
  // the plural.
  const char* left_out = nullptr;
};

// Joins an export's records on disk, so that memory does not grow with the export. The table is a private,
// unlinked file in the temporary folder (TMPDIR): it disappears however the program ends. It holds ids and
// positions, but no texts. Not thread-safe.
class ExportTable {
 public:
  static Result<ExportTable> create();
  ExportTable(ExportTable&&) noexcept;
  ExportTable& operator=(ExportTable&&) noexcept;
  ~ExportTable();

  Result<void> add(const ExportRow& row);
  // Must be called once, after the last add() and before the functions below.
  Result<void> finish();

  // Returns the next row of this type after the one with sequence `after` (0: the first row). Skips rows of
  // which there is a later version.
  Result<std::optional<ExportRow>> next(int type, std::int64_t after);
  // Returns the latest version in `lang`, or without `lang` in the language that was added first.
  Result<std::optional<ExportRow>> find(int type, std::string_view id);
  Result<std::optional<ExportRow>> find(int type, std::string_view id, std::string_view lang);
  // Returns the rows of this type that belong to `parent`, in the order in which they were added, with only
  // the latest version of each. Leaves out rows of which any version has length 0: a record that was private
  // once stays private. Reads at most kChildLimit + 1 rows.
  static constexpr std::size_t kChildLimit = 10'000;
  Result<std::vector<ExportRow>> children(int type, std::string_view parent);
  // Counts the rows of `type` whose parent is not a row of `parent_type`.
  Result<std::uint64_t> count_orphans(int type, int parent_type);
  // Counts the rows of `type` that are older versions.
  Result<std::uint64_t> count_older(int type);

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

  ExportTable() = default;
  Result<void> run(const char* sql);
  Result<sqlite3_stmt*> prepared(Statement& statement, const char* sql);
  Result<std::optional<ExportRow>> step(sqlite3_stmt* statement);
  Result<bool> is_latest(const ExportRow& row);
  Result<std::uint64_t> count(const char* sql, int type, int other);
  tl::unexpected<Error> failure() const;

  std::unique_ptr<sqlite3, Closer> database_;
  // Declared after database_, because statements must be finalised before their database is closed.
  Statement insert_, next_, find_, find_lang_, children_, newer_;
};

}  // namespace callside
