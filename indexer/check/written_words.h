#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/analysis/keyed_text.h"
#include "indexer/analysis/segmenter.h"
#include "indexer/format/document.h"

namespace callside {

// The set of words in all records, to find synonyms that no document contains. Not thread-safe.
class WrittenWords {
 public:
  void add(const Document& document);
  void merge(WrittenWords&& other);

  // Returns true if the records of one language contain all words of `text`, in any of their forms. `lang`
  // limits the languages (BCP 47); empty means any. Must not be called before the last add() or merge().
  bool contains(const std::string& text, const std::vector<std::string>& lang);

 private:
  void add(std::string_view text, std::unordered_set<std::string>& words);
  void make_keys();

  Segmenter segmenter_;
  std::vector<Segment> segments_;
  std::map<std::string, std::unordered_set<std::string>> words_;  // by analysis language, as written
  std::map<std::string, std::unordered_set<std::string>>
      keys_;  // KeyedWord::keys of the words, made on first use
  TextKeys texts_;
};

}  // namespace callside
