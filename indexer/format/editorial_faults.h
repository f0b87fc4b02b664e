#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/format/editorial_rules.h"

namespace callside {

// What the editors' rules name that is not there: for `build`, which looks into an index, and `check`, which
// looks into sources.

struct EditorialFault {
  enum class What : std::uint8_t {
    synonym_unmatched,      // no document has the words
    pin_article_missing,    // of a pin or a "never for"
    pin_article_not_shown,  // it is archived, or no longer valid
    pin_over,               // `until` is past
  };
  What what = What::pin_over;
  std::size_t line = 1;
  std::string article;  // what it is about; empty: no article
  std::string reason;   // one sentence without a full stop
  std::string hint;
};

// What there is.
struct EditorialSurroundings {
  enum class Article : std::uint8_t { missing, not_shown, shown };
  // Whether the words of a text stand in some document in one of the languages (empty: in any).
  std::function<bool(const std::string& text, const std::vector<std::string>& lang)> stands;
  std::function<Article(const std::string& id)> article;
};

// In the order of the file's sections. A synonym that only callers say is none of these; what articles say
// is, and texts of a mutual synonym none of which stands anywhere.
std::vector<EditorialFault> editorial_faults(const EditorialRules& rules,
                                             const EditorialSurroundings& surroundings, Moment now);

}  // namespace callside
