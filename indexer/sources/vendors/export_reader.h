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

// All files of one vendor's export in a SOURCE as a stream of joined records. The files are gone through once
// to learn what stands where, and then each document's pieces are fetched from where they stand: memory and
// temporary space do not grow with the texts. One thread.
//
// A joined record's bytes are an object of lists, by the parts' roles:
// {"ticket":[{...}],"comment":[{...},{...}]}; of a ticket, "known_article" lists the articles of this export
// that it links to.
class ExportReader {
 public:
  // `source` and `format` must outlive it. `files`: numbers of the source's files.
  ExportReader(const Source& source, std::size_t source_number, std::vector<std::size_t> files,
               const ExportFormat& format, const std::atomic<bool>* interrupted);
  ExportReader(const ExportReader&) = delete;
  ExportReader& operator=(const ExportReader&) = delete;
  ~ExportReader();

  Result<std::optional<RawRecord>> next();

  // Known once next() was called.
  const std::set<Kind>& deltas() const { return deltas_; }
  const std::map<std::string, std::uint64_t>& left_out() const { return left_out_; }

 private:
  // What a file was when it was gone through.
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

  std::optional<ExportTable> table_;  // once gathered
  std::deque<RawRecord> refused_;
  std::vector<Stamp> stamps_;                       // by number in files_
  std::deque<std::pair<std::size_t, int>> opened_;  // number in files_ and descriptor, the oldest first
  std::size_t type_ = 0;                            // among the format's document types
  std::int64_t after_ = 0;
  std::set<Kind> deltas_;
  std::map<std::string, std::uint64_t> left_out_;
};

}  // namespace callside
