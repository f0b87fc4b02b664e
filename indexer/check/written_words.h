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

// The words that stand in records, each once, so that editors are told which of their synonyms nothing has.
// One thread.
class WrittenWords {
 public:
  void add(const Document& document);
  void merge(WrittenWords&& other);

  // Whether all words of a text stand in records of one language, each in any of its forms; of `lang`
  // (BCP 47; empty: of any). Once no more is added.
  bool have(const std::string& text, const std::vector<std::string>& lang);

 private:
  void add(std::string_view text, std::unordered_set<std::string>& words);
  void make_keys();

  Segmenter segmenter_;
  std::vector<Segment> segments_;
  std::map<std::string, std::unordered_set<std::string>>
      words_;                                                    // by analysis language, as they were written
  std::map<std::string, std::unordered_set<std::string>> keys_;  // KeyedWord::keys of these, once needed
  TextKeys texts_;
};

}  // namespace callside
