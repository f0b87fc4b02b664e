#include "indexer/assembly/weights.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "indexer/format/terms.h"

namespace callside {

namespace {

// Calls `take(term, part)` for each term of a form: the form itself, its stems if they differ, and its
// compound parts (see terms.h). `part` is nullptr except for compound parts.
template <typename Take>
void for_each_term(const FormEntry& form, const std::string& language, const Take& take) {
  take(form_term(language, form.kind, form.folded), nullptr);
  for (const std::string* stem : {&form.stem, &form.folded_stem}) {
    if (is_stem_written(form.folded, *stem)) take(stem_term(language, *stem), nullptr);
  }
  for (const CompoundPart& part : form.parts) take(part_term(language, part.stem), &part);
}

}  // namespace

TermWeigher::TermWeigher(const std::vector<std::string>& languages, const std::vector<FormEntry>& forms,
                         std::vector<Lengths> averages) {
  auto tables = std::make_shared<Tables>();
  tables->averages = std::move(averages);
  struct Pair {
    std::string term;
    std::uint32_t form;
    std::uint32_t class_set;
  };
  std::map<std::vector<std::uint32_t>, std::uint32_t> sets;
  const auto number_of = [&](const std::vector<std::uint32_t>& classes) {
    const auto [at, is_new] =
        sets.try_emplace(classes, static_cast<std::uint32_t>(tables->class_sets.size()));
    if (is_new) tables->class_sets.push_back(classes);
    return at->second;
  };
  std::vector<Pair> pairs;
  pairs.reserve(forms.size() * 2);
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    const FormEntry& form = forms[number];
    for_each_term(form, languages[form.language], [&](std::string term, const CompoundPart* part) {
      const bool some = part != nullptr && part->classes.size() < form.classes.size();
      pairs.push_back({std::move(term), number, some ? number_of(part->classes) : 0});
    });
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const Pair& a, const Pair& b) { return std::tie(a.term, a.form) < std::tie(b.term, b.form); });
  std::vector<std::pair<std::uint32_t, FormTerm>> by_form;
  by_form.reserve(pairs.size());
  for (Pair& pair : pairs) {
    if (tables->terms.empty() || tables->terms.back() != pair.term)
      tables->terms.push_back(std::move(pair.term));
    by_form.push_back({pair.form, {static_cast<std::uint32_t>(tables->terms.size() - 1), pair.class_set}});
  }
  std::sort(by_form.begin(), by_form.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.term) < std::tie(b.first, b.second.term);
  });
  tables->first_term.assign(forms.size() + 1, 0);
  for (const auto& [form, term] : by_form) {
    ++tables->first_term[form + 1];
    tables->form_terms.push_back(term);
  }
  for (std::size_t i = 1; i < tables->first_term.size(); ++i)
    tables->first_term[i] += tables->first_term[i - 1];
  weight_.assign(tables->terms.size(), 0.0);
  tables_ = std::move(tables);
}

bool TermWeigher::has(const FormTerm& term, std::uint32_t access_class) const {
  if (term.class_set == 0) return true;
  const std::vector<std::uint32_t>& classes = tables_->class_sets[term.class_set];
  return std::binary_search(classes.begin(), classes.end(), access_class);
}

void TermWeigher::add(const std::vector<std::uint32_t>& words, double weight, std::uint32_t access_class) {
  for (const std::uint32_t word : words) {
    const std::uint32_t form = word & ~kOverlayBit;
    for (std::uint32_t i = tables_->first_term[form]; i < tables_->first_term[form + 1]; ++i) {
      if (!has(tables_->form_terms[i], access_class)) continue;
      const std::uint32_t term = tables_->form_terms[i].term;
      if (weight_[term] == 0.0) touched_.push_back(term);
      weight_[term] += weight;
    }
  }
}

const std::vector<WeightedTerm>& TermWeigher::weigh(const StoreEntry& entry,
                                                    const std::array<std::uint32_t, kFieldCount>& lengths) {
  const Lengths& average = tables_->averages[entry.analysis_language];
  // Weight of one occurrence in a field, as in BM25F: w_f / (1 - b_f + b_f * len_f / avg_f).
  std::array<double, kFieldCount> occurrence{};
  for (const FieldInfo& field : kFields) {
    const auto i = static_cast<std::size_t>(field.field);
    const double relative = average[i] > 0 ? lengths[i] / average[i] : 1.0;
    occurrence[i] = field.weight / (1.0 - field.b + field.b * relative);
  }
  const auto of = [&](Field field) { return occurrence[static_cast<std::size_t>(field)]; };
  add(entry.title_words, of(Field::title), entry.access_class);
  add(entry.keyword_words, of(Field::keywords), entry.access_class);
  for (const StoredBlock& block : entry.blocks) {
    add(block.words, of(block.type == BlockType::heading ? Field::heading : block.field), entry.access_class);
  }
  std::sort(touched_.begin(), touched_.end());
  result_.clear();
  for (const std::uint32_t term : touched_) {
    const double wdf = std::round(kWdfScale * std::exchange(weight_[term], 0.0));
    result_.push_back({term, static_cast<std::uint32_t>(std::max(1.0, wdf))});
  }
  touched_.clear();
  return result_;
}

}  // namespace callside
