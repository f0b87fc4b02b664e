#include "indexer/assembly/learn/resolved_questions.h"

#include <utility>

#include "indexer/format/callers_words.h"

namespace callside {

namespace {

// Only the beginning of a long thread states the question.
constexpr std::size_t kMaxWords = 200;

}  // namespace

std::uint32_t ResolvedQuestions::article(const std::string& id) {
  const auto [at, fresh] = article_numbers_.try_emplace(id, static_cast<std::uint32_t>(articles_.size()));
  if (fresh) articles_.push_back(id);
  return at->second;
}

void ResolvedQuestions::take(const StoreEntry& entry) {
  if (entry.kind != Kind::ticket || entry.meta.article.empty()) return;
  Question question;
  question.article = article(entry.meta.article);
  question.access_class = entry.access_class;
  question.key = ticket_key(entry.meta.id);
  question.first_word = words_.size();
  const auto add = [&](const std::vector<std::uint32_t>& words) {
    for (const std::uint32_t word : words) {
      if ((word & kOverlayBit) != 0) continue;
      if (words_.size() - question.first_word >= kMaxWords) return;
      words_.push_back(word);
    }
    words_.push_back(kBreak);
  };
  add(entry.title_words);
  for (const StoredBlock& block : entry.blocks) {
    if (block.field == Field::question) add(block.words);
  }
  question.word_count = static_cast<std::uint32_t>(words_.size() - question.first_word);
  questions_.push_back(question);
}

void ResolvedQuestions::append(ResolvedQuestions other) {
  if (questions_.empty()) {
    *this = std::move(other);
    return;
  }
  const std::uint64_t first = words_.size();
  for (Question question : other.questions_) {
    question.article = article(other.articles_[question.article]);
    question.first_word += first;
    questions_.push_back(question);
  }
  words_.insert(words_.end(), other.words_.begin(), other.words_.end());
}

}  // namespace callside
