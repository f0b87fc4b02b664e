#include "searchd/query/rank/pins.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/format/find_documents.h"
#include "searchd/query/reach/filter_lists.h"
#include "searchd/query/understand/question.h"

namespace callside {

namespace {

std::vector<KeyedWord> without_function_words(std::vector<KeyedWord> words) {
  const bool all = std::all_of(words.begin(), words.end(), [](const KeyedWord& word) { return word.stop; });
  if (!all) std::erase_if(words, [](const KeyedWord& word) { return word.stop; });
  return words;
}

}  // namespace

Pins::Pins(const EditorialRules& rules, const Generation& generation, const Xapian::Database& database) {
  const std::vector<std::string>& known = generation.vocabulary().languages();
  // Language 0 holds codes, which every other language contains, too.
  languages_.assign(known.begin() + (known.empty() ? 0 : 1), known.end());
  by_first_key_.resize(languages_.size());
  TextKeys text_keys;
  for (const WordsRule& rule : rules.pins) add(rule, true, generation, database, text_keys);
  for (const WordsRule& rule : rules.never_for) add(rule, false, generation, database, text_keys);
}

std::size_t Pins::language_number(const std::string& language) {
  const auto found = std::find(languages_.begin(), languages_.end(), language);
  if (found != languages_.end()) return static_cast<std::size_t>(found - languages_.begin());
  languages_.push_back(language);
  by_first_key_.emplace_back();
  return languages_.size() - 1;
}

void Pins::add(const WordsRule& rule, bool is_pin, const Generation& generation,
               const Xapian::Database& database, TextKeys& text_keys) {
  Entry entry{rule, {}, is_pin};
  for (const std::string& id : rule.articles) {
    const auto versions = find_documents(generation, database, Kind::article, id);
    if (!versions.empty()) entry.groups.push_back(generation.store().group_of(versions.front()));
  }
  if (entry.groups.empty()) return;
  std::set<std::string> languages;
  for (const std::string& tag : rule.lang) languages.insert(analysis_language(tag));
  if (rule.lang.empty()) languages.insert(languages_.begin(), languages_.end());
  for (const std::string& language : languages) {
    const std::size_t number = language_number(language);
    for (const std::string& text : rule.words) {
      Text compiled{static_cast<std::uint32_t>(entries_.size()),
                    without_function_words(text_keys.words_of(text, language))};
      if (compiled.words.empty()) continue;
      for (const std::string& key : compiled.words.front().keys)
        by_first_key_[number][key].push_back(static_cast<std::uint32_t>(texts_.size()));
      texts_.push_back(std::move(compiled));
    }
  }
  entry.rule.words.clear();
  entries_.push_back(std::move(entry));
}

bool Pins::holds(const Entry& entry, const SuggestRequest& request, Moment at) const {
  const std::vector<std::string>& lang = entry.rule.lang;
  const bool is_read = lang.empty() || request.lang.empty() ||
                       std::any_of(lang.begin(), lang.end(), [&](const std::string& tag) {
                         return is_asked(request.lang, analysis_language(tag));
                       });
  return entry.rule.holds(at) && is_read && filters_meet(request.product, entry.rule.product);
}

Pins::Matches Pins::match(const SuggestRequest& request, const std::vector<bool>& languages,
                          TextKeys& text_keys) const {
  Matches matches;
  if (empty()) return matches;
  const Moment at = request.now.value_or(now());
  std::set<std::uint32_t> met;
  const auto questions = text_keys.words_of(request.text, languages_);
  for (std::size_t language = 0; language < languages_.size(); ++language) {
    // Each key once: a question may repeat a word a thousand times.
    std::unordered_set<std::string_view> question_keys;
    for (const KeyedWord& word : questions[language])
      question_keys.insert(word.keys.begin(), word.keys.end());
    const auto has = [&](const KeyedWord& word) {
      return std::any_of(word.keys.begin(), word.keys.end(),
                         [&](const std::string& key) { return question_keys.contains(key); });
    };
    const bool is_read = language + 1 < languages.size() && languages[language + 1];
    for (const std::string_view key : question_keys) {
      const auto found = by_first_key_[language].find(std::string(key));
      if (found == by_first_key_[language].end()) continue;
      for (const std::uint32_t number : found->second) {
        const Text& text = texts_[number];
        if (!is_read && entries_[text.entry].rule.lang.empty()) continue;
        if (std::all_of(text.words.begin(), text.words.end(), has)) met.insert(text.entry);
      }
    }
  }
  for (const std::uint32_t number : met) {
    const Entry& entry = entries_[number];
    if (!holds(entry, request, at)) continue;
    for (const std::uint32_t group : entry.groups) {
      const bool is_known = std::any_of(matches.pinned.begin(), matches.pinned.end(),
                                        [&](const Matches::Pin& pin) { return pin.group == group; });
      if (!entry.is_pin) {
        matches.never_for.push_back(group);
      } else if (!is_known) {
        matches.pinned.push_back({group, entry.rule.line});
      }
    }
  }
  std::sort(matches.never_for.begin(), matches.never_for.end());
  return matches;
}

}  // namespace callside
