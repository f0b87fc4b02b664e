#include "searchd/query/reach/filter_table.h"

#include <map>

namespace callside {

FilterTable::FilterTable(const DocumentStore& store) : entries_(store.size()) {
  std::map<std::vector<std::string>, std::uint32_t> sets;
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    const StoredDocument document = store.document(number);
    if (document.is_missing()) continue;
    const StoredDocument::Head& head = document.head();
    const bool is_conditional = document.confidence() == Confidence::archived ||
                                head.valid_from != kAlwaysFrom || head.valid_until != kForever;
    const auto [set, is_new] =
        sets.try_emplace(document.product(), static_cast<std::uint32_t>(product_sets_.size()));
    if (is_new) product_sets_.push_back(set->first);
    entries_[number - 1] = {head.access_class, head.language_tag, head.analysis_language, is_conditional,
                            set->second};
  }
}

}  // namespace callside
