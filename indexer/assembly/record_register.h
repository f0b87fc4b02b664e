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

// Enters the records of a stream into a new ledger, and tells which of them have to be understood. One
// thread.
class RecordRegister {
 public:
  struct Options {
    std::string key;       // of the digests
    std::string settings;  // Ledger::settings
    // The ledger of what there is; nullptr: nothing. Its records need be understood again where it was made
    // with other settings.
    const Ledger* old = nullptr;
    KnownRecords::Trust trust;
    // By the stream's number of a source, its number in the new ledger.
    std::vector<std::uint32_t> sources;
    // By the old ledger's number of a source, its number in the new one; nothing: it is none any more.
    std::vector<std::optional<std::uint32_t>> old_sources;
    // Sources, as the new ledger numbers them, that are not read now: their records are taken over, first of
    // all.
    std::vector<std::uint32_t> unread;
  };

  // `options.old` and the ledger must outlive it.
  RecordRegister(Options options, Ledger& ledger);

  // Lets the stream pass over files that are known.
  void attach(DocumentStream& stream);

  // Whether the record has to be understood; its number is then last().
  bool enter(const RawRecord& record);
  std::uint64_t last() const { return ledger_.records.size() - 1; }

  // Takes over the documents of a source that were not met this time, of those that stay all the same. After
  // its last record.
  void keep_rest(std::uint32_t source, const std::function<bool(std::uint32_t document)>& stays);

 private:
  void open_file(const RawRecord& record);
  void take_over(std::size_t file, std::uint32_t source);

  const Options options_;
  Ledger& ledger_;
  std::optional<KnownRecords> known_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>>
      old_files_;                          // by the new number of their source
  std::unordered_set<std::uint32_t> met_;  // documents of the first looked_at_ records of the ledger
  std::size_t looked_at_ = 0;
};

}  // namespace callside
