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

// Where a record of an export stands, and by what it is joined with others. It holds no text.
struct ExportRow {
  int type = 0;        // the vendor's own: article, ticket, comment, ...
  std::string id;      // never empty
  std::string lang;    // of a language version; else empty
  std::string parent;  // id of what it belongs to; empty: of nothing
  std::string other;   // a second id that it refers to: a comment's author
  // When it was changed: of two rows with the same type, id and lang the later one counts.
  std::string version;
  std::size_t file = 0;
  std::uint64_t offset = 0;
  std::size_t length = 0;
  std::size_t line = 1;
  std::int64_t sequence = 0;  // given by add()
  // Of a row that is never to be read, such as a private comment: what it is, in the plural.
  const char* left_out = nullptr;
};

// The join of an export's records, on the disk: memory stays the same whatever the export's size. It lies in
// a private file of the system's temporary folder (TMPDIR) that has no name from its first moment on, so that
// nothing of it stays, however the program ends; and it holds ids and places alone, no texts. One thread.
class ExportTable {
 public:
  static Result<ExportTable> create();
  ExportTable(ExportTable&&) noexcept;
  ExportTable& operator=(ExportTable&&) noexcept;
  ~ExportTable();

  Result<void> add(const ExportRow& row);
  // To be called once, after the last add() and before all that follows.
  Result<void> finish();

  // The row of this type that was added next after `after` (0: the first); rows with a later version are
  // passed over.
  Result<std::optional<ExportRow>> next(int type, std::int64_t after);
  // The latest version in that language; without a language: of the one that was added first.
  Result<std::optional<ExportRow>> find(int type, std::string_view id);
  Result<std::optional<ExportRow>> find(int type, std::string_view id, std::string_view lang);
  // The rows of this type that belong to `parent`, in the order in which they were added, the latest version
  // of each, but none of which any version has no length: what was private once stays so. Of more than
  // kChildLimit, one more than that.
  static constexpr std::size_t kChildLimit = 10'000;
  Result<std::vector<ExportRow>> children(int type, std::string_view parent);
  // How many rows of `type` belong to what is not there as `parent_type`; and how many are older versions.
  Result<std::uint64_t> count_orphans(int type, int parent_type);
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
  // Before the database goes, which members in reverse order do.
  Statement insert_, next_, find_, find_lang_, children_, newer_;
};

}  // namespace callside
