#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/word_analyzer.h"
#include "indexer/base/bytes.h"

namespace callside {

// The words of everyday language: of small talk over the telephone, and of questions that have nothing to do
// with a knowledge base. A question that resembles them is hardly about this index, and such a word is not a
// typing error. Immutable after it was filled; safe for any thread.
class EverydayWords {
 public:
  // A word of one language, with the utterances that contain it: sorted, each once.
  struct Entry {
    std::vector<std::uint16_t> utterances;
  };

  // An utterance, as its words.
  struct Utterance {
    std::vector<Word> words;
    bool is_talk = false;  // small talk over the telephone, no question
  };
  // Similarity of the most similar utterance to a question, 0 to 1.
  struct Likeness {
    double any = 0;
    double talk = 0;  // among small talk
  };

  // The utterances of one language. Small talk has the lowest numbers.
  class Language {
   public:
    // Returns nullptr if no utterance contains the word.
    const Entry* find(const Word& word) const;
    // 0 to 1: share of the utterances that contain it.
    double share(const Entry& entry) const;
    // Cosine similarity to a question, given its words, nullptr for those without an entry; rare words count
    // more. `without`: ignores utterances that are the question.
    Likeness likeness(const std::vector<const Entry*>& question, bool without) const;
    std::size_t size() const { return norms_.size(); }

    void write(ByteWriter& out) const;
    static Language read(ByteReader& in);

   private:
    void add(const std::vector<Word>& words);
    double rarity(const Entry& entry) const;
    // Computes norms_. Call after the last add().
    void weigh();
    friend class EverydayWords;

    std::map<std::string, Entry, std::less<>> words_;  // by stem
    std::vector<double> norms_;                        // by utterance: length of its vector
    std::size_t talk_ = 0;                             // utterances that are small talk
  };

  // Adds all utterances of an analysis language. Call once for each language.
  void add(const std::string& language, const std::vector<Utterance>& utterances);
  // Returns nullptr if nothing is known about an analysis language.
  const Language* find(std::string_view language) const;

  void write(ByteWriter& out) const;
  // Sets ByteReader::failed() if the bytes are not what write() writes.
  static EverydayWords read(ByteReader& in);

 private:
  std::map<std::string, Language, std::less<>> languages_;
};

}  // namespace callside
