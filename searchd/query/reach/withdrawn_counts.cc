#include "searchd/query/reach/withdrawn_counts.h"

#include <algorithm>
#include <unordered_set>

namespace callside {

namespace {

std::uint64_t key_of(std::uint32_t access_class, std::uint16_t number) {
  return std::uint64_t{access_class} << 16U | number;
}

template <typename Map, typename Key>
std::uint32_t count_in(const Map& counts, const Key& key) {
  const auto at = counts.find(key);
  return at == counts.end() ? 0 : at->second;
}

void count(std::vector<ClassCount>& classes, std::uint32_t access_class, const FormCounts& one) {
  auto at = std::find_if(classes.begin(), classes.end(),
                         [&](const ClassCount& known) { return known.number == access_class; });
  if (at == classes.end()) at = classes.insert(at, {access_class, {}});
  at->counts += one;
}

template <typename Map, typename Key>
FormCounts visible_in(const Map& counts, const Key& key, const std::vector<bool>& visible_classes) {
  FormCounts sum;
  const auto at = counts.find(key);
  if (at == counts.end()) return sum;
  for (const ClassCount& one : at->second) {
    if (visible_classes[one.number]) sum += one.counts;
  }
  return sum;
}

}  // namespace

void WithdrawnCounts::add(const StoredDocument& document, const std::vector<std::string>& terms) {
  const StoredDocument::Head& head = document.head();
  const FormCounts one = document.kind() == Kind::article ? FormCounts{1, 0} : FormCounts{0, 1};
  documents_[head.access_class] += one;
  ++by_tag_[key_of(head.access_class, head.language_tag)];
  ++by_language_[key_of(head.access_class, head.analysis_language)];
  std::unordered_set<std::uint32_t> seen;
  for (const std::uint32_t word : document.words()) {
    const std::uint32_t id = word & ~kOverlayBit;
    if (seen.insert(id).second) count(forms_[id], head.access_class, one);
  }
  for (const std::string& term : terms) count(terms_[term], head.access_class, one);
}

FormCounts WithdrawnCounts::documents(std::uint32_t access_class) const {
  const auto at = documents_.find(access_class);
  return at == documents_.end() ? FormCounts() : at->second;
}

std::uint32_t WithdrawnCounts::of_tag(std::uint32_t access_class, std::uint16_t language_tag) const {
  return count_in(by_tag_, key_of(access_class, language_tag));
}

std::uint32_t WithdrawnCounts::of_language(std::uint32_t access_class,
                                           std::uint16_t analysis_language) const {
  return count_in(by_language_, key_of(access_class, analysis_language));
}

FormCounts WithdrawnCounts::with_form(std::uint32_t id, const std::vector<bool>& visible_classes) const {
  return visible_in(forms_, id, visible_classes);
}

FormCounts WithdrawnCounts::with_term(const std::string& term,
                                      const std::vector<bool>& visible_classes) const {
  return visible_in(terms_, term, visible_classes);
}

}  // namespace callside
