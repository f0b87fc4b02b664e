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

// Articles that there are in several languages, as what translations are learned from.

// The terms of a collection: words by their stems, or folded where their language has none. Function words
// and codes are none.
class TermNumbers {
 public:
  // `merged`: with the parts of compounds; must outlive it.
  explicit TermNumbers(const MergedForms& merged);

  struct Term {
    std::uint16_t language = 0;
    std::string_view text;
  };
  // In the order of (language, text).
  const std::vector<Term>& terms() const { return terms_; }
  // Those that a form stands for: itself, then its parts. Empty: it is none.
  std::span<const std::uint32_t> of(std::uint32_t form) const {
    return {of_forms_.data() + first_[form], of_forms_.data() + first_[form + 1]};
  }

 private:
  std::vector<Term> terms_;
  std::vector<std::uint32_t> first_, of_forms_;
};

// One language's version of an article, as terms.
struct ArticleVersion {
  std::uint32_t article = 0;  // among those that there are in several languages
  std::uint16_t language = 0;
  std::uint32_t access_class = 0;
  std::vector<std::uint32_t> title;
  std::vector<BlockShape> shapes;
  std::vector<std::vector<std::uint32_t>> blocks;
};

// More teach nothing new, and would take memory without bound: of more, as many are taken evenly.
inline constexpr std::size_t kMostArticles = 20'000;

// In the order of (id, language), so that it is the same whatever order they came in. Of two versions in one
// language (en-GB, en-US) the first by its tag.
Result<std::vector<ArticleVersion>> read_versions(const ReadingResult& reading, const MergedForms& merged,
                                                  const Numbering& numbering, const TermNumbers& terms);

}  // namespace callside
