#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/generation.h"

namespace callside {

// Compares two generations document by document and field by field.

struct DocumentChange {
  enum class What : std::uint8_t { added, changed, removed } what = What::added;
  Kind kind = Kind::article;
  std::string id, lang, title;      // the new title, or the old one of a removed document
  std::vector<std::string> fields;  // that changed ("title", "text", "audience", ...), if `what` is changed
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
  std::map<std::string, ChangeCounts> by_kind, by_language;  // those with changes
};

// Calls `tell` with each change, sorted by kind, id and language, and returns the counts. Holds the names of
// both generations' documents in memory (some 50 bytes per document), but only one document's content at a
// time.
Result<DiffSummary> compare_documents(const Generation& from, const Generation& to,
                                      const std::function<void(const DocumentChange&)>& tell);

}  // namespace callside
