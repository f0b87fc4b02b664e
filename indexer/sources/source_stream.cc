#include "indexer/sources/source_stream.h"

#include <algorithm>
#include <utility>

#include "indexer/base/files.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/file_stamp.h"
#include "indexer/sources/language_survey.h"
#include "indexer/sources/open_sources.h"

namespace callside {

namespace {

Remark refusal(const Place& place, std::string reason, std::string hint) {
  return {Remark::Level::rejected, place, std::move(reason), std::move(hint)};
}

std::string record_limit_text() { return std::to_string(kRecordLimit >> 20U) + " MiB"; }

bool is_blank(std::string_view bytes) { return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

SourceStream::SourceStream(std::vector<Source> sources, const SourceOptions& options, RecordDefaults defaults)
    : sources_(std::move(sources)),
      records_(options.config, std::move(defaults)),
      jsonl_(records_),
      markdown_(records_),
      html_(records_),
      text_(records_),
      columns_(options.config.mapping("csv")),
      csv_(records_, columns_),
      encoding_(options.encoding),
      vendors_(make_vendors(records_, options.config)),
      interrupted_(options.interrupted) {}

RawRecord SourceStream::new_record(const SourceFile& file) const {
  RawRecord record;
  record.place.file = repair_utf8(sources_[source_].path_of(file).string());
  record.source = source_;
  record.path = file.path;
  if (sources_[source_].can_read_twice) record.stamp = stamp_of(sources_[source_].path_of(file));
  return record;
}

Result<std::optional<RawRecord>> SourceStream::next() {
  for (; source_ < sources_.size(); ++source_, file_ = 0, joined_.clear()) {
    const Source& source = sources_[source_];
    while (file_ < source.files.size()) {
      const SourceFile& file = source.files[file_];
      if (begins_file() && is_known_ && !is_export(file.format)) {
        RawRecord record = new_record(file);
        if (is_known_(source_, file.path, record.stamp)) {
          record.passed_over = true;
          ++file_;
          return record;
        }
      }
      if (is_export(file.format) || file.format == SourceFormat::csv) {
        CALLSIDE_ASSIGN(std::optional<RawRecord> record,
                        file.format == SourceFormat::csv ? next_row() : next_joined());
        if (record) return record;
        ++file_;
        continue;
      }
      if (file.format != SourceFormat::jsonl) {
        ++file_;
        return read_whole(file);
      }
      CALLSIDE_ASSIGN(std::optional<RawRecord> record, next_line());
      if (record) {
        ++records_of_file_;
        return record;
      }
      // A file was looked into before; an empty pipe is what a command that failed leaves.
      if (!source.can_read_twice && records_of_file_ == 0) {
        return fail(ErrorCode::invalid_input, source.named.string() + " holds no documents",
                    "look whether the command that writes into it failed");
      }
      records_of_file_ = 0;
      lines_.reset();
      ++file_;
    }
  }
  return std::optional<RawRecord>();
}

// The next record of the present JSON Lines file, or nothing at its end.
Result<std::optional<RawRecord>> SourceStream::next_line() {
  const Source& source = sources_[source_];
  const SourceFile& file = source.files[file_];
  RawRecord record = new_record(file);
  if (!lines_) {
    auto opened = LineReader::open(source.path_of(file));
    if (!opened && !source.is_folder) return tl::unexpected<Error>(std::move(opened).error());
    if (!opened) {
      record.refused =
          refusal(record.place, opened.error().message, "make the file readable, or take it out");
      ++file_;
      return record;
    }
    lines_.emplace(std::move(*opened));
  }
  for (;;) {
    CALLSIDE_ASSIGN(const LineReader::Found found, lines_->next(record.bytes, kRecordLimit));
    if (found == LineReader::Found::end) return std::optional<RawRecord>();
    record.place.line = lines_->line_number();
    if (found == LineReader::Found::too_long) {
      record.refused = refusal(record.place, "the line is longer than " + record_limit_text(),
                               "split the article, or write each object on a line of its own");
      return record;
    }
    if (!is_blank(record.bytes)) return record;
  }
}

// The next record of the present CSV file, or nothing at its end.
Result<std::optional<RawRecord>> SourceStream::next_row() {
  const Source& source = sources_[source_];
  RawRecord record = new_record(source.files[file_]);
  if (!table_) {
    auto opened = CsvFile::open(source.path_of(source.files[file_]), encoding_, columns_);
    if (!opened && opened.error().code == ErrorCode::interrupted) {
      return tl::unexpected<Error>(std::move(opened).error());
    }
    if (!opened) {
      record.refused = refusal(
          record.place, opened.error().message,
          opened.error().hint.empty() ? "make the file readable, or take it out" : opened.error().hint);
      ++file_;
      return record;
    }
    table_.emplace(std::move(*opened));
  }
  CALLSIDE_ASSIGN(const CsvFile::Found found, table_->next(record.bytes, kRecordLimit));
  record.place.line = table_->line();
  switch (found) {
    case CsvFile::Found::end:
      table_.reset();
      return std::optional<RawRecord>();
    case CsvFile::Found::too_long:
      record.refused = refusal(record.place, "the record is longer than " + record_limit_text(),
                               "split it, or look for a quote that is not closed");
      break;
    case CsvFile::Found::unclosed:
      record.refused =
          refusal(record.place, "a quote that opens in this record is not closed before the file ends",
                  "close it, or double it if it is part of the text; look whether the export was cut off");
      break;
    case CsvFile::Found::record:
      break;
  }
  return record;
}

// The next record of the export that the present file belongs to, or nothing where it was read already.
Result<std::optional<RawRecord>> SourceStream::next_joined() {
  const Source& source = sources_[source_];
  const SourceFormat format = source.files[file_].format;
  if (joined_.contains(format)) return std::optional<RawRecord>();
  const bool is_new = !export_;
  if (is_new) {
    std::vector<std::size_t> files;
    for (std::size_t i = 0; i < source.files.size(); ++i) {
      if (source.files[i].format == format) files.push_back(i);
    }
    export_.emplace(source, source_, std::move(files), *vendors_.at(format).format, interrupted_);
  }
  CALLSIDE_ASSIGN(std::optional<RawRecord> record, export_->next());
  if (is_new) {
    std::set<Kind> deltas = export_->deltas();
    deltas_[source_].merge(deltas);
    const std::lock_guard lock(mutex_);
    for (const auto& [what, count] : export_->left_out()) left_out_[what] += count;
  }
  if (!record) {
    export_.reset();
    joined_.insert(format);
  }
  return record;
}

RawRecord SourceStream::read_whole(const SourceFile& file) const {
  RawRecord record = new_record(file);
  auto bytes = read_file(sources_[source_].path_of(file), kRecordLimit);
  if (bytes) {
    record.bytes = std::move(*bytes);
    if (is_blank(record.bytes)) {
      record.refused = refusal(record.place, "the file is empty", "write the article, or take the file out");
    }
  } else if (bytes.error().code == ErrorCode::invalid_input) {
    record.refused =
        refusal(record.place, "the file is larger than " + record_limit_text(), "split the article");
  } else {
    record.refused = refusal(record.place, bytes.error().message, "make the file readable, or take it out");
  }
  return record;
}

const RecordReader& SourceStream::reader(SourceFormat format) const {
  switch (format) {
    case SourceFormat::jsonl:
      return jsonl_;
    case SourceFormat::markdown:
      return markdown_;
    case SourceFormat::html:
      return html_;
    case SourceFormat::text:
      return text_;
    case SourceFormat::csv:
      return csv_;
    default:
      return *vendors_.at(format).records;
  }
}

bool SourceStream::may_be_delta(std::size_t source) const {
  return std::ranges::any_of(sources_[source].files,
                             [](const SourceFile& file) { return is_export(file.format); });
}

Parsed SourceStream::read(const RecordReader& reader, const RawRecord& record, std::string_view above) {
  Parsed parsed = reader.read(record, above);
  const bool is_rejected = !parsed.document && !parsed.removal && !parsed.intended;
  if (!is_rejected || find_invalid_utf8(record.bytes) == std::string_view::npos) return parsed;
  // What it is and who may see it is mostly ASCII, and can be read all the same.
  RawRecord repaired = record;
  repaired.bytes = repair_utf8(record.bytes);
  Parsed guessed = reader.read(repaired, above);
  parsed.intended = guessed.document ? std::move(guessed.document) : std::move(guessed.intended);
  return parsed;
}

Parsed SourceStream::parse(const RawRecord& record) const {
  const Source& source = sources_[record.source];
  const SourceFile* file = source.find(record.path);
  Parsed parsed;
  if (record.refused) {
    parsed = rejected(*record.refused);
  } else if (find_invalid_utf8(record.path) != std::string_view::npos) {
    parsed = rejected(record.place, "the file's name is not UTF-8", "rename the file");
  } else if (file == nullptr) {
    parsed = rejected(record.place, "the record is not of this stream", "give parse() what next() gave");
  } else {
    parsed = read(reader(file->format), record, source.above);
  }
  if (parsed.removal) {
    const std::lock_guard lock(mutex_);
    ++left_out_[parsed.removal->what];
  }
  if (parsed.document) {
    const auto languages = languages_.find(language_key(source));
    if (languages != languages_.end()) settle_language(languages->second, *parsed.document);
  }
  add_left_out(parsed.remarks);
  return parsed;
}

std::uint64_t SourceStream::bytes() const {
  // Of an export much is no record.
  if (!vendors_.empty()) return 0;
  std::uint64_t bytes = 0;
  for (const Source& source : sources_) {
    for (const SourceFile& file : source.files) {
      std::error_code error;
      const std::uint64_t size = std::filesystem::file_size(source.path_of(file), error);
      if (error) return 0;  // a pipe
      bytes += size;
    }
  }
  return bytes;
}

std::map<std::string, std::uint64_t> SourceStream::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

// What is left out of the folders is nobody's record; it is told once, with the first one.
void SourceStream::add_left_out(std::vector<Remark>& remarks) const {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(left_out_named_, true)) return;
  }
  std::vector<Remark> told;
  for (const Source& source : sources_) {
    std::size_t count = 0;
    std::string kinds;
    for (const auto& [extension, files] : source.left_out) {
      count += files;
      if (kinds.size() < 60)
        kinds += (kinds.empty() ? "" : ", ") + (extension.empty() ? "no extension" : extension);
    }
    if (count == 0) continue;
    Remark remark;
    remark.place.file = repair_utf8(source.named.string());
    remark.reason = std::to_string(count) + " files of other kinds are left out (" + repair_utf8(kinds) + ")";
    remark.hint = "nothing is wrong if they are pictures and the like";
    remark.topic = Remark::Topic::files_left_out;
    told.push_back(std::move(remark));
  }
  remarks.insert(remarks.begin(), told.begin(), told.end());
}

}  // namespace callside
