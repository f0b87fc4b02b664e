#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document_stream.h"

namespace callside {

// The ledger lists what a generation was made from: every record of its sources, in order, with a digest of
// its bytes and its outcome. An update uses it to find what changed. Stored in the generation as ledger.bin.

using RecordDigest = std::array<std::uint8_t, 16>;

// Keyed (HMAC-SHA-256, truncated), because records contain personal data that redaction removes later.
RecordDigest digest_of(const RawRecord& record, std::string_view key);

struct LedgerRecord {
  enum class Outcome : std::uint8_t {
    indexed,
    rejected,
    duplicate,
    left_out,
    stale,       // rejected; the last published version stayed
    superseded,  // a delta export brought a newer version, or removed the document
    removal,     // a delta export's entry for a deleted document
    forgotten,
    too_old,
    draft,
    hidden,  // archived or hidden in the source system
    last = hidden,
  };
  RecordDigest digest{};       // all zero for forgotten records
  std::uint32_t document = 0;  // the document's number, if indexed or stale
  std::uint32_t line = 1;
  Outcome outcome = Outcome::rejected;

  bool has_document() const {
    return document != 0 && (outcome == Outcome::indexed || outcome == Outcome::stale);
  }
};

// A source file. Its records run from `first_record` to the next file's `first_record`.
struct LedgerFile {
  std::uint32_t source = 0;
  std::string path;  // RawRecord::path
  std::string name;  // Place::file
  FileStamp stamp;
  std::uint32_t first_record = 0;
  // Documents of earlier delta exports, which the source no longer contains.
  bool is_rest = false;
};

struct Ledger {
  // Digest of everything except a record's bytes that affects its outcome. If it differs, no record is known.
  std::string settings;
  std::int64_t began_ns = 0;  // when reading of the sources began, since 1970
  std::vector<LedgerFile> files;
  std::vector<LedgerRecord> records;

  const LedgerFile& file_of(std::uint32_t record) const;
  std::uint32_t source_of(std::uint64_t record) const {
    return file_of(static_cast<std::uint32_t>(record)).source;
  }
  Place place_of(std::uint32_t record) const { return {file_of(record).name, records[record].line}; }
  std::uint32_t end_of(std::size_t file) const {
    return file + 1 < files.size() ? files[file + 1].first_record
                                   : static_cast<std::uint32_t>(records.size());
  }
};

Result<void> write_ledger(const std::filesystem::path& path, const Ledger& ledger);
// Exclusive bound on sources (of the manifest) and inclusive bound on documents (of the store).
struct LedgerBounds {
  std::size_t sources = SIZE_MAX, documents = SIZE_MAX;
};
Result<Ledger> read_ledger(const std::filesystem::path& path, const LedgerBounds& bounds = {});

// Looks records up in a ledger while the sources are read again. Not thread-safe.
class KnownRecords {
 public:
  // The parts of the ledger that are still valid.
  struct Trust {
    bool records = true;     // outcomes of records; if false, records must be parsed again
    bool superseded = true;  // that a newer version of a superseded record exists
  };

  // `ledger` must outlive this object. `sources` maps the ledger's source numbers to the current ones, which
  // the other functions take.
  KnownRecords(const Ledger& ledger, const std::vector<std::optional<std::uint32_t>>& sources, Trust trust);

  // Returns the file's index in the ledger if the file cannot have changed: its stamp is equal, and its last
  // write preceded the reading by more than the stamp's resolution. A file with a duplicate is always read:
  // the record it duplicated may be gone.
  std::optional<std::size_t> unchanged(std::size_t source, const std::string& path,
                                       const FileStamp& stamp) const;
  // Returns a record of that file with the same bytes, each record once; nullptr if there is none or its
  // outcome must be determined again.
  const LedgerRecord* take(std::size_t source, const std::string& path, const RecordDigest& digest);

 private:
  // Returns true if a record's outcome depends only on its bytes.
  bool is_settled(const LedgerRecord& record) const;

  using File = std::pair<std::size_t, std::string>;
  struct Hash {
    // The digest is keyed, so its bytes are already uniformly distributed.
    std::size_t operator()(const RecordDigest& digest) const {
      std::size_t value = 0;
      for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | digest[i];
      return value;
    }
  };

  const Ledger& ledger_;
  std::multimap<File, std::size_t> files_;
  const Trust trust_;
  // The records of the file that take() was last called for.
  File loaded_file_;
  bool has_loaded_file_ = false;
  std::unordered_multimap<RecordDigest, const LedgerRecord*, Hash> records_;
};

}  // namespace callside
