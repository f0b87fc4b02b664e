#include "indexer/build/resolved_questions.h"

namespace callside {

namespace {

// Of a long thread, what was asked first: what follows is about how it went on.
constexpr std::size_t kMostWords = 200;

// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every machine and in every run.
std::uint64_t key_of(std::string_view id) {
  std::uint64_t key = 0xCBF29CE484222325U;
  for (const char c : id) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return key;
}

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
  question.key = key_of(entry.meta.id);
  question.first_word = words_.size();
  const auto add = [&](const std::vector<std::uint32_t>& words) {
    for (const std::uint32_t word : words) {
      if ((word & kOverlayBit) != 0) continue;
      if (words_.size() - question.first_word >= kMostWords) return;
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

void ResolvedQuestions::append(const ResolvedQuestions& other) {
  const std::uint64_t first = words_.size();
  for (Question question : other.questions_) {
    question.article = article(other.articles_[question.article]);
    question.first_word += first;
    questions_.push_back(question);
  }
  words_.insert(words_.end(), other.words_.begin(), other.words_.end());
}

}  // namespace callside
