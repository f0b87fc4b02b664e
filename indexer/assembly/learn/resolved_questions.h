#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// What callers asked in the tickets that an article resolved, as words: what is learned from
// (callers_training.h). About 4 bytes a word. One thread.
class ResolvedQuestions {
 public:
  struct Question {
    std::uint32_t article = 0;  // number in articles()
    std::uint32_t access_class = 0;
    std::uint64_t key = 0;  // of its ticket's id: an order that has nothing to do with what it says
    std::uint64_t first_word = 0;
    std::uint32_t word_count = 0;
  };
  // Between two blocks of a question: what stands on both sides does not stand together.
  static constexpr std::uint32_t kBreak = 0xFFFFFFFF;

  // Takes the subject and the question of a ticket that names an article. `entry`: complete, its words as
  // numbers in the vocabulary.
  void take(const StoreEntry& entry);
  // All that another thread took.
  void append(const ResolvedQuestions& other);

  const std::vector<std::string>& articles() const { return articles_; }
  const std::vector<Question>& questions() const { return questions_; }
  const std::uint32_t* words(const Question& question) const { return &words_[question.first_word]; }

 private:
  std::uint32_t article(const std::string& id);

  std::vector<std::string> articles_;
  std::unordered_map<std::string, std::uint32_t> article_numbers_;
  std::vector<Question> questions_;
  std::vector<std::uint32_t> words_;
};

}  // namespace callside
