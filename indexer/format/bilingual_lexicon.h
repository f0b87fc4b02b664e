#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/bytes.h"
#include "indexer/base/error.h"
#include "indexer/base/files.h"

namespace callside {

// What a word of one language is called in another, learned from articles that exist in both
// (assembly/learn/lexicon_learner.h). A term is a word's stem, or the folded word where its language has no
// stemmer. Terms are kept as text, and not as numbers of a vocabulary, since the file is a part of the model:
// later generations, whose vocabularies number their words anew, share it.

// Articles that a translation was learned from, by the access classes of the two versions: who may not see
// both has not seen what it was learned from.
struct LearnedFrom {
  std::uint32_t class_a = 0, class_b = 0;
  std::uint32_t articles = 0;
  bool operator==(const LearnedFrom&) const = default;
  auto operator<=>(const LearnedFrom&) const = default;
};

// What the indexer hands over for one term.
struct LexiconTerm {
  struct Translation {
    std::uint32_t term = 0;         // among the terms
    float probability = 0;          // that the term stands for it, in its language
    std::vector<LearnedFrom> from;  // sorted
  };
  std::uint16_t language = 0;  // among the languages
  std::string text;
  std::vector<Translation> translations;
};

// Writes a lexicon. `terms` must be in the order of (language, text), without duplicates; those that are
// translations of others are among them.
Result<void> write_bilingual_lexicon(const std::filesystem::path& path,
                                     const std::vector<std::string>& languages,
                                     const std::vector<LexiconTerm>& terms);

// A lexicon file, mapped. Immutable; any thread.
class BilingualLexicon {
 public:
  struct Term {
    std::uint16_t language;
    std::string_view text;
  };
  // As it lies on the disk.
  struct Translation {
    std::uint32_t term;
    float probability;
    std::uint32_t from;  // learned(from, ..)
  };

  static Result<BilingualLexicon> open(const std::filesystem::path& path);

  // Analysis languages. None: nothing was learned.
  const std::vector<std::string>& languages() const { return languages_; }
  std::optional<std::uint16_t> language(std::string_view name) const;

  Term term(std::uint32_t number) const;
  std::optional<std::uint32_t> find(std::uint16_t language, std::string_view text) const;
  // [first, last): the terms that begin with `prefix`.
  std::pair<std::uint32_t, std::uint32_t> find_prefix(std::uint16_t language, std::string_view prefix) const;
  // Ordered by language, in each the likeliest first.
  std::span<const Translation> translations(std::uint32_t term) const {
    const std::uint32_t last = std::min(terms_[term + 1].first, translation_count_);
    return {translations_ + std::min(terms_[term].first, last), translations_ + last};
  }
  // How many articles both of whose versions are of visible classes the translation was learned from.
  std::uint32_t articles(const Translation& translation, const std::vector<bool>& visible_classes) const;

 private:
  struct TermRecord {
    std::uint32_t text, first;  // offset into the strings; its first translation
    std::uint16_t language;
    std::uint8_t length, unused;
  };
  bool is_sound() const;
  std::string_view text(const TermRecord& record) const {
    return part_of(strings_, record.text, record.length);
  }

  MappedFile file_;
  std::vector<std::string> languages_;
  const TermRecord* terms_ = nullptr;  // the last one is a sentinel
  const Translation* translations_ = nullptr;
  std::uint32_t term_count_ = 0, translation_count_ = 0;
  std::string_view from_, strings_;
};

}  // namespace callside
