#include "indexer/config/redaction_rule.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"

namespace callside {
namespace {

constexpr std::array<std::string_view, 4> kRuleKeys = {"name", "pattern", "mark", "keep"};
constexpr std::size_t kMaxRedactionRules = 32, kNameLimit = 40, kPatternLimit = 1000, kMaxKept = 1000,
                      kKeptLimit = 200;

class RuleReader {
 public:
  RuleReader(const std::filesystem::path& path, const YAML::Node& node) : path_(path), node_(node) {}

  Result<RedactionRule> read() {
    if (!node_.IsMap()) {
      return refuse(node_, "a redaction rule must be keys with values", "write - name: ..., pattern: '...'");
    }
    rule_.place = place(node_);
    std::set<std::string> seen;
    for (const auto& entry : node_) CALLSIDE_TRY(read_key(entry.first, entry.second, seen));
    CALLSIDE_TRY(check());
    return rule_;
  }

 private:
  std::string place(const YAML::Node& node) const {
    return path_.string() + ":" + std::to_string(node.Mark().line < 0 ? 1 : node.Mark().line + 1);
  }

  tl::unexpected<Error> refuse(const YAML::Node& node, const std::string& reason,
                               const std::string& hint) const {
    return fail(ErrorCode::invalid_input, place(node) + ": " + reason, hint);
  }

  Result<void> read_key(const YAML::Node& key_node, const YAML::Node& value, std::set<std::string>& seen) {
    const std::string key = key_node.IsScalar() ? key_node.Scalar() : "";
    if (!seen.insert(key).second)
      return refuse(key_node, "the key \"" + key + "\" occurs twice", "merge the two");
    if (key == "keep") return read_keep(value);
    if (key != "name" && key != "pattern" && key != "mark") {
      return refuse(key_node, "unknown key \"" + repair_utf8(key.substr(0, 40)) + "\" in a redaction rule",
                    "did you mean \"" + std::string(nearest_key(key, kRuleKeys)) + "\"?");
    }
    if (!value.IsScalar()) return refuse(value, key + " must be one text", "write " + key + ": '...'");
    (key == "name" ? rule_.name : key == "pattern" ? rule_.pattern : rule_.mark) = value.Scalar();
    if (key == "pattern") rule_.place = place(value);
    return ok();
  }

  Result<void> read_keep(const YAML::Node& value) {
    if (value.IsScalar()) {
      rule_.keep.push_back(value.Scalar());
    } else if (value.IsSequence()) {
      for (const auto& one : value) {
        if (!one.IsScalar())
          return refuse(one, "keep must be a list of texts", "write keep: [Linden Park, 555-0112]");
        rule_.keep.push_back(one.Scalar());
      }
    } else if (!value.IsNull()) {
      return refuse(value, "keep must be a list of texts", "write keep: [Linden Park, 555-0112]");
    }
    const bool sound =
        rule_.keep.size() <= kMaxKept && std::ranges::all_of(rule_.keep, [](const std::string& text) {
          return !text.empty() && text.size() <= kKeptLimit &&
                 find_invalid_utf8(text) == std::string_view::npos;
        });
    if (sound) return ok();
    return refuse(value, "a text in keep is empty, too long or not UTF-8, or there are too many",
                  "give at most 1000 texts of up to 200 bytes");
  }

  Result<void> check() {
    if (rule_.pattern.empty()) {
      if (!rule_.name.empty() || !rule_.mark.empty()) {
        return refuse(node_, "the rule has a name or a mark, but no pattern", "add a pattern");
      }
      if (!rule_.keep.empty()) return ok();
      return refuse(node_, "the rule has neither pattern nor keep", "add a pattern, or remove the rule");
    }
    if (rule_.pattern.size() > kPatternLimit) {
      return refuse(node_, "the pattern is longer than 1000 bytes", "split it into several rules");
    }
    if (!is_plain(rule_.name) || rule_.name.size() > kNameLimit) {
      return refuse(node_,
                    "a rule with a pattern needs a name of up to 40 letters, digits, spaces and hyphens",
                    "write, for example, name: student number");
    }
    if (rule_.mark.empty()) rule_.mark = "[" + rule_.name + "]";
    const bool is_bracketed = rule_.mark.size() > 2 && rule_.mark.size() <= kNameLimit + 2 &&
                              rule_.mark.front() == '[' && rule_.mark.back() == ']' &&
                              is_plain(rule_.mark.substr(1, rule_.mark.size() - 2));
    if (is_bracketed) return ok();
    return refuse(node_, "the mark must be letters, digits, spaces and hyphens in brackets",
                  "write, for example, mark: '[student number]'");
  }

  // Returns true if the text needs no escaping in HTML and no detector could match it.
  static bool is_plain(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return is_ascii_alphanumeric(c) || c == ' ' || c == '-'; });
  }

  const std::filesystem::path& path_;
  const YAML::Node& node_;
  RedactionRule rule_;
};

}  // namespace

Result<std::vector<RedactionRule>> read_redaction_rules(const std::filesystem::path& path,
                                                        const YAML::Node& node) {
  std::vector<RedactionRule> rules;
  if (node.IsNull()) return rules;
  const std::string line = path.string() + ":" + std::to_string(node.Mark().line + 1);
  if (!node.IsSequence()) {
    return fail(ErrorCode::invalid_input, line + ": redact must be a list of rules",
                "write - before each rule, with name and pattern below");
  }
  if (node.size() > kMaxRedactionRules) {
    return fail(ErrorCode::invalid_input, line + ": redact has more than 32 rules",
                "combine some into one pattern with |");
  }
  for (const auto& one : node) {
    CALLSIDE_ASSIGN(RedactionRule rule, RuleReader(path, one).read());
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace callside
