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
  // An error names the line of a pattern that ICU cannot compile, and the position in it.
  static Result<RuleMatcher> create(std::span<const RedactionRule> rules);

  // The names and marks of the rules that have a pattern.
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::string>& marks() const { return marks_; }

  // Hides the texts that the organisation keeps from all detectors.
  void hide_kept(std::vector<Unit>& units) const;

  // Appends the matches of the rules in the text that `units` were folded from. Where two overlap, the
  // earlier rule wins. Returns an error if a pattern takes more than about a second or 8 MiB for this text,
  // so that no record passes unredacted.
  Result<void> find(std::string_view text, View units, std::vector<Finding>& findings) const;

 private:
  struct Pattern;
  std::vector<std::shared_ptr<const Pattern>> patterns_;
  std::vector<std::string> names_, marks_;
  std::vector<std::u32string> kept_;  // comparable units of each text
};

}  // namespace callside
