#include "searchd/query/reach/filter_table.h"

#include <map>
#include <set>

namespace callside {

FilterTable::FilterTable(const DocumentStore& store) : entries_(store.size()) {
  std::map<std::vector<std::string>, std::uint32_t> sets;
  std::set<Kind> kinds;
  const auto end_range = [&] {
    first_kinds_.push_back(static_cast<std::uint32_t>(kinds_.size()));
    kinds_.insert(kinds_.end(), kinds.begin(), kinds.end());
    kinds.clear();
  };
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (number % kRange == 0) end_range();
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
    kinds.insert({head.access_class, head.language_tag});
  }
  end_range();
  first_kinds_.push_back(static_cast<std::uint32_t>(kinds_.size()));
}

}  // namespace callside
