#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// The words of a vocabulary by what they are learned as: forms with one stem are one (callers_words.h). One
// thread; the vocabulary must outlive it.
class SaidWords {
 public:
  // A word, or two that stand side by side: (first + 1) << 32 | second.
  using Key = std::uint64_t;
  static bool is_pair(Key key) { return key >> 32U != 0; }

  explicit SaidWords(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), by_form_(vocabulary.size(), kNone) {}

  // What a question says, each once: sorted.
  void read(const ResolvedQuestions& questions, const ResolvedQuestions::Question& question,
            std::vector<Key>& keys);
  // As callers_words.h names it.
  std::string name(Key key) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t number(std::uint32_t form);

  const Vocabulary& vocabulary_;
  std::vector<std::uint32_t> by_form_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> forms_;  // by number, one of them
};

}  // namespace callside
