#include "indexer/assembly/document_maker.h"

#include <utility>

#include "indexer/assembly/spool.h"

namespace callside {

namespace {

void renumber(std::vector<std::uint32_t>& words, const std::vector<std::uint32_t>& numbers) {
  for (std::uint32_t& word : words) word = numbers[word & ~kOverlayBit] | (word & kOverlayBit);
}

void renumber(StoreEntry& entry, const std::vector<std::uint32_t>& numbers) {
  renumber(entry.title_words, numbers);
  renumber(entry.keyword_words, numbers);
  for (StoredBlock& block : entry.blocks) renumber(block.words, numbers);
}

}  // namespace

Result<DocumentMaker> DocumentMaker::open(const ReadingResult& reading, const DocumentNumbers& numbers,
                                          TermWeigher& weigher) {
  DocumentMaker maker(numbers, weigher);
  for (const WorkerOutput& worker : reading.workers) {
    CALLSIDE_ASSIGN(Spool spool, Spool::open(worker.spool));
    maker.spools_.push_back(std::move(spool));
  }
  return maker;
}

DocumentMaker::Made DocumentMaker::make(const SpooledDocument& spooled) {
  const DocumentNumbers& numbers = *numbers_;
  document_ = spools_[spooled.worker].read(spooled.position);
  StoreEntry& entry = document_.entry;
  renumber(entry, numbers.merged.form_numbers[spooled.worker]);
  entry.analysis_language =
      numbers.languages[numbers.merged.language_numbers[spooled.worker][entry.analysis_language]];
  entry.language_tag = numbers.numbering.tag_of(spooled);
  entry.access_class = numbers.numbering.class_of(spooled);
  const auto& terms = weigher_->weigh(entry, spooled.lengths);
  renumber(entry, numbers.ids);
  return {document_, terms};
}

}  // namespace callside
