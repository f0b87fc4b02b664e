#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/format/document_stream.h"
#include "indexer/sources/source_files.h"
#include "indexer/sources/vendors/export_format.h"
#include "indexer/sources/vendors/export_table.h"
#include "indexer/sources/vendors/json_splitter.h"

namespace callside {

// Reads all files of one vendor's export in a SOURCE as a stream of joined records. The first pass over the
// files records the position of every object; then each document's parts are read from those positions. So
// memory and temporary space do not grow with the texts. Not thread-safe.
//
// The bytes of a joined record are a JSON object with a list for each role:
// {"ticket":[{...}],"comment":[{...},{...}]}. In a ticket, "known_article" lists the articles of this export
// that the ticket links to.
class ExportReader {
 public:
  // `source` and `format` must outlive the reader. `files` are indices into source.files.
  ExportReader(const Source& source, std::size_t source_number, std::vector<std::size_t> files,
               const ExportFormat& format, const std::atomic<bool>* interrupted);
  ExportReader(const ExportReader&) = delete;
  ExportReader& operator=(const ExportReader&) = delete;
  ~ExportReader();

  // Returns the next record, or nullopt at the end.
  Result<std::optional<RawRecord>> next();

  // Valid after the first call of next().
  const std::set<Kind>& deltas() const { return deltas_; }
  const std::map<std::string, std::uint64_t>& left_out() const { return left_out_; }

 private:
  // Identifies a file's state in the first pass, to detect changes.
  struct Stamp {
    std::uint64_t size = 0, inode = 0;
    std::int64_t seconds = 0, nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };

  Result<void> gather();
  Result<void> gather_file(std::size_t number);
  Result<void> add_rows(std::size_t number, const JsonPiece& piece);
  Result<void> refuse_file(std::size_t number, const Error& error);
  void refuse(std::size_t number, std::size_t line, std::string reason, std::string hint);
  void refuse_broken(std::size_t number, std::size_t line);
  Result<RawRecord> joined(const std::vector<ExportPart>& parts);
  Result<void> add_links(RawRecord& record);
  Result<std::string> bytes_of(const ExportRow& row);
  Result<int> open_file(std::size_t number);
  RawRecord new_record(std::size_t number, std::size_t line) const;

  const Source& source_;
  const std::size_t source_number_;
  const std::vector<std::size_t> files_;
  const ExportFormat& format_;
  const std::atomic<bool>* interrupted_;

  std::optional<ExportTable> table_;  // set by gather()
  std::deque<RawRecord> refused_;
  std::vector<Stamp> stamps_;                       // by index in files_
  std::deque<std::pair<std::size_t, int>> opened_;  // index in files_ and descriptor, oldest first
  std::size_t type_ = 0;                            // index in the format's document types
  std::int64_t after_ = 0;                          // sequence of the last row that next() returned
  std::set<Kind> deltas_;
  std::map<std::string, std::uint64_t> left_out_;
};

}  // namespace callside
