#include "indexer/sources/vendors/export_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/files.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/open_sources.h"
#include "indexer/sources/record_reader.h"

namespace callside {

namespace {

// An export may consist of thousands of files, one per page, which would exhaust the file descriptors.
constexpr std::size_t kOpenFiles = 64;
// The most damaged records that are reported one by one.
constexpr std::size_t kRefusalLimit = 1000;

std::string limit_text() { return std::to_string(kRecordLimit >> 20U) + " MiB"; }

}  // namespace

ExportReader::ExportReader(const Source& source, std::size_t source_number, std::vector<std::size_t> files,
                           const ExportFormat& format, const std::atomic<bool>* interrupted)
    : source_(source),
      source_number_(source_number),
      files_(std::move(files)),
      format_(format),
      interrupted_(interrupted),
      stamps_(files_.size()) {}

ExportReader::~ExportReader() {
  for (const auto& [number, fd] : opened_) ::close(fd);
}

RawRecord ExportReader::new_record(std::size_t number, std::size_t line) const {
  const SourceFile& file = source_.files[files_[number]];
  RawRecord record;
  record.place = {repair_utf8(source_.path_of(file).string()), line};
  record.source = source_number_;
  record.path = file.path;
  return record;
}

void ExportReader::refuse(std::size_t number, std::size_t line, std::string reason, std::string hint) {
  if (refused_.size() >= kRefusalLimit) {
    ++left_out_["damaged records beyond those listed"];
    return;
  }
  RawRecord record = new_record(number, line);
  record.refused = Remark{Remark::Level::rejected, record.place, std::move(reason), std::move(hint)};
  refused_.push_back(std::move(record));
}

Result<void> ExportReader::refuse_file(std::size_t number, const Error& error) {
  if (error.code == ErrorCode::interrupted || !source_.is_folder) return tl::unexpected<Error>(error);
  refuse(number, 1, error.message, "make the file readable, or remove it from the source");
  return ok();
}

// Reports that a file cannot be read from `line` on.
void ExportReader::refuse_broken(std::size_t number, std::size_t line) {
  RawRecord record = new_record(number, line);
  constexpr std::size_t kSample = 1024;
  std::string sample(kSample, '\0');
  if (const auto fd = open_file(number)) {
    const ssize_t n = ::pread(*fd, sample.data(), sample.size(), 0);
    sample.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  }
  record.bytes = std::move(sample);
  if (line == 1) record.refused = refuse_encoding(record, "file");
  if (!record.refused) {
    record.refused =
        Remark{Remark::Level::rejected, record.place, "invalid JSON; the rest of the file is skipped",
               "export it again, or write it with a JSON library"};
  }
  record.bytes.clear();
  refused_.push_back(std::move(record));
}

Result<void> ExportReader::add_rows(std::size_t number, const JsonPiece& piece) {
  std::vector<ExportRow> rows = format_.rows(piece.list, slice_object(piece.bytes));
  if (rows.empty() || rows.front().id.empty()) {
    ++left_out_["records of other kinds"];
    return ok();
  }
  for (ExportRow& row : rows) {
    row.file = number;
    row.offset = piece.offset;
    row.length = piece.bytes.size();
    row.line = piece.line;
    if (row.left_out != nullptr) {
      ++left_out_[row.left_out];
      // The row stays, without a length, to hide copies of the record on other pages of the export.
      row.length = 0;
    }
    CALLSIDE_TRY(table_->add(row));
  }
  return ok();
}

Result<void> ExportReader::gather_file(std::size_t number) {
  auto opened = JsonSplitter::open(source_.path_of(source_.files[files_[number]]), kRecordLimit);
  if (!opened) return refuse_file(number, opened.error());
  if (const auto fd = open_file(number); !fd) return refuse_file(number, fd.error());
  for (;;) {
    if (interrupted_ != nullptr && interrupted_->load()) return fail(ErrorCode::interrupted, "interrupted");
    auto piece = opened->next();
    if (!piece) return refuse_file(number, piece.error());
    switch (piece->type) {
      case JsonPiece::Type::record: {
        CALLSIDE_TRY(add_rows(number, *piece));
        break;
      }
      case JsonPiece::Type::too_long:
        refuse(number, piece->line, "the record is longer than " + limit_text(),
               "split the article, or remove what is embedded in it");
        break;
      case JsonPiece::Type::cut_off:
        refuse(number, piece->line, "the export is cut off: the file ends inside the value that begins here",
               "export it again, and check whether the disk was full");
        break;
      case JsonPiece::Type::broken:
        refuse_broken(number, piece->line);
        break;
      case JsonPiece::Type::end:
        deltas_.merge(format_.delta_kinds(opened->envelope_keys()));
        return ok();
    }
  }
}

Result<void> ExportReader::gather() {
  CALLSIDE_ASSIGN(table_, ExportTable::create());
  for (std::size_t number = 0; number < files_.size(); ++number) CALLSIDE_TRY(gather_file(number));
  CALLSIDE_TRY(table_->finish());
  for (const ExportFormat::Orphans& orphans : format_.types().orphans) {
    CALLSIDE_ASSIGN(const std::uint64_t count, table_->count_orphans(orphans.type, orphans.parent_type));
    if (count > 0) left_out_[orphans.label] += count;
  }
  for (const int type : format_.types().documents) {
    CALLSIDE_ASSIGN(const std::uint64_t count, table_->count_older(type));
    if (count > 0) left_out_["older versions"] += count;
  }
  return ok();
}

Result<std::optional<RawRecord>> ExportReader::next() {
  if (!table_) CALLSIDE_TRY(gather());
  if (!refused_.empty()) {
    std::optional<RawRecord> record(std::move(refused_.front()));
    refused_.pop_front();
    return record;
  }
  const std::vector<int>& types = format_.types().documents;
  while (type_ < types.size()) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> row, table_->next(types[type_], after_));
    if (!row) {
      ++type_;
      after_ = 0;
      continue;
    }
    after_ = row->sequence;
    CALLSIDE_ASSIGN(const std::vector<ExportPart> parts, format_.join(std::move(*row), *table_));
    if (parts.empty()) continue;
    CALLSIDE_ASSIGN(RawRecord record, joined(parts));
    return std::optional<RawRecord>(std::move(record));
  }
  return std::optional<RawRecord>();
}

