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

// Translations of words, learned from articles that exist in both languages
// (assembly/learn/lexicon_learner.h). A term is a word's stem, or the folded word if its language has no
// stemmer. Terms are stored as text, not as vocabulary numbers: the file is part of the model, which later
// generations share, and each generation numbers its vocabulary anew.

// Number of articles that support a translation, by the access classes of the two language versions. Only
// articles whose two versions a reader may see count for that reader.
struct LearnedFrom {
  std::uint32_t class_a = 0, class_b = 0;
  std::uint32_t articles = 0;
  bool operator==(const LearnedFrom&) const = default;
  auto operator<=>(const LearnedFrom&) const = default;
};

// Input of write_bilingual_lexicon() for one term.
struct LexiconTerm {
  struct Translation {
    std::uint32_t term = 0;         // index into the terms
    float probability = 0;          // that this is the translation, among those in its language
    std::vector<LearnedFrom> from;  // sorted
  };
  std::uint16_t language = 0;  // index into the languages
  std::string text;
  std::vector<Translation> translations;
};

// Writes a lexicon. `terms` must be sorted by (language, text), without duplicates, and must include every
// term that is a translation of another.
Result<void> write_bilingual_lexicon(const std::filesystem::path& path,
                                     const std::vector<std::string>& languages,
                                     const std::vector<LexiconTerm>& terms);

// A memory-mapped lexicon file. Immutable; safe for any thread.
class BilingualLexicon {
 public:
  struct Term {
    std::uint16_t language;
    std::string_view text;
  };
  // On-disk layout.
  struct Translation {
    std::uint32_t term;
    float probability;
    std::uint32_t from;  // offset of its LearnedFrom list; read by articles()
  };

  static Result<BilingualLexicon> open(const std::filesystem::path& path);

  // Analysis languages. Empty if no translations were learned.
  const std::vector<std::string>& languages() const { return languages_; }
  std::optional<std::uint16_t> language(std::string_view name) const;

  Term term(std::uint32_t number) const;
  std::optional<std::uint32_t> find(std::uint16_t language, std::string_view text) const;
  // Returns the range [first, last) of terms that begin with `prefix`.
  std::pair<std::uint32_t, std::uint32_t> find_prefix(std::uint16_t language, std::string_view prefix) const;
  // Grouped by language, most probable first in each.
  std::span<const Translation> translations(std::uint32_t term) const {
    const std::uint32_t last = std::min(terms_[term + 1].first, translation_count_);
    return {translations_ + std::min(terms_[term].first, last), translations_ + last};
  }
  // Number of articles the translation was learned from, counting only those with both versions visible.
  std::uint32_t articles(const Translation& translation, const std::vector<bool>& visible_classes) const;

 private:
  struct TermRecord {
    std::uint32_t text, first;  // offset into the strings; index of its first translation
    std::uint16_t language;
    std::uint8_t length, unused;
  };
  bool is_sound() const;
  std::string_view text(const TermRecord& record) const {
    return part_of(strings_, record.text, record.length);
  }

  MappedFile file_;
  std::vector<std::string> languages_;
  const TermRecord* terms_ = nullptr;  // followed by a sentinel
  const Translation* translations_ = nullptr;
  std::uint32_t term_count_ = 0, translation_count_ = 0;
  std::string_view from_, strings_;
};

}  // namespace callside
