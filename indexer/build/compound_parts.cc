#include "indexer/build/compound_parts.h"

#include <algorithm>
#include <iterator>
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
class LanguageWords {
 public:
  struct Stem {
    double documents = 0;
    std::vector<std::uint32_t> classes;  // access classes of the documents that hold it, sorted
  };

  LanguageWords(const std::vector<FormEntry>& forms, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const FormEntry& form = forms[i];
      if (!is_word(form)) continue;
      const std::string_view name = form.stem.empty() ? form.folded : form.stem;
      Stem& stem = by_stem_[name];
      stem.documents += static_cast<double>(form.counts.articles) + static_cast<double>(form.counts.tickets);
      std::vector<std::uint32_t> both;
      std::set_union(stem.classes.begin(), stem.classes.end(), form.classes.begin(), form.classes.end(),
                     std::back_inserter(both));
      stem.classes = std::move(both);
      by_word_.emplace(form.folded, name);
    }
  }

  // The stem of a folded word, and what is known of it; nullptr: it is no word.
  const std::pair<const std::string_view, Stem>* find(std::string_view word) const {
    const auto at = by_word_.find(word);
    return at == by_word_.end() ? nullptr : &*by_stem_.find(at->second);
  }

 private:
  std::unordered_map<std::string_view, std::string_view> by_word_;
  std::unordered_map<std::string_view, Stem> by_stem_;
};

// What may be known of words wherever a compound stands: a word counts only if each class of documents that
// holds the compound holds the word too. Otherwise the split would tell a reader of a word that they may not
// see.
class WordsBeside final : public KnownWords {
 public:
  WordsBeside(const LanguageWords& words, const FormEntry& compound) : words_(words), compound_(compound) {}

  Known find(std::string_view word) const override {
    const auto* stem = words_.find(word);
    if (stem == nullptr) return {};
    const auto& [name, known] = *stem;
    const bool everywhere = std::includes(known.classes.begin(), known.classes.end(),
                                          compound_.classes.begin(), compound_.classes.end());
    return everywhere ? Known{known.documents, name} : Known{};
  }

 private:
  const LanguageWords& words_;
  const FormEntry& compound_;
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
            if (is_word(forms[i]))
              forms[i].parts = split_compound(forms[i].folded, language, WordsBeside(words, forms[i]));
          }
        });
      }
    }
    begin = end;
  }
}

}  // namespace callside
