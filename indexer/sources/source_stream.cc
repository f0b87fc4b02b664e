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

// Returns a record of the file without bytes. The file's stamp is taken once, before the file is read: if the
// file changes while it is read, the next update reads it again.
const RawRecord& SourceStream::new_record(const SourceFile& file) {
  if (looked_at_ == &file) return empty_record_;
  const std::filesystem::path path = sources_[source_].path_of(file);
  empty_record_ = {};
  empty_record_.place.file = repair_utf8(path.string());
  empty_record_.source = source_;
  empty_record_.path = file.path;
  if (sources_[source_].can_read_twice) empty_record_.stamp = stamp_of(path);
  looked_at_ = &file;
  return empty_record_;
}

Result<std::optional<RawRecord>> SourceStream::next() {
  for (; source_ < sources_.size(); ++source_, file_ = 0, joined_.clear()) {
    const Source& source = sources_[source_];
    while (file_ < source.files.size()) {
      const SourceFile& file = source.files[file_];
      if (begins_file() && is_known_ && !is_export(file.format)) {
        RawRecord record = new_record(file);
        if (is_known_(source_, file.path, record.stamp)) {
          record.is_unchanged_file = true;
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
      // Regular files were checked before. An empty pipe means that the command behind it failed.
      if (!source.can_read_twice && records_of_file_ == 0) {
        return fail(ErrorCode::invalid_input, source.named.string() + " holds no documents",
                    "check whether the command that writes to it failed");
      }
      records_of_file_ = 0;
      lines_.reset();
      ++file_;
    }
  }
  return std::optional<RawRecord>();
}

// Returns the next record of the current JSON Lines file, or nullopt at its end.
Result<std::optional<RawRecord>> SourceStream::next_line() {
  const Source& source = sources_[source_];
  const SourceFile& file = source.files[file_];
  RawRecord record = new_record(file);
  if (!lines_) {
    auto opened = LineReader::open(source.path_of(file));
    if (!opened && !source.is_folder) return tl::unexpected<Error>(std::move(opened).error());
    if (!opened) {
      record.refused = refusal(record.place, opened.error().message, "make the file readable, or remove it");
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

// Returns the next record of the current CSV file, or nullopt at its end.
Result<std::optional<RawRecord>> SourceStream::next_row() {
  const Source& source = sources_[source_];
  RawRecord record = new_record(source.files[file_]);
  if (!table_) {
    auto opened = CsvFile::open(source.path_of(source.files[file_]), encoding_, columns_);
    if (!opened && opened.error().code == ErrorCode::interrupted) {
      return tl::unexpected<Error>(std::move(opened).error());
    }
    if (!opened) {
      record.refused =
          refusal(record.place, opened.error().message,
                  opened.error().hint.empty() ? "make the file readable, or remove it" : opened.error().hint);
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
                               "split it, or look for an unclosed quote");
      break;
    case CsvFile::Found::unclosed:
      record.refused =
          refusal(record.place, "a quote that opens in this record is not closed before the file ends",
                  "close it, or double it if it is part of the text; check whether the export was cut off");
      break;
    case CsvFile::Found::record:
      break;
  }
  return record;
}

// Returns the next record of the export to which the current file belongs, or nullopt after its last.
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

RawRecord SourceStream::read_whole(const SourceFile& file) {
  RawRecord record = new_record(file);
  auto bytes = read_file(sources_[source_].path_of(file), kRecordLimit);
  if (bytes) {
    record.bytes = std::move(*bytes);
    if (is_blank(record.bytes)) {
      record.refused = refusal(record.place, "the file is empty", "write the article, or remove the file");
    }
  } else if (bytes.error().code == ErrorCode::invalid_input) {
    record.refused =
        refusal(record.place, "the file is larger than " + record_limit_text(), "split the article");
  } else {
    record.refused = refusal(record.place, bytes.error().message, "make the file readable, or remove it");
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
  // The keys that identify and restrict a record are mostly ASCII and can be read despite the invalid bytes.
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
    parsed = rejected(record.place, "the record is not from this stream",
                      "pass parse() a record that next() returned");
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
  // Most bytes of an export may belong to no record.
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

// Adds a warning about the skipped files of each folder to the first record's remarks, since they belong to
// none.
void SourceStream::add_left_out(std::vector<Remark>& remarks) const {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(left_out_named_, true)) return;
  }
  std::vector<Remark> skipped;
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
    remark.reason = std::to_string(count) + " files of other types were skipped (" + repair_utf8(kinds) + ")";
    remark.hint = "this is fine for images and the like";
    remark.topic = Remark::Topic::files_left_out;
    skipped.push_back(std::move(remark));
  }
  remarks.insert(remarks.begin(), skipped.begin(), skipped.end());
}

}  // namespace callside
