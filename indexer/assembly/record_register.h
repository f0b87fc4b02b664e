#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/format/document_stream.h"
#include "indexer/format/ledger.h"

namespace callside {

// Enters the records of a stream into a new ledger, and tells which of them must be parsed. One thread.
class RecordRegister {
 public:
  struct Options {
    std::string key;       // keys the digests
    std::string settings;  // Ledger::settings
    // The ledger of the earlier generation, or nullptr. If its settings differ, all records are parsed again.
    const Ledger* old = nullptr;
    KnownRecords::Trust trust;
    // By number of a source in the stream: its number in the new ledger.
    std::vector<std::uint32_t> sources;
    // By number of a source in the old ledger: its number in the new one, or nullopt if it is no longer a
    // source.
    std::vector<std::optional<std::uint32_t>> old_sources;
    // Numbers, in the new ledger, of sources that are not read this time. Their records are copied first.
    std::vector<std::uint32_t> unread;
  };

  // `options.old` and the ledger must outlive it.
  RecordRegister(Options options, Ledger& ledger);

  // Makes the stream skip files that did not change.
  void attach(DocumentStream& stream);

  // Returns true if the record must be parsed; its number is then last().
  bool enter(const RawRecord& record);
  std::uint64_t last() const { return ledger_.records.size() - 1; }

  // Copies the records of old documents of a source that were not seen this time and for which `stays` is
  // true. Call it after the last record.
  void keep_rest(std::uint32_t source, const std::function<bool(std::uint32_t document)>& stays);

 private:
  void open_file(const RawRecord& record);
  void take_over(std::size_t file, std::uint32_t source);

  const Options options_;
  Ledger& ledger_;
  std::optional<KnownRecords> known_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>>
      old_files_;                           // by the new number of their source
  std::unordered_set<std::uint32_t> seen_;  // documents of the first seen_records_ records of the ledger
  std::size_t seen_records_ = 0;
};

}  // namespace callside
