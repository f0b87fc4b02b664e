#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/bytes.h"
#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// What callers say when an article is the answer: for each word, and each pair of neighbouring words, of the
// tickets that articles resolved, how far it speaks for each of these articles. Learned when an index is
// built (assembly/learn/callers_training.h), part of its model: updates keep it. It names words and articles
// by their own strings, so that it goes with any generation of the model.
//
// A word is there for an article only if it stands in kCallersWord of its tickets of one access class, and
// each class has a table of its own, learned from its tickets alone: what a reader may not see has no part in
// what they are told.

// Tickets from which on a word is no single caller's.
inline constexpr std::uint32_t kCallersWord = 3;

// What a word is learned as: its stem or, where it has none, its folded form.
inline std::string_view callers_stem(const Vocabulary::Form& form) {
  return form.stem.empty() ? form.folded : form.stem;
}
// The names of a word, and of two that stand side by side.
std::string callers_word(std::string_view language, std::string_view stem);
std::string callers_pair(std::string_view language, std::string_view first, std::string_view second);

// The words of a question, each by its rarity, make a vector of this length, in learning as in asking. Words
// of which nothing is known are part of it, so that one known word among many says little.
inline constexpr double kQuestionLength = 3;
inline double rarity_of_unknown(std::uint32_t tickets) { return std::log(1.0 + tickets); }

// A ticket's key, of its id: an order that has nothing to do with what it says, the same in every build.
std::uint64_t ticket_key(std::string_view id);
// Whether the ticket is of the fifth that what is learned from the others is tried on.
inline bool is_for_trial(std::uint64_t key) { return (key >> 32U) % 5 == 0; }

struct CallersPosting {
  std::uint32_t article = 0;  // number of the article
  std::uint32_t tickets = 0;  // of the article, that have the word
  float weight = 0;           // by which the word speaks for the article, or against it
};

// What the indexer hands over: the table of one access class.
struct CallersTable {
  struct Word {
    std::string name;
    float rarity = 0;                      // what it counts in a question
    std::vector<CallersPosting> postings;  // by article
  };
  std::uint32_t access_class = 0;
  std::uint32_t tickets = 0;  // that it was learned from
  // Of questions that were kept back to try it on: what weights are to be multiplied by, and the share of
  // them for which the right article was the likeliest.
  float trust = 1;
  float hit_rate = 0;
  std::vector<std::uint32_t> articles;  // that resolved them, by number
  std::vector<Word> words;              // sorted by name
};

struct LearnedCallersWords {
  std::vector<std::string> articles;  // ids, sorted: their numbers are their places
  std::vector<CallersTable> tables;
  std::vector<CallersTable> trial;  // the same, learned without the tickets that are for trial
};

// `trial`: those tables.
Result<void> write_callers_words(const std::filesystem::path& path, const LearnedCallersWords& learned,
                                 bool trial = false);

// The file, mapped. Immutable; any thread. open() looks through all of it, so that a damaged file is an
// error.
class CallersWords {
 public:
  // Of one access class.
  class Table {
   public:
    struct Word {
      float rarity = 0;
      std::span<const CallersPosting> postings;
      bool empty() const { return postings.empty(); }
    };
    std::uint32_t access_class() const { return access_class_; }
    std::uint32_t tickets() const { return tickets_; }
    float trust() const { return trust_; }
    float hit_rate() const { return hit_rate_; }
    std::span<const std::uint32_t> articles() const { return articles_; }
    std::uint32_t words() const { return word_count_; }
    // Empty where no article has it.
    Word find(std::string_view name) const;

   private:
    friend class CallersWords;
    // `articles`: how many the file has.
    bool is_sound(std::uint32_t articles) const;
    // As it lies on the disk.
    struct WordRecord {
      std::uint32_t name, name_length;  // in the strings
      float rarity;
      std::uint32_t first_posting;  // they end where the next word's begin
    };

    std::uint32_t access_class_ = 0, tickets_ = 0, word_count_ = 0;
    float trust_ = 1, hit_rate_ = 0;
    std::span<const std::uint32_t> articles_;
    const WordRecord* words_ = nullptr;  // the last one is a sentinel
    const CallersPosting* postings_ = nullptr;
    std::uint32_t posting_count_ = 0;
    std::string_view strings_;
  };

  static Result<CallersWords> open(const std::filesystem::path& path);

  const std::vector<Table>& tables() const { return tables_; }
  // Articles are numbered from 0 to one less.
  std::uint32_t articles() const { return article_count_; }
  // The number of an article; articles() where it has none.
  std::uint32_t find_article(std::string_view id) const;
  std::string_view article(std::uint32_t number) const {
    return part_of(strings_, articles_[number].id, articles_[number].id_length);
  }

 private:
  // As it lies on the disk.
  struct ArticleRecord {
    std::uint32_t id, id_length;  // in the strings
  };

  bool is_sound() const;

  MappedFile file_;
  const ArticleRecord* articles_ = nullptr;
  std::uint32_t article_count_ = 0;
  std::string_view strings_;
  std::vector<Table> tables_;
};

}  // namespace callside
