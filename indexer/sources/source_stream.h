#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/format/document_stream.h"
#include "indexer/sources/article_language.h"
#include "indexer/sources/csv/csv_file.h"
#include "indexer/sources/csv/csv_reader.h"
#include "indexer/sources/html/html_reader.h"
#include "indexer/sources/jsonl_reader.h"
#include "indexer/sources/line_reader.h"
#include "indexer/sources/markdown/markdown_reader.h"
#include "indexer/sources/native_record.h"
#include "indexer/sources/open_sources.h"
#include "indexer/sources/source_files.h"
#include "indexer/sources/text_reader.h"
#include "indexer/sources/vendors/export_reader.h"
#include "indexer/sources/vendors/export_vendors.h"

namespace callside {

// The stream that open_sources() gives.
class SourceStream : public DocumentStream {
 public:
  SourceStream(std::vector<Source> sources, const SourceOptions& options, RecordDefaults defaults);

  // Sets the result of survey_languages(). Without it, no record's language is settled by its source. Call it
  // before the first parse().
  void set_languages(std::map<std::string, SourceLanguages> languages) { languages_ = std::move(languages); }

  Result<std::optional<RawRecord>> next() override;
  void skip_known_files(const IsKnown& is_known) override { is_known_ = is_known; }
  Parsed parse(const RawRecord& record) const override;
  std::set<Kind> deltas(std::size_t source) const override {
    const auto found = deltas_.find(source);
    return found == deltas_.end() ? std::set<Kind>() : found->second;
  }
  bool may_be_delta(std::size_t source) const override;
  std::map<std::string, SourceLanguages> languages() const override { return languages_; }
  std::uint64_t bytes() const override;
  std::map<std::string, std::uint64_t> left_out() const override;

 private:
  Result<std::optional<RawRecord>> next_line();
  Result<std::optional<RawRecord>> next_row();
  Result<std::optional<RawRecord>> next_joined();
  RawRecord read_whole(const SourceFile& file);
  const RawRecord& new_record(const SourceFile& file);
  static Parsed read(const RecordReader& reader, const RawRecord& record, std::string_view above);
  const RecordReader& reader(SourceFormat format) const;
  void add_left_out(std::vector<Remark>& remarks) const;
  bool begins_file() const { return !lines_ && !table_; }

  const std::vector<Source> sources_;
  const NativeRecords records_;
  const JsonlReader jsonl_;
  const MarkdownReader markdown_;
  const HtmlReader html_;
  const TextReader text_;
  const SourceMapping columns_;
  const CsvReader csv_;
  const std::optional<std::string> encoding_;
  const std::map<SourceFormat, ExportVendor> vendors_;
  const std::atomic<bool>* const interrupted_;

  std::map<std::string, SourceLanguages> languages_;
  IsKnown is_known_;

  // State of next(), which one thread calls at a time.
  std::size_t source_ = 0;
  std::size_t file_ = 0;
  const SourceFile* looked_at_ = nullptr;         // the file that empty_record_ is of
  RawRecord empty_record_;                        // what all records of that file have in common
  std::optional<LineReader> lines_;               // the current JSON Lines file
  std::optional<CsvFile> table_;                  // the current CSV file
  std::size_t records_of_file_ = 0;               // records of the current JSON Lines file so far
  std::optional<ExportReader> export_;            // the current export
  std::set<SourceFormat> joined_;                 // exports of the current source that were read
  std::map<std::size_t, std::set<Kind>> deltas_;  // by source

  mutable std::mutex mutex_;
  // Guarded by mutex_:
  mutable bool left_out_named_ = false;
  mutable std::map<std::string, std::uint64_t> left_out_;
};

}  // namespace callside
