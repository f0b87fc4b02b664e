#include "indexer/format/ledger.h"

#include <algorithm>
#include <cstring>

#include "indexer/base/bytes.h"
#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kMagic = 0x3252474C45445343;  // "CSDELGR2" in memory order
// File systems store times with the kernel's tick (up to 10 ms), FAT with 2 s.
constexpr std::int64_t kCoarsestStamp_ns = 2'000'000'000;
// Minimum encoded size of a file and of a record. Limits the memory that a damaged count can request to what
// the file's size can account for.
constexpr std::size_t kMinFile = 5 + sizeof(FileStamp);
constexpr std::size_t kMinRecord = sizeof(RecordDigest) + 3;

// Checks that all references are within bounds and that the files' records are in order.
bool is_sound(const Ledger& ledger, const LedgerBounds& bounds) {
  std::uint32_t before = 0;
  for (const LedgerFile& file : ledger.files) {
    if (file.source >= bounds.sources || file.first_record < before) return false;
    before = file.first_record;
  }
  const bool all_in_files =
      ledger.records.empty() || (!ledger.files.empty() && ledger.files[0].first_record == 0);
  return all_in_files && before <= ledger.records.size() &&
         std::all_of(ledger.records.begin(), ledger.records.end(), [&](const LedgerRecord& one) {
           return one.outcome <= LedgerRecord::Outcome::last && one.document <= bounds.documents;
         });
}

}  // namespace

RecordDigest digest_of(const RawRecord& record, std::string_view key) {
  // Includes the path, because the id and language may be derived from it.
  std::string bytes = record.path;
  bytes += '\0';
  bytes += record.bytes;
  const std::string hash = hmac_sha256(key, bytes);
  RecordDigest digest;
  std::memcpy(digest.data(), hash.data(), digest.size());
  return digest;
}

const LedgerFile& Ledger::file_of(std::uint32_t record) const {
  const auto after = std::partition_point(
      files.begin(), files.end(), [&](const LedgerFile& file) { return file.first_record <= record; });
  return *(after - 1);
}

Result<void> write_ledger(const std::filesystem::path& path, const Ledger& ledger) {
  ByteWriter out;
  out.number(kMagic);
  out.string(ledger.settings);
  out.number(ledger.began_ns);
  out.varint(ledger.files.size());
  for (const LedgerFile& file : ledger.files) {
    out.varint(file.source);
    out.string(file.path);
    out.string(file.name);
    out.number(file.stamp);
    out.varint(file.first_record);
    out.number(static_cast<std::uint8_t>(file.is_rest));
  }
  out.varint(ledger.records.size());
  for (const LedgerRecord& record : ledger.records) {
    out.number(record.digest);
    out.number(static_cast<std::uint8_t>(record.outcome));
    out.varint(record.document);
    out.varint(record.line);
  }
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  CALLSIDE_TRY(file.write(out.bytes()));
  return file.finish();
}

Result<Ledger> read_ledger(const std::filesystem::path& path, const LedgerBounds& bounds) {
  CALLSIDE_ASSIGN(const MappedFile file, MappedFile::open(path));
  ByteReader in(file.bytes());
  if (in.number<std::uint64_t>() != kMagic) return damaged_file(path);
  Ledger ledger;
  ledger.settings = in.string();
  ledger.began_ns = in.number<std::int64_t>();
  const std::uint64_t files = in.varint();
  if (files > in.rest().size() / kMinFile) return damaged_file(path);
  ledger.files.resize(files);
  for (LedgerFile& one : ledger.files) {
    one.source = static_cast<std::uint32_t>(in.varint());
    one.path = in.string();
    one.name = in.string();
    one.stamp = in.number<FileStamp>();
    one.first_record = static_cast<std::uint32_t>(in.varint());
    one.is_rest = in.number<std::uint8_t>() != 0;
  }
  const std::uint64_t records = in.varint();
  if (records > in.rest().size() / kMinRecord) return damaged_file(path);
  ledger.records.resize(records);
  for (LedgerRecord& one : ledger.records) {
    one.digest = in.number<RecordDigest>();
    one.outcome = static_cast<LedgerRecord::Outcome>(in.number<std::uint8_t>());
    one.document = static_cast<std::uint32_t>(in.varint());
    one.line = static_cast<std::uint32_t>(in.varint());
  }
  if (in.failed() || !is_sound(ledger, bounds)) return damaged_file(path);
  return ledger;
}

KnownRecords::KnownRecords(const Ledger& ledger, const std::vector<std::optional<std::uint32_t>>& sources,
                           Trust trust)
    : ledger_(ledger), trust_(trust) {
  for (std::size_t i = 0; i < ledger.files.size(); ++i) {
    const LedgerFile& file = ledger.files[i];
    if (const auto source = sources[file.source]; source && !file.is_rest)
      files_.emplace(File(*source, file.path), i);
  }
}

// The original of a duplicate may be gone, and a removed document may return. Rejected records must be
// reported each time.
bool KnownRecords::is_settled(const LedgerRecord& record) const {
  using Outcome = LedgerRecord::Outcome;
  if (record.outcome == Outcome::superseded) return trust_.superseded;
  if (!trust_.records) return false;
  switch (record.outcome) {
    case Outcome::indexed:
    case Outcome::left_out:
    case Outcome::forgotten:
    case Outcome::too_old:
    case Outcome::draft:
    case Outcome::hidden:
      return true;
    default:
      return false;
  }
}

std::optional<std::size_t> KnownRecords::unchanged(std::size_t source, const std::string& path,
                                                   const FileStamp& stamp) const {
  const auto at = files_.find(File(source, path));
  if (at == files_.end()) return std::nullopt;
  const LedgerFile& file = ledger_.files[at->second];
  const bool settled = std::max(stamp.modified_ns, stamp.changed_ns) + kCoarsestStamp_ns < ledger_.began_ns;
  if (!settled || !(file.stamp == stamp)) return std::nullopt;
  for (std::uint32_t i = file.first_record; i < ledger_.end_of(at->second); ++i) {
    if (!is_settled(ledger_.records[i])) return std::nullopt;
  }
  return at->second;
}

const LedgerRecord* KnownRecords::take(std::size_t source, const std::string& path,
                                       const RecordDigest& digest) {
  if (File wanted(source, path); !has_loaded_file_ || wanted != loaded_file_) {
    loaded_file_ = std::move(wanted);
    has_loaded_file_ = true;
    records_.clear();
    // A joined export may alternate between files, so all records with the same path are taken as one file's.
    for (auto [at, end] = files_.equal_range(loaded_file_); at != end; ++at) {
      for (std::uint32_t i = ledger_.files[at->second].first_record; i < ledger_.end_of(at->second); ++i)
        records_.emplace(ledger_.records[i].digest, &ledger_.records[i]);
    }
  }
  const auto found = records_.find(digest);
  if (found == records_.end() || !is_settled(*found->second)) return nullptr;
  const LedgerRecord* record = found->second;
  records_.erase(found);
  return record;
}

}  // namespace callside
