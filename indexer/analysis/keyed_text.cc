#include "indexer/analysis/keyed_text.h"

#include <algorithm>
#include <utility>

#include "indexer/analysis/stop_words.h"

namespace callside {

bool KeyedWord::is(const KeyedWord& other) const {
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(other.keys.begin(), other.keys.end(), key) != other.keys.end();
  });
}

std::vector<std::size_t> content_word_positions(const std::vector<KeyedWord>& words) {
  std::vector<std::size_t> all, others;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all.push_back(i);
    if (!words[i].stop) others.push_back(i);
  }
  return others.size() < 2 && words.size() > 1 ? all : others.empty() ? all : others;
}

KeyedWord keyed_word(const Segment& segment, const std::string& language, WordAnalyzer& analyzer) {
  // Codes are the same in every language.
  const bool code = segment.kind == SegmentKind::code;
  KeyedWord out{analyzer.analyze(segment.text, segment.kind, code ? "" : language), segment.kind, false, {}};
  for (const std::string* key : {&out.word.folded, &out.word.stem, &out.word.folded_stem}) {
    if (!key->empty() && std::find(out.keys.begin(), out.keys.end(), *key) == out.keys.end())
      out.keys.push_back(*key);
  }
  out.stop = segment.kind == SegmentKind::word && is_stop_word(language, out.word.normal);
  return out;
}

std::vector<KeyedWord> TextKeys::words_of(std::string_view text, const std::string& language) {
  return std::move(words_of(text, std::vector<std::string>{language}).front());
}

std::vector<std::vector<KeyedWord>> TextKeys::words_of(std::string_view text,
                                                       const std::vector<std::string>& languages) {
  segmenter_.segment(text, segments_);
  std::vector<std::vector<KeyedWord>> out(languages.size());
  for (const Segment& segment : segments_) {
    if (segment.overlay) continue;
    for (std::size_t i = 0; i < languages.size(); ++i) {
      KeyedWord word = keyed_word(segment, languages[i], analyzer_);
      if (!word.keys.empty()) out[i].push_back(std::move(word));
    }
  }
  return out;
}

}  // namespace callside
