#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/document_stream.h"
#include "indexer/sources/html_reader.h"
#include "indexer/sources/jsonl_reader.h"
#include "indexer/sources/line_reader.h"
#include "indexer/sources/markdown_reader.h"
#include "indexer/sources/native_record.h"
#include "indexer/sources/source_files.h"
#include "indexer/sources/text_reader.h"

namespace callside {

// The stream that open_sources() gives.
class SourceStream : public DocumentStream {
 public:
  SourceStream(std::vector<Source> sources, Config config, RecordDefaults defaults);

  Result<std::optional<RawRecord>> next() override;
  void pass_over(IsKnown is_known) override { is_known_ = std::move(is_known); }
  Parsed parse(const RawRecord& record) const override;

 private:
  Result<std::optional<RawRecord>> next_line();
  RawRecord read_whole(const SourceFile& file) const;
  RawRecord new_record(const SourceFile& file) const;
  const RecordReader& reader(SourceFormat format) const;
  void add_left_out(std::vector<Remark>& remarks) const;

  const std::vector<Source> sources_;
  const NativeRecords records_;
  const JsonlReader jsonl_;
  const MarkdownReader markdown_;
  const HtmlReader html_;
  const TextReader text_;

  IsKnown is_known_;

  // Of next(), and so of one thread.
  std::size_t source_ = 0;
  std::size_t file_ = 0;
  std::optional<LineReader> lines_;  // of the JSON Lines file that is being read
  std::size_t records_of_file_ = 0;  // of that file, so far

  mutable std::mutex mutex_;
  mutable bool left_out_named_ = false;  // guarded by mutex_
};

}  // namespace callside
