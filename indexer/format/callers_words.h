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

// Callers' words: for each word, and each pair of adjacent words, in the tickets that articles resolved, how
// strongly it indicates each of these articles. Learned by `build` (assembly/learn/callers_training.h) and
// part of the model, so updates keep it. Words and articles are identified by strings, so that the file works
// with every generation that has this model.
//
// Each access class has its own table, learned from its tickets alone, so that tickets a reader may not see
// have no influence on what the reader gets. A word is listed for an article only if at least kCallersWord of
// the article's tickets in that class contain it.

// Minimum number of tickets with a word, so that no single caller can be identified by it.
inline constexpr std::uint32_t kCallersWord = 3;

// The key under which a word is learned: its stem, or its folded form if it has none.
inline std::string_view callers_stem(const Vocabulary::Form& form) {
  return form.stem.empty() ? form.folded : form.stem;
}
// Keys of a word, and of a pair of adjacent words.
std::string callers_word(std::string_view language, std::string_view stem);
std::string callers_pair(std::string_view language, std::string_view first, std::string_view second);

// A question is a vector with one component per word, scaled by the word's rarity and normalised to this
// length, both in training and in search. Unknown words count too, so that one known word among many has
// little weight.
inline constexpr double kQuestionLength = 3;
inline double rarity_of_unknown(std::uint32_t tickets) { return std::log(1.0 + tickets); }

// Hash of a ticket's id. Gives an order that is independent of the ticket's content and the same in each
// build.
std::uint64_t ticket_key(std::string_view id);
// True for the fifth of the tickets that is held out to evaluate what the others teach.
inline bool is_held_out(std::uint64_t key) { return (key >> 32U) % 5 == 0; }

struct CallersPosting {
  std::uint32_t article = 0;  // number of the article
  std::uint32_t tickets = 0;  // the article's tickets that contain the word
  float weight = 0;           // evidence for the article; negative: against it
};

// Input of write_callers_words(): the table of one access class.
struct CallersTable {
  struct Word {
    std::string name;
    float rarity = 0;                      // weight of the word in a question
    std::vector<CallersPosting> postings;  // sorted by article
  };
  std::uint32_t access_class = 0;
  std::uint32_t tickets = 0;  // tickets it was learned from
  // Measured on held-out questions: the factor by which to multiply weights, and the share of questions whose
  // correct article came first.
  float trust = 1;
  float hit_rate = 0;
  std::vector<std::uint32_t> articles;  // numbers of the articles that resolved the tickets
  std::vector<Word> words;              // sorted by name
};

struct LearnedCallersWords {
  std::vector<std::string> articles;  // ids, sorted; an article's number is its index
  std::vector<CallersTable> tables;
  std::vector<CallersTable> trial;  // the same, learned without the held-out tickets
};

// Writes `learned.trial` if `trial` is true, else `learned.tables`.
Result<void> write_callers_words(const std::filesystem::path& path, const LearnedCallersWords& learned,
                                 bool trial = false);

// A memory-mapped file of callers' words. Immutable; safe for any thread. open() validates the whole file, so
// a damaged one is an error.
class CallersWords {
 public:
  // The table of one access class.
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
    // Returns an empty Word if no article has it.
    Word find(std::string_view name) const;

   private:
    friend class CallersWords;
    // `articles`: number of articles in the file.
    bool is_sound(std::uint32_t articles) const;
    // On-disk layout.
    struct WordRecord {
      std::uint32_t name, name_length;  // in the strings
      float rarity;
      std::uint32_t first_posting;  // the next record's first_posting is the end
    };

    std::uint32_t access_class_ = 0, tickets_ = 0, word_count_ = 0;
    float trust_ = 1, hit_rate_ = 0;
    std::span<const std::uint32_t> articles_;
    const WordRecord* words_ = nullptr;  // followed by a sentinel
    const CallersPosting* postings_ = nullptr;
    std::uint32_t posting_count_ = 0;
    std::string_view strings_;
  };

  static Result<CallersWords> open(const std::filesystem::path& path);

  const std::vector<Table>& tables() const { return tables_; }
  // Number of articles. They are numbered from 0.
  std::uint32_t articles() const { return article_count_; }
  // Returns an article's number, or articles() if there is no such article.
  std::uint32_t find_article(std::string_view id) const;
  std::string_view article(std::uint32_t number) const {
    return part_of(strings_, articles_[number].id, articles_[number].id_length);
  }

 private:
  // On-disk layout.
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
