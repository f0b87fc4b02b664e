#include "indexer/assembly/learn/compound_parts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "indexer/analysis/compounds.h"

namespace callside {

namespace {

bool is_word(const FormEntry& form) {
  return form.kind == SegmentKind::word || form.kind == SegmentKind::joined;
}

std::vector<std::uint32_t> numbers_of(const std::vector<ClassCount>& classes) {
  std::vector<std::uint32_t> numbers;
  for (const ClassCount& one : classes) numbers.push_back(one.number);
  return numbers;
}

// The words of one language: forms [begin, end).
class LanguageWords {
 public:
  struct Stem {
    double documents = 0;
    std::vector<std::uint32_t> classes;  // access classes of the documents that contain it, sorted
  };

  LanguageWords(const std::vector<FormEntry>& forms, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const FormEntry& form = forms[i];
      if (!is_word(form)) continue;
      const std::string_view name = form.stem.empty() ? form.folded : form.stem;
      Stem& stem = by_stem_[name];
      stem.documents += static_cast<double>(form.counts.articles) + static_cast<double>(form.counts.tickets);
      std::vector<std::uint32_t> both;
      const std::vector<std::uint32_t> classes = numbers_of(form.classes);
      std::set_union(stem.classes.begin(), stem.classes.end(), classes.begin(), classes.end(),
                     std::back_inserter(both));
      stem.classes = std::move(both);
      by_word_.emplace(form.folded, name);
    }
  }

  // Returns the stem of a folded word with its counts, or nullptr if the word is unknown.
  const std::pair<const std::string_view, Stem>* find(std::string_view word) const {
    const auto at = by_word_.find(word);
    return at == by_word_.end() ? nullptr : &*by_stem_.find(at->second);
  }

 private:
  std::unordered_map<std::string_view, std::string_view> by_word_;
  std::unordered_map<std::string_view, Stem> by_stem_;
};

// The words in documents of one access class, or in all documents.
class WordsOfClass final : public KnownWords {
 public:
  explicit WordsOfClass(const LanguageWords& words, std::optional<std::uint32_t> access_class = std::nullopt)
      : words_(words), class_(access_class) {}

  Known find(std::string_view word) const override {
    const auto* stem = words_.find(word);
    if (stem == nullptr) return {};
    const auto& [name, known] = *stem;
    const bool has = !class_ || std::binary_search(known.classes.begin(), known.classes.end(), *class_);
    return has ? Known{known.documents, name} : Known{};
  }

 private:
  const LanguageWords& words_;
  std::optional<std::uint32_t> class_;
};

std::vector<CompoundPart> parts_of(const FormEntry& form, const std::string& language,
                                   const LanguageWords& words) {
  std::vector<CompoundPart> parts;
  // Most words are not compounds. One check with the words of all classes rules them out.
  if (split_compound(form.folded, language, WordsOfClass(words)).empty()) return parts;
  for (const ClassCount& one : form.classes) {
    for (std::string& stem : split_compound(form.folded, language, WordsOfClass(words, one.number))) {
      auto at = std::find_if(parts.begin(), parts.end(),
                             [&](const CompoundPart& part) { return part.stem == stem; });
      if (at == parts.end()) at = parts.insert(at, {std::move(stem), {}});
      // A compound may contain the same part twice.
      if (at->classes.empty() || at->classes.back() != one.number) at->classes.push_back(one.number);
    }
  }
  return parts;
}

LanguageWords words_of(const CompoundModel& model, const std::string& language) {
  const auto known = std::find(model.languages.begin(), model.languages.end(), language);
  const auto number = static_cast<std::uint16_t>(known - model.languages.begin());
  const auto begin = std::partition_point(model.forms.begin(), model.forms.end(),
                                          [&](const FormEntry& form) { return form.language < number; });
  const auto end = std::partition_point(begin, model.forms.end(),
                                        [&](const FormEntry& form) { return form.language == number; });
  return {model.forms, static_cast<std::size_t>(begin - model.forms.begin()),
          static_cast<std::size_t>(end - model.forms.begin())};
}

}  // namespace

void split_compounds(const CompoundModel& model, const std::vector<std::string>& languages,
                     std::vector<FormEntry*> forms, unsigned threads) {
  threads = std::max(1U, threads);
  std::stable_sort(forms.begin(), forms.end(),
                   [](const FormEntry* a, const FormEntry* b) { return a->language < b->language; });
  for (auto begin = forms.begin(); begin != forms.end();) {
    const std::uint16_t number = (*begin)->language;
    const auto end =
        std::find_if(begin, forms.end(), [&](const FormEntry* form) { return form->language != number; });
    const std::string& language = languages[number];
    if (writes_compounds(language)) {
      const LanguageWords words = words_of(model, language);
      std::vector<std::jthread> workers;
      for (unsigned worker = 0; worker < threads; ++worker) {
        workers.emplace_back([&, begin, end, worker] {
          const auto count = static_cast<std::size_t>(end - begin);
          for (std::size_t i = worker; i < count; i += threads) {
            FormEntry& form = *begin[static_cast<std::ptrdiff_t>(i)];
            if (is_word(form)) form.parts = parts_of(form, language, words);
          }
        });
      }
    }
    begin = end;
  }
}

}  // namespace callside
