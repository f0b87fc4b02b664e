#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/redact/known_names.h"
#include "indexer/redact/personal_span.h"
#include "indexer/redact/reading.h"
#include "indexer/redact/rule_matcher.h"

namespace callside {

// Finds personal data in texts. Reuses its buffers between calls. For one thread at a time.
class Finder {
 public:
  // Returns spans in order, without overlap, never over the end of a line. `rules` may be null.
  Result<std::vector<PersonalSpan>> find(std::string_view text, std::span<const KnownValue> known,
                                         const RuleMatcher* rules);

 private:
  Result<void> search_piece(std::string_view text, std::span<const KnownValue> known,
                            const RuleMatcher* rules, std::size_t offset, std::vector<PersonalSpan>& spans);
  void take(std::vector<PersonalSpan>& spans, std::size_t offset);
  void search_round(const KnownNames& names, std::vector<PersonalSpan>& spans, std::size_t offset);

  std::vector<Unit> units_;
  std::vector<Finding> findings_;
  Reading reading_;
};

}  // namespace callside
