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

// What a generation was made of: every record of its sources, in their order, with a digest of its bytes and
// what became of it. By it an update tells what changed. One of the generation's files (ledger.bin).

using RecordDigest = std::array<std::uint8_t, 16>;

// Keyed (HMAC-SHA-256, cut), since records hold what redaction takes out before anything else is written.
RecordDigest digest_of(const RawRecord& record, std::string_view key);

struct LedgerRecord {
  enum class Outcome : std::uint8_t {
    indexed,
    rejected,
    duplicate,
    left_out,
    stale,       // rejected, and its last published version stayed
    superseded,  // a delta export brought a newer version, or removed it
    removal,     // of a delta export: says that a document is gone
    forgotten,
    too_old,
    draft,
    hidden,  // archived or hidden in the system that it comes from
    last = hidden,
  };
  RecordDigest digest{};       // all zero of what is forgotten
  std::uint32_t document = 0;  // indexed, stale: its number
  std::uint32_t line = 1;
  Outcome outcome = Outcome::rejected;

  bool has_document() const {
    return document != 0 && (outcome == Outcome::indexed || outcome == Outcome::stale);
  }
};

// The records of a file from `first_record` to the next file's.
struct LedgerFile {
  std::uint32_t source = 0;
  std::string path;  // RawRecord::path
  std::string name;  // Place::file
  FileStamp stamp;
  std::uint32_t first_record = 0;
  // What its source brought earlier, and does not hold any more: documents of delta exports.
  bool is_rest = false;
};

struct Ledger {
  // Of all that decides what becomes of a record besides its bytes: where it differs, no record is known.
  std::string settings;
  std::int64_t began_ns = 0;  // when the sources were first looked at, since 1970
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
// What a ledger may refer to: sources of the manifest, and documents of the store.
struct LedgerBounds {
  std::size_t sources = SIZE_MAX, documents = SIZE_MAX;
};
Result<Ledger> read_ledger(const std::filesystem::path& path, const LedgerBounds& bounds = {});

// A ledger as it is asked while the sources are read again. One thread.
class KnownRecords {
 public:
  // What still holds of the ledger.
  struct Trust {
    bool records = true;     // what became of them: else they have to be understood again
    bool superseded = true;  // that there is something newer than them
  };

  // `ledger` must outlive it. It is asked by new numbers of its sources; `sources`: by their old ones.
  KnownRecords(const Ledger& ledger, const std::vector<std::optional<std::uint32_t>>& sources, Trust trust);

  // The number of the file, if it can not have changed: its stamp is the same, and it was not written so
  // shortly before it was read that a later write could have the same stamp. A file with a duplicate is
  // always read: what it was a duplicate of may be gone.
  std::optional<std::size_t> unchanged(std::size_t source, const std::string& path,
                                       const FileStamp& stamp) const;
  // A record of that file with the same bytes, each once; nothing: there is none, or it was not indexed.
  const LedgerRecord* take(std::size_t source, const std::string& path, const RecordDigest& digest);

 private:
  // Whether nothing but its own bytes decides what becomes of a record.
  bool is_settled(const LedgerRecord& record) const;

  using File = std::pair<std::size_t, std::string>;
  struct Hash {
    // The digest is keyed and spreads by itself.
    std::size_t operator()(const RecordDigest& digest) const {
      std::size_t value = 0;
      for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | digest[i];
      return value;
    }
  };

  const Ledger& ledger_;
  std::multimap<File, std::size_t> files_;
  const Trust trust_;
  // Of the file that was asked last.
  File open_;
  bool any_open_ = false;
  std::unordered_multimap<RecordDigest, const LedgerRecord*, Hash> records_;
};

}  // namespace callside