Result<RawRecord> ExportReader::joined(const std::vector<ExportPart>& parts) {
  const ExportRow& main = parts.front().row;
  RawRecord record = new_record(main.file, main.line);
  std::size_t size = 0;
  for (const ExportPart& part : parts) size += part.row.length;
  if (size > kRecordLimit || parts.size() > ExportTable::kChildLimit) {
    record.refused = Remark{Remark::Level::rejected, record.place,
                            "the record with all its parts is longer than " + limit_text() +
                                ", or has more than " + std::to_string(ExportTable::kChildLimit) + " parts",
                            "leave it out of the export, or split it"};
    return record;
  }
  std::string_view role;
  for (const ExportPart& part : parts) {
    record.bytes += role.empty() ? "{" : part.role == role ? "," : "],";
    if (part.role != role) record.bytes.append("\"").append(part.role).append("\":[");
    role = part.role;
    record.pieces.push_back({new_record(part.row.file, part.row.line).place, record.bytes.size()});
    CALLSIDE_ASSIGN(const std::string bytes, bytes_of(part.row));
    record.bytes += bytes;
  }
  record.bytes += ']';
  const bool plain = std::all_of(main.lang.begin(), main.lang.end(),
                                 [](char c) { return c == '-' || c == '_' || is_ascii_alphanumeric(c); });
  if (plain && !main.lang.empty()) record.bytes += ",\"lang\":\"" + main.lang + '"';
  if (format_.types().ticket == main.type) CALLSIDE_TRY(add_links(record));
  record.bytes += '}';
  return record;
}

Result<void> ExportReader::add_links(RawRecord& record) {
  std::string known;
  for (const std::string& id : format_.linked_ids(record.bytes)) {
    CALLSIDE_ASSIGN(const std::optional<ExportRow> article, table_->find(format_.types().article, id));
    if (article) known += (known.empty() ? "\"" : ",\"") + id + '"';
  }
  if (!known.empty()) record.bytes += ",\"known_article\":[" + known + ']';
  return ok();
}

Result<int> ExportReader::open_file(std::size_t number) {
  const auto known =
      std::find_if(opened_.begin(), opened_.end(), [&](const auto& one) { return one.first == number; });
  if (known != opened_.end()) return known->second;
  const std::filesystem::path path = source_.path_of(source_.files[files_[number]]);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (fd < 0 || ::fstat(fd, &info) != 0) return fail_errno("cannot read " + path.string());
  const Stamp stamp{static_cast<std::uint64_t>(info.st_size), info.st_ino, info.st_mtim.tv_sec,
                    info.st_mtim.tv_nsec};
  if (stamps_[number].inode == 0) stamps_[number] = stamp;
  if (stamps_[number] != stamp) {
    ::close(fd);
    return fail(ErrorCode::changed, path.string() + " changed while it was being read",
                "wait until the export is complete, and start again");
  }
  if (opened_.size() >= kOpenFiles) {
    ::close(opened_.front().second);
    opened_.pop_front();
  }
  opened_.emplace_back(number, fd);
  return fd;
}

Result<std::string> ExportReader::bytes_of(const ExportRow& row) {
  CALLSIDE_ASSIGN(const int fd, open_file(row.file));
  std::string bytes(row.length, '\0');
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t n = ::pread(fd, bytes.data() + at, bytes.size() - at, static_cast<off_t>(row.offset + at));
    if (n < 0) return fail_errno("cannot read " + source_.path_of(source_.files[files_[row.file]]).string());
    if (n == 0) {
      return fail(ErrorCode::changed,
                  source_.path_of(source_.files[files_[row.file]]).string() +
                      " was truncated while it was being read",
                  "wait until the export is complete, and start again");
    }
    at += static_cast<std::size_t>(n);
  }
  return bytes;
}

}  // namespace callside
