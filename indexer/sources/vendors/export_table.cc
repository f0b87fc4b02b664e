#include "indexer/sources/vendors/export_table.h"

#include <sqlite3.h>

#include <map>
#include <utility>

namespace callside {

namespace {

// The columns in the order in which step() reads them.
#define CALLSIDE_ROW "type, id, lang, parent, version, file, offset, length, line, sequence, other"

constexpr const char* kCreate =
    // The database is temporary, so it needs no durability.
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
    // Building the indices sorts on disk, too. The cache is 32 MiB regardless of the export's size.
    "PRAGMA temp_store=FILE; PRAGMA cache_size=-32768;"
    "CREATE TABLE row(sequence INTEGER PRIMARY KEY, type INTEGER, id TEXT, lang TEXT, parent TEXT, version "
    "TEXT,"
    " file INTEGER, offset INTEGER, length INTEGER, line INTEGER, other TEXT);"
    "BEGIN;";

constexpr const char* kIndex =
    "COMMIT;"
    "CREATE INDEX by_id ON row(type, id, lang, version);"
    "CREATE INDEX by_parent ON row(type, parent) WHERE parent <> '';";

// Not named bind, because calls with a std::string would find std::bind, which does nothing.
void bind_text(sqlite3_stmt* statement, int at, std::string_view text) {
  sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

std::string text_column(sqlite3_stmt* statement, int at) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
  return text == nullptr ? std::string()
                         : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
}

}  // namespace

void ExportTable::Closer::operator()(sqlite3* database) const { sqlite3_close(database); }
void ExportTable::Closer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

ExportTable::ExportTable(ExportTable&&) noexcept = default;
ExportTable& ExportTable::operator=(ExportTable&&) noexcept = default;
ExportTable::~ExportTable() = default;

tl::unexpected<Error> ExportTable::failure() const {
  const int code = sqlite3_errcode(database_.get()) & 0xFF;
  const std::string what = "cannot join the export's records in the temporary folder: " +
                           std::string(sqlite3_errmsg(database_.get()));
  if (code == SQLITE_FULL || code == SQLITE_IOERR) {
    return fail(ErrorCode::no_space, what, "free some space there, or set TMPDIR to another folder");
  }
  return fail(ErrorCode::io, what, "set TMPDIR to a writable folder");
}

Result<void> ExportTable::run(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? ok() : failure();
}

Result<ExportTable> ExportTable::create() {
  ExportTable table;
  sqlite3* database = nullptr;
  // With an empty name, SQLite creates a file of mode 0600 once its cache is full, and unlinks it on opening
  // (https://www.sqlite.org/inmemorydb.html, "Temporary Databases").
  const int opened = sqlite3_open_v2(
      "", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  table.database_.reset(database);
  if (database == nullptr) return fail(ErrorCode::internal, "SQLite cannot be started");
  if (opened != SQLITE_OK) return table.failure();
  CALLSIDE_TRY(table.run(kCreate));
  return table;
}

Result<sqlite3_stmt*> ExportTable::prepared(Statement& statement, const char* sql) {
  if (statement) {
    sqlite3_reset(statement.get());
    return statement.get();
  }
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
    return failure();
  statement.reset(made);
  return made;
}

Result<void> ExportTable::add(const ExportRow& row) {
  CALLSIDE_ASSIGN(sqlite3_stmt* const insert,
                  prepared(insert_, "INSERT INTO row(" CALLSIDE_ROW ") VALUES(?,?,?,?,?,?,?,?,?,NULL,?)"));
  sqlite3_bind_int(insert, 1, row.type);
  bind_text(insert, 2, row.id);
  bind_text(insert, 3, row.lang);
  bind_text(insert, 4, row.parent);
  bind_text(insert, 5, row.version);
  sqlite3_bind_int64(insert, 6, static_cast<sqlite3_int64>(row.file));
  sqlite3_bind_int64(insert, 7, static_cast<sqlite3_int64>(row.offset));
  sqlite3_bind_int64(insert, 8, static_cast<sqlite3_int64>(row.length));
  sqlite3_bind_int64(insert, 9, static_cast<sqlite3_int64>(row.line));
  bind_text(insert, 10, row.other);
  return sqlite3_step(insert) == SQLITE_DONE ? ok() : failure();
}

Result<void> ExportTable::finish() { return run(kIndex); }

Result<std::optional<ExportRow>> ExportTable::step(sqlite3_stmt* statement) {
  const int stepped = sqlite3_step(statement);
  if (stepped == SQLITE_DONE) return std::optional<ExportRow>();
  if (stepped != SQLITE_ROW) return failure();
  ExportRow row;
  row.type = sqlite3_column_int(statement, 0);
  row.id = text_column(statement, 1);
  row.lang = text_column(statement, 2);
  row.parent = text_column(statement, 3);
  row.version = text_column(statement, 4);
  row.file = static_cast<std::size_t>(sqlite3_column_int64(statement, 5));
  row.offset = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 6));
  row.length = static_cast<std::size_t>(sqlite3_column_int64(statement, 7));
  row.line = static_cast<std::size_t>(sqlite3_column_int64(statement, 8));
  row.sequence = sqlite3_column_int64(statement, 9);
  row.other = text_column(statement, 10);
  return std::optional<ExportRow>(std::move(row));
}

