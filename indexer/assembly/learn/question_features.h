#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// Maps the words of questions to features: forms with the same stem are one word (callers_words.h), and two
// adjacent words are a pair. One thread. The vocabulary must outlive it.
class QuestionFeatures {
 public:
  // The number of a word, or for a pair (first + 1) << 32 | second.
  using Key = std::uint64_t;
  static bool is_pair(Key key) { return key >> 32U != 0; }

  explicit QuestionFeatures(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), by_form_(vocabulary.size(), kNone) {}

  // Sets `keys` to the words and pairs of a question, sorted and unique.
  void read(const ResolvedQuestions& questions, const ResolvedQuestions::Question& question,
            std::vector<Key>& keys);
  // Returns its name in callers_words.h.
  std::string name(Key key) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t number(std::uint32_t form);

  const Vocabulary& vocabulary_;
  std::vector<std::uint32_t> by_form_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> forms_;  // by word number: one form with that stem
};

}  // namespace callside
