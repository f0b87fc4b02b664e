#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/redaction_rule.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// An organisation's own rules (config/redaction_rule.h), compiled. Immutable: any thread may use it.
class RuleMatcher {
 public:
  // An error names the line of a pattern that ICU does not understand, and where in it.
  static Result<RuleMatcher> create(std::span<const RedactionRule> rules);

  // By rule that has a pattern.
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::string>& marks() const { return marks_; }

  // Makes what must stay invisible to all detectors.
  void hide_kept(std::vector<Unit>& units) const;

  // Appends what the rules match in a text that `units` were folded from, the earlier rule first where two
  // meet. An error where a pattern takes too long or too deep for this text, so that no record passes
  // unredacted: about a second, and 8 MiB.
  Result<void> find(std::string_view text, View units, std::vector<Finding>& findings) const;

 private:
  struct Pattern;
  std::vector<std::shared_ptr<const Pattern>> patterns_;
  std::vector<std::string> names_, marks_;
  std::vector<std::u32string> kept_;  // significant letters, as they are compared
};

}  // namespace callside
