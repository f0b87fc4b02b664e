#include "indexer/assembly/exclusions.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

using Outcome = LedgerRecord::Outcome;

std::uint64_t count(const Ledger& ledger, Outcome outcome) {
  return static_cast<std::uint64_t>(
      std::count_if(ledger.records.begin(), ledger.records.end(),
                    [&](const LedgerRecord& record) { return record.outcome == outcome; }));
}

}  // namespace

void strip_forgotten(Ledger& ledger) {
  std::vector<LedgerFile> files;
  std::vector<LedgerRecord> records;
  for (std::size_t file = 0; file < ledger.files.size(); ++file) {
    const auto begin = ledger.records.begin() + ledger.files[file].first_record;
    const auto end = ledger.records.begin() + ledger.end_of(file);
    const auto is_forgotten = [](const LedgerRecord& one) { return one.outcome == Outcome::forgotten; };
    if (begin != end && std::all_of(begin, end, is_forgotten)) continue;
    files.push_back(std::move(ledger.files[file]));
    files.back().first_record = static_cast<std::uint32_t>(records.size());
    for (auto record = begin; record != end; ++record) {
      records.push_back(*record);
      if (is_forgotten(*record)) records.back().digest = {};
    }
  }
  ledger.files = std::move(files);
  ledger.records = std::move(records);
}

Result<void> record_exclusions(const IndexFolder& folder, ReadingResult& reading, Manifest& manifest) {
  CALLSIDE_ASSIGN(const BarList list, read_bars_to_be(folder));
  manifest.bars = list.state();
  manifest.copy_of.clear();
  manifest.forgotten = count(reading.ledger, Outcome::forgotten);
  manifest.too_old = count(reading.ledger, Outcome::too_old);
  manifest.drafts = count(reading.ledger, Outcome::draft);
  manifest.hidden = count(reading.ledger, Outcome::hidden);
  strip_forgotten(reading.ledger);
  return ok();
}

std::string exclusions_text(const Ledger& ledger) {
  std::string text;
  const auto add = [&](Outcome outcome, const char* name) {
    const std::uint64_t number = count(ledger, outcome);
    if (number > 0) text += (text.empty() ? "; left out: " : ", ") + std::to_string(number) + name;
  };
  add(Outcome::forgotten, " forgotten");
  add(Outcome::too_old,
      count(ledger, Outcome::too_old) == 1 ? " ticket that is too old" : " tickets that are too old");
  return text;
}

}  // namespace callside