Result<bool> ExportTable::is_latest(const ExportRow& row) {
  CALLSIDE_ASSIGN(
      sqlite3_stmt* const newer,
      prepared(newer_, "SELECT " CALLSIDE_ROW " FROM row WHERE type=? AND id=? AND lang=? AND length > 0"
                       " AND (version > ? OR (version = ? AND sequence > ?)) LIMIT 1"));
  sqlite3_bind_int(newer, 1, row.type);
  bind_text(newer, 2, row.id);
  bind_text(newer, 3, row.lang);
  bind_text(newer, 4, row.version);
  bind_text(newer, 5, row.version);
  sqlite3_bind_int64(newer, 6, row.sequence);
  CALLSIDE_ASSIGN(const std::optional<ExportRow> found, step(newer));
  sqlite3_reset(newer);
  return !found;
}

Result<std::optional<ExportRow>> ExportTable::next(int type, std::int64_t after) {
  for (;;) {
    // The plus keeps SQLite from using the index on type and sorting. This way, all calls together read the
    // table once.
    CALLSIDE_ASSIGN(
        sqlite3_stmt* const next,
        prepared(next_, "SELECT " CALLSIDE_ROW " FROM row WHERE sequence > ? AND +type = ? AND length > 0"
                        " ORDER BY sequence LIMIT 1"));
    sqlite3_bind_int64(next, 1, after);
    sqlite3_bind_int(next, 2, type);
    CALLSIDE_ASSIGN(std::optional<ExportRow> row, step(next));
    if (!row) return row;
    CALLSIDE_ASSIGN(const bool latest, is_latest(*row));
    if (latest) return row;
    after = row->sequence;
  }
}

Result<std::optional<ExportRow>> ExportTable::find(int type, std::string_view id) {
  CALLSIDE_ASSIGN(sqlite3_stmt* const find,
                  prepared(find_, "SELECT " CALLSIDE_ROW " FROM row WHERE type=? AND id=? AND length > 0"
                                  " ORDER BY sequence LIMIT 1"));
  sqlite3_bind_int(find, 1, type);
  bind_text(find, 2, id);
  CALLSIDE_ASSIGN(std::optional<ExportRow> row, step(find));
  sqlite3_reset(find);
  return row ? this->find(type, id, row->lang) : row;
}

Result<std::optional<ExportRow>> ExportTable::find(int type, std::string_view id, std::string_view lang) {
  CALLSIDE_ASSIGN(
      sqlite3_stmt* const find,
      prepared(find_lang_, "SELECT " CALLSIDE_ROW " FROM row WHERE type=? AND id=? AND lang=? AND length > 0"
                           " ORDER BY version DESC, sequence DESC LIMIT 1"));
  sqlite3_bind_int(find, 1, type);
  bind_text(find, 2, id);
  bind_text(find, 3, lang);
  return step(find);
}

Result<std::vector<ExportRow>> ExportTable::children(int type, std::string_view parent) {
  CALLSIDE_ASSIGN(
      sqlite3_stmt* const children,
      prepared(children_, "SELECT " CALLSIDE_ROW " FROM row WHERE type=? AND parent=? AND parent <> ''"
                          " ORDER BY sequence LIMIT ?"));
  sqlite3_bind_int(children, 1, type);
  bind_text(children, 2, parent);
  sqlite3_bind_int64(children, 3, static_cast<sqlite3_int64>(kChildLimit) + 1);
  std::vector<ExportRow> rows;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (;;) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> row, step(children));
    if (!row) break;
    const auto [same, is_new] = known.try_emplace({row->id, row->lang}, rows.size());
    if (is_new) {
      rows.push_back(std::move(*row));
    } else if (rows[same->second].version <= row->version || row->length == 0) {
      if (rows[same->second].length > 0) rows[same->second] = std::move(*row);
    }
  }
  std::erase_if(rows, [](const ExportRow& one) { return one.length == 0; });
  return rows;
}

Result<std::uint64_t> ExportTable::count(const char* sql, int type, int other) {
  Statement statement;
  CALLSIDE_ASSIGN(sqlite3_stmt* const made, prepared(statement, sql));
  sqlite3_bind_int(made, 1, type);
  sqlite3_bind_int(made, 2, other);
  if (sqlite3_step(made) != SQLITE_ROW) return failure();
  return static_cast<std::uint64_t>(sqlite3_column_int64(made, 0));
}

Result<std::uint64_t> ExportTable::count_orphans(int type, int parent_type) {
  return count(
      "SELECT count(*) FROM row r WHERE r.type=?1 AND NOT EXISTS"
      " (SELECT 1 FROM row p WHERE p.type=?2 AND p.id=r.parent)",
      type, parent_type);
}

Result<std::uint64_t> ExportTable::count_older(int type) {
  return count(
      "SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT id, lang FROM row WHERE type=?1))"
      " FROM row WHERE type=?1",
      type, 0);
}

}  // namespace callside
