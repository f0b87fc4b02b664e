#include "indexer/assembly/learn/question_features.h"

#include <algorithm>
#include <span>

namespace callside {

std::uint32_t QuestionFeatures::number(std::uint32_t form) {
  std::uint32_t& known = by_form_[form];
  if (known != kNone) return known;
  const Vocabulary::Form found = vocabulary_.form(form);
  const std::string name = callers_word(vocabulary_.languages()[found.language], callers_stem(found));
  const auto [at, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(forms_.size()));
  if (fresh) forms_.push_back(form);
  return known = at->second;
}

void QuestionFeatures::read(const ResolvedQuestions& questions, const ResolvedQuestions::Question& question,
                            std::vector<Key>& keys) {
  keys.clear();
  std::uint32_t before = kNone;
  for (const std::uint32_t word : std::span(questions.words(question), question.word_count)) {
    if (word == ResolvedQuestions::kBreak) {
      before = kNone;
      continue;
    }
    const std::uint32_t here = number(word);
    keys.push_back(here);
    if (before != kNone) keys.push_back((Key{before} + 1) << 32U | here);
    before = here;
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

std::string QuestionFeatures::name(Key key) const {
  const Vocabulary::Form form = vocabulary_.form(forms_[static_cast<std::uint32_t>(key)]);
  const std::string& language = vocabulary_.languages()[form.language];
  if (!is_pair(key)) return callers_word(language, callers_stem(form));
  const Vocabulary::Form first = vocabulary_.form(forms_[(key >> 32U) - 1]);
  return callers_pair(language, callers_stem(first), callers_stem(form));
}

}  // namespace callside
