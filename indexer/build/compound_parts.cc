#include "indexer/build/compound_parts.h"

#include <string_view>
#include <thread>
#include <unordered_map>

#include "indexer/analysis/compounds.h"

namespace callside {

namespace {

bool is_word(const FormEntry& form) {
  return form.kind == SegmentKind::word || form.kind == SegmentKind::joined;
}

// One language's words, [begin, end) of the forms.
class LanguageWords final : public KnownWords {
 public:
  LanguageWords(const std::vector<FormEntry>& forms, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const FormEntry& form = forms[i];
      if (!is_word(form)) continue;
      const std::string_view stem = form.stem.empty() ? form.folded : form.stem;
      by_stem_[stem] += static_cast<double>(form.counts.articles) + static_cast<double>(form.counts.tickets);
      by_word_.emplace(form.folded, stem);
    }
  }

  Known find(std::string_view word) const override {
    const auto at = by_word_.find(word);
    if (at == by_word_.end()) return {};
    return {by_stem_.at(at->second), at->second};
  }

 private:
  std::unordered_map<std::string_view, std::string_view> by_word_;
  std::unordered_map<std::string_view, double> by_stem_;
};

}  // namespace

void split_compounds(MergedForms& merged) {
  std::vector<FormEntry>& forms = merged.forms;
  for (std::size_t begin = 0; begin < forms.size();) {
    std::size_t end = begin;
    while (end < forms.size() && forms[end].language == forms[begin].language) ++end;
    const std::string& language = merged.languages[forms[begin].language];
    if (writes_compounds(language)) {
      const LanguageWords words(forms, begin, end);
      std::vector<std::jthread> threads;
      const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
      for (std::size_t worker = 0; worker < workers; ++worker) {
        threads.emplace_back([&, worker] {
          for (std::size_t i = begin + worker; i < end; i += workers) {
            if (is_word(forms[i])) forms[i].parts = split_compound(forms[i].folded, language, words);
          }
        });
      }
    }
    begin = end;
  }
}

}  // namespace callside
