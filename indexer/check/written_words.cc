#include "indexer/check/written_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/analysis/language.h"

namespace callside {

void WrittenWords::add(std::string_view text, std::unordered_set<std::string>& words) {
  segmenter_.segment(text, segments_);
  for (const Segment& segment : segments_) {
    if (!segment.overlay) words.emplace(segment.text);
  }
}

void WrittenWords::add(const Document& document) {
  auto& words = words_[analysis_language(document.lang)];
  add(document.title, words);
  for (const std::string& keyword : document.keywords) add(keyword, words);
  for (const Content* content : {&document.body, &document.question, &document.resolution}) {
    for (const Block& block : content->blocks) add(block.text, words);
  }
}

void WrittenWords::merge(WrittenWords&& other) {
  for (auto& [language, words] : other.words_) words_[language].merge(words);
}

void WrittenWords::make_keys() {
  for (const auto& [language, words] : words_) {
    auto& keys = keys_[language];
    for (const std::string& word : words) {
      for (KeyedWord& keyed : texts_.words_of(word, language))
        std::ranges::move(keyed.keys, std::inserter(keys, keys.end()));
    }
  }
  words_.clear();
}

bool WrittenWords::contains(const std::string& text, const std::vector<std::string>& lang) {
  if (!words_.empty()) make_keys();
  return std::any_of(keys_.begin(), keys_.end(), [&](const auto& one) {
    const auto& language = one.first;
    const auto& keys = one.second;
    const bool is_asked_for =
        lang.empty() || std::any_of(lang.begin(), lang.end(), [&](const std::string& tag) {
          return analysis_language(tag) == language;
        });
    if (!is_asked_for) return false;
    const std::vector<KeyedWord> words = texts_.words_of(text, language);
    const std::vector<std::size_t> counted = content_word_positions(words);
    return !counted.empty() && std::all_of(counted.begin(), counted.end(), [&](std::size_t i) {
      return std::any_of(words[i].keys.begin(), words[i].keys.end(),
                         [&](const std::string& key) { return keys.contains(key); });
    });
  });
}

}  // namespace callside
