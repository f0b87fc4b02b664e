#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/assembly/form_merge.h"
#include "indexer/assembly/learn/block_alignment.h"
#include "indexer/assembly/numbering.h"
#include "indexer/assembly/reading_pass.h"

namespace callside {

// Articles that exist in several languages. Translations are learned from them.

// Numbers the terms of a collection: stems of words, or folded words in languages without stems. Function
// words and codes are not terms.
class TermNumbers {
 public:
  // `merged` must have the parts of compounds, and outlive it.
  explicit TermNumbers(const MergedForms& merged);

  struct Term {
    std::uint16_t language = 0;
    std::string_view text;
  };
  // Sorted by (language, text).
  const std::vector<Term>& terms() const { return terms_; }
  // Returns the terms of a form: itself, then its compound parts. Empty if the form is not a term.
  std::span<const std::uint32_t> of(std::uint32_t form) const {
    return {of_forms_.data() + first_[form], of_forms_.data() + first_[form + 1]};
  }

 private:
  std::vector<Term> terms_;
  std::vector<std::uint32_t> first_, of_forms_;
};

// One language's version of an article, as terms.
struct ArticleVersion {
  std::uint32_t article = 0;  // number among the articles that exist in several languages
  std::uint16_t language = 0;
  std::uint32_t access_class = 0;
  std::vector<std::uint32_t> title;
  std::vector<BlockShape> shapes;
  std::vector<std::vector<std::uint32_t>> blocks;
};

// Bounds memory. If there are more articles, evenly spaced ones are used: more teach nothing new.
inline constexpr std::size_t kMaxArticles = 20'000;

// Reads the versions of articles that exist in several languages, sorted by (id, language), so that the
// result does not depend on the order of the sources. If an article has two versions in one language (en-GB,
// en-US), the one with the smaller tag is used.
Result<std::vector<ArticleVersion>> read_versions(const ReadingResult& reading, const MergedForms& merged,
                                                  const Numbering& numbering, const TermNumbers& terms);

}  // namespace callside
