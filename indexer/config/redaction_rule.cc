#include "indexer/config/redaction_rule.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {
namespace {

constexpr std::string_view kRuleKeys[] = {"name", "pattern", "mark", "keep"};
constexpr std::size_t kMaxRedactionRules = 32, kNameLimit = 40, kPatternLimit = 1000, kMaxKept = 1000,
                      kKeptLimit = 200;

class RuleReader {
 public:
  explicit RuleReader(const YamlValue& value) : value_(value) {}

  Result<RedactionRule> read() {
    if (!value_.is_map()) {
      return value_.fault("a redaction rule must be keys with values", "write - name: ..., pattern: '...'");
    }
    rule_.place = value_.place();
    CALLSIDE_TRY(value_.each_key({kRuleKeys, "in a redaction rule"},
                                 [this](const YamlValue& key, const YamlValue& value) -> Result<void> {
                                   return key.text() == "keep" ? read_keep(value)
                                                               : read_text(key.text(), value);
                                 }));
    CALLSIDE_TRY(check());
    return rule_;
  }

 private:
  Result<void> read_text(const std::string& key, const YamlValue& value) {
    if (!value.is_text()) return value.fault(key + " must be one text", "write " + key + ": '...'");
    (key == "name" ? rule_.name : key == "pattern" ? rule_.pattern : rule_.mark) = value.text();
    if (key == "pattern") rule_.place = value.place();
    return ok();
  }

  Result<void> read_keep(const YamlValue& value) {
    if (value.is_missing()) return ok();
    for (const YamlValue& one : value.one_or_many()) {
      if (!one.is_text())
        return one.fault("keep must be a list of texts", "write keep: [Linden Park, 555-0112]");
      rule_.keep.push_back(one.text());
    }
    const bool sound =
        rule_.keep.size() <= kMaxKept && std::ranges::all_of(rule_.keep, [](const std::string& text) {
          return !text.empty() && text.size() <= kKeptLimit &&
                 find_invalid_utf8(text) == std::string_view::npos;
        });
    if (sound) return ok();
    return value.fault("a text in keep is empty, too long or not UTF-8, or there are too many",
                       "give at most 1000 texts of up to 200 bytes");
  }

  Result<void> check() {
    if (rule_.pattern.empty()) {
      if (!rule_.name.empty() || !rule_.mark.empty()) {
        return value_.fault("the rule has a name or a mark, but no pattern", "add a pattern");
      }
      if (!rule_.keep.empty()) return ok();
      return value_.fault("the rule has neither pattern nor keep", "add a pattern, or remove the rule");
    }
    if (rule_.pattern.size() > kPatternLimit) {
      return value_.fault("the pattern is longer than 1000 bytes", "split it into several rules");
    }
    if (!is_plain(rule_.name) || rule_.name.size() > kNameLimit) {
      return value_.fault(
          "a rule with a pattern needs a name of up to 40 letters, digits, spaces and hyphens",
          "write, for example, name: student number");
    }
    if (rule_.mark.empty()) rule_.mark = "[" + rule_.name + "]";
    const bool is_bracketed = rule_.mark.size() > 2 && rule_.mark.size() <= kNameLimit + 2 &&
                              rule_.mark.front() == '[' && rule_.mark.back() == ']' &&
                              is_plain(rule_.mark.substr(1, rule_.mark.size() - 2));
    if (is_bracketed) return ok();
    return value_.fault("the mark must be letters, digits, spaces and hyphens in brackets",
                        "write, for example, mark: '[student number]'");
  }

  // Returns true if the text needs no escaping in HTML and no detector could match it.
  static bool is_plain(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return is_ascii_alphanumeric(c) || c == ' ' || c == '-'; });
  }

  const YamlValue& value_;
  RedactionRule rule_;
};

}  // namespace

Result<std::vector<RedactionRule>> read_redaction_rules(const YamlValue& list) {
  std::vector<RedactionRule> rules;
  if (list.is_missing()) return rules;
  if (!list.is_list()) {
    return list.fault("redact must be a list of rules",
                      "write - before each rule, with name and pattern below");
  }
  if (list.size() > kMaxRedactionRules) {
    return list.fault("redact has more than 32 rules", "combine some into one pattern with |");
  }
  for (const YamlValue& one : list.items()) {
    CALLSIDE_ASSIGN(RedactionRule rule, RuleReader(one).read());
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace callside
