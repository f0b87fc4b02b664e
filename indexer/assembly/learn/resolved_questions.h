#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/format/document_store.h"

namespace callside {

// The words of questions in tickets that an article resolved: the training data of callers_training.h. Takes
// about 4 bytes a word. One thread.
class ResolvedQuestions {
 public:
  struct Question {
    std::uint32_t article = 0;  // number in articles()
    std::uint32_t access_class = 0;
    std::uint64_t key = 0;  // ticket_key() of its ticket: orders questions independently of their content
    std::uint64_t first_word = 0;
    std::uint32_t word_count = 0;
  };
  // Separates the blocks of a question: words on both sides of it are not adjacent.
  static constexpr std::uint32_t kBreak = 0xFFFFFFFF;

  // Adds the subject and the question of a ticket; ignores documents that are not tickets with an article.
  // `entry` must be complete, with its words as numbers in the vocabulary.
  void take(const StoreEntry& entry);
  // Adds the questions that another thread took.
  void append(ResolvedQuestions other);

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
