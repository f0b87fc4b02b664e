#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/format/editorial_rules.h"

namespace callside {

// Finds editorial rules that refer to words or articles that do not exist. `build` checks the rules against
// an index, `check` against sources.

struct EditorialFault {
  enum class What : std::uint8_t {
    synonym_unmatched,      // no document contains the words
    pin_article_missing,    // of a pin or a "never for"
    pin_article_not_shown,  // archived, or no longer valid
    pin_over,               // `until` has passed
  };
  What what = What::pin_over;
  std::size_t line = 1;
  std::string article;  // the article concerned; empty: none
  std::string reason;   // one sentence without a full stop
  std::string hint;
};

// Lookups in the documents that the rules are checked against.
struct EditorialSurroundings {
  enum class Article : std::uint8_t { missing, not_shown, shown };
  // Returns true if a document in one of the languages (empty: any) contains the words of `text`.
  std::function<bool(const std::string& text, const std::vector<std::string>& lang)> stands;
  std::function<Article(const std::string& id)> article;
};

// Returns the faults in the order of the file's sections. A one-way synonym needs only the articles' words to
// occur in documents, not the callers'. A mutual synonym is a fault if none of its texts occurs.
std::vector<EditorialFault> editorial_faults(const EditorialRules& rules,
                                             const EditorialSurroundings& lookups, Moment now);

}  // namespace callside
