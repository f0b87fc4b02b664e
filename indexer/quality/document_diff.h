#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/generation.h"

namespace callside {

// What one generation has that another has not: document by document, and what of each has changed.

struct DocumentChange {
  enum class What : std::uint8_t { added, changed, removed } what = What::added;
  Kind kind = Kind::article;
  std::string id, lang, title;      // the title as it is after; of what is removed, as it was
  std::vector<std::string> fields;  // changed: which ("title", "text", "audience", ...)
};

struct ChangeCounts {
  std::uint64_t added = 0, changed = 0, removed = 0;
  void count(DocumentChange::What what) {
    ++(what == DocumentChange::What::added     ? added
       : what == DocumentChange::What::changed ? changed
                                               : removed);
  }
};

struct DiffSummary {
  ChangeCounts all;
  std::map<std::string, ChangeCounts> by_kind, by_language;  // only those in which something changed
};

// Gives each change to `tell`, by kind, id and language, and counts them. Holds the names of both
// generations' documents in memory (some 50 bytes a document), and of their content one document at a time.
Result<DiffSummary> compare_documents(const Generation& from, const Generation& to,
                                      const std::function<void(const DocumentChange&)>& tell);

}  // namespace callside
