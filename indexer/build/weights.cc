#include "indexer/build/weights.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/schema/terms.h"

namespace callside {

namespace {

// Terms of a form: itself, and its stems where they differ from it, its parts (terms.h says why).
std::vector<std::string> terms_of(const FormEntry& form, const std::string& language) {
  std::vector<std::string> terms{form_term(language, form.kind, form.folded)};
  for (const std::string* stem : {&form.stem, &form.folded_stem}) {
    if (!stem->empty() && *stem != form.folded) terms.push_back(stem_term(language, *stem));
  }
  for (const std::string& part : form.parts) terms.push_back(part_term(language, part));
  return terms;
}

}  // namespace

TermWeigher::TermWeigher(const std::vector<std::string>& languages, const std::vector<FormEntry>& forms,
                         std::vector<Lengths> averages)
    : averages_(std::move(averages)) {
  std::vector<std::pair<std::string, std::uint32_t>> pairs;  // term, form
  pairs.reserve(forms.size() * 2);
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    for (std::string& term : terms_of(forms[number], languages[forms[number].language])) {
      pairs.emplace_back(std::move(term), number);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_form;  // form, term
  by_form.reserve(pairs.size());
  for (auto& [term, form] : pairs) {
    if (terms_.empty() || terms_.back() != term) terms_.push_back(std::move(term));
    by_form.emplace_back(form, static_cast<std::uint32_t>(terms_.size() - 1));
  }
  std::sort(by_form.begin(), by_form.end());
  first_term_.assign(forms.size() + 1, 0);
  for (const auto& [form, term] : by_form) {
    ++first_term_[form + 1];
    form_terms_.push_back(term);
  }
  for (std::size_t i = 1; i < first_term_.size(); ++i) first_term_[i] += first_term_[i - 1];
  weight_.assign(terms_.size(), 0.0);
}

void TermWeigher::add(const std::vector<std::uint32_t>& words, double weight) {
  for (const std::uint32_t word : words) {
    const std::uint32_t form = word & ~kOverlayBit;
    for (std::uint32_t i = first_term_[form]; i < first_term_[form + 1]; ++i) {
      const std::uint32_t term = form_terms_[i];
      if (weight_[term] == 0.0) touched_.push_back(term);
      weight_[term] += weight;
    }
  }
}

const std::vector<TermWeigher::WeightedTerm>& TermWeigher::weigh(
    const StoreEntry& entry, const std::array<std::uint32_t, kFieldCount>& lengths) {
  const Lengths& average = averages_[entry.analysis_language];
  // What one occurrence in a field counts: w_f / (1 - b_f + b_f * len_f / avg_f).
  std::array<double, kFieldCount> occurrence{};
  for (const FieldInfo& field : kFields) {
    const auto i = static_cast<std::size_t>(field.field);
    const double relative = average[i] > 0 ? lengths[i] / average[i] : 1.0;
    occurrence[i] = field.weight / (1.0 - field.b + field.b * relative);
  }
  const auto of = [&](Field field) { return occurrence[static_cast<std::size_t>(field)]; };
  add(entry.title_words, of(Field::title));
  add(entry.keyword_words, of(Field::keywords));
  for (const StoredBlock& block : entry.blocks) {
    add(block.words, of(block.type == BlockType::heading ? Field::heading : block.field));
  }
  std::sort(touched_.begin(), touched_.end());
  result_.clear();
  for (const std::uint32_t term : touched_) {
    const double wdf = std::round(kWdfScale * std::exchange(weight_[term], 0.0));
    result_.push_back({&terms_[term], static_cast<std::uint32_t>(std::max(1.0, wdf))});
  }
  touched_.clear();
  return result_;
}

}  // namespace callside
