#include "indexer/sources/markdown/yaml_fields.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/markdown/key_line.h"
#include "indexer/sources/native_key.h"

namespace callside {

namespace {

// More than any front matter needs. Aliases can turn a few lines into millions of nodes.
constexpr std::size_t kMaxNodes = 20'000;

constexpr const char* kFrontMatterHint =
    "put quotes around values that contain a colon, a # or a quote, and indent with spaces, not tabs";
constexpr const char* kQuoteHint = "look for an unclosed quote or bracket";

tl::unexpected<FieldFault> refuse_yaml(std::size_t line, std::string reason, std::string hint) {
  return tl::unexpected<FieldFault>({line, std::move(reason), std::move(hint)});
}

std::size_t line_of(const YAML::Mark& mark) { return static_cast<std::size_t>(std::max(mark.line, 0)); }

void set_scalar(NativeField& field, const YAML::Node& node) {
  field.type = NativeField::Type::text;
  field.text = node.Scalar();
  field.untyped = node.Tag() == "?";
  bool flag = false;
  if (field.untyped && YAML::convert<bool>::decode(node, flag)) field.flag = flag;
}

void set_list(NativeField& field, const YAML::Node& node) {
  field.type = NativeField::Type::texts;
  for (const auto& item : node) {
    if (item.IsScalar()) {
      field.texts.push_back(item.Scalar());
    } else {
      field.type = NativeField::Type::mixed_list;
    }
  }
}

NativeField read_field(const YAML::Node& key, const YAML::Node& value, std::size_t first_line) {
  NativeField field;
  field.key = key.Scalar();
  field.line = first_line + line_of(key.Mark());
  if (value.IsScalar()) {
    set_scalar(field, value);
  } else if (value.IsSequence()) {
    set_list(field, value);
  } else if (value.IsMap()) {
    field.type = NativeField::Type::object;
  }
  return field;
}

// Checks the values of the top-level keys, and finds keys that a quote swallowed.
class ValueChecker {
 public:
  explicit ValueChecker(const std::string& yaml) : yaml_(yaml) {}

  // Returns false on a fault; see fault().
  bool check(const YAML::Node& node, NativeField& field) {
    if (++nodes_ > kMaxNodes)
      return report(node.Mark(), "broken front matter: it has too many values", kFrontMatterHint);
    if (node.IsScalar()) return is_closed(node.Mark());
    if (node.IsSequence()) {
      return std::all_of(node.begin(), node.end(), [&](const auto& item) { return check(item, field); });
    }
    if (!node.IsMap()) return true;
    for (const auto& entry : node) {
      if (entry.first.IsScalar()) field.inner_keys.push_back(entry.first.Scalar());
      if (!check(entry.first, field) || !check(entry.second, field)) return false;
    }
    return true;
  }

  // Its `line` counts from 0 within the YAML.
  const FieldFault& fault() const { return fault_; }

 private:
  bool report(const YAML::Mark& mark, std::string reason, std::string hint) {
    fault_ = {line_of(mark), std::move(reason), std::move(hint)};
    return false;
  }

  // Returns true if a value that begins with a quote ends with one before the next key.
  bool is_closed(const YAML::Mark& mark) {
    std::size_t at = static_cast<std::size_t>(std::max(mark.pos, 0));
    while (at < yaml_.size() && (yaml_[at] == '!' || yaml_[at] == '&')) {
      at = std::min(yaml_.find(' ', at), yaml_.size());
      at = std::min(yaml_.find_first_not_of(' ', at), yaml_.size());
    }
    if (at >= yaml_.size() || (yaml_[at] != '"' && yaml_[at] != '\'')) return true;
    const std::size_t end = end_of_quote(at);
    if (end == std::string::npos)
      return report(mark, "broken front matter: the quote that opens here is not closed", kQuoteHint);
    for (std::size_t line = yaml_.find('\n', at); line < end; line = yaml_.find('\n', line + 1)) {
      const auto key =
          key_line(std::string_view(yaml_).substr(line + 1, yaml_.find('\n', line + 1) - line - 1));
      if (key && is_restricting_key(key->key)) {
        return report(
            mark, "broken front matter: the value that starts here swallows the key " + in_quotes(key->key),
            kQuoteHint);
      }
    }
    return true;
  }

  std::size_t end_of_quote(std::size_t at) const {
    const char quote = yaml_[at];
    for (++at; at < yaml_.size(); ++at) {
      if (quote == '"' && yaml_[at] == '\\') {
        ++at;
      } else if (yaml_[at] == quote) {
        const bool doubled = quote == '\'' && at + 1 < yaml_.size() && yaml_[at + 1] == quote;
        if (!doubled) return at;
        ++at;
      }
    }
    return std::string::npos;
  }

  const std::string& yaml_;
  std::size_t nodes_ = 0;
  FieldFault fault_;
};

// Returns the first line, from 0, that begins with a key but is not in `key_lines`, so that the value above
// swallowed it. Text that is meant as a value is indented.
std::optional<std::size_t> swallowed_line(const std::string& yaml, const std::set<std::size_t>& key_lines) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size());
    const std::string_view line = std::string_view(yaml).substr(at, end - at);
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    const auto key = indented ? std::nullopt : key_line(line);
    if (key && key->sign == ':' && !key_lines.contains(number)) return number;
    at = end + 1;
  }
  return std::nullopt;
}

// Returns true if losing this key changes neither the article's identity nor who may see it, nor when.
bool may_be_missing(std::string_view name) {
  const NativeKeyInfo* known = find_native_key(name);
  if (known == nullptr) return false;
  switch (known->key) {
    case NativeKey::kind:
    case NativeKey::id:
    case NativeKey::lang:
    case NativeKey::brand:
    case NativeKey::audience:
    case NativeKey::confidence:
    case NativeKey::valid_from:
    case NativeKey::valid_until:
      return false;
    default:
      return true;
  }
}

// Reads one key with the lines of its value. Returns false if they are unreadable and may matter.
bool read_alone(const std::string& lines, NativeFields& fields) {
  if (lines.empty()) return true;
  try {
    const YAML::Node node = YAML::Load(lines);
    if (node.IsNull()) return true;
    if (!node.IsMap() || node.size() != 1 || !node.begin()->first.IsScalar()) return false;
    fields.push_back(read_field(node.begin()->first, node.begin()->second, 1));
    return true;
  } catch (const YAML::Exception&) {
    return may_be_missing(std::string_view(lines).substr(0, lines.find(':')));
  }
}

}  // namespace

tl::expected<NativeFields, FieldFault> read_yaml_fields(const std::string& yaml, std::size_t first_line) {
  try {
    const YAML::Node root = YAML::Load(yaml);
    NativeFields fields;
    if (root.IsNull()) return fields;
    if (!root.IsMap()) {
      return refuse_yaml(
          first_line, "broken front matter: it has no keys",
          "write key: value lines between the two lines of ---; for a horizontal rule use *** instead");
    }
    ValueChecker values(yaml);
    std::set<std::size_t> key_lines;
    for (const auto& entry : root) {
      const std::size_t line = first_line + line_of(entry.first.Mark());
      if (!entry.first.IsScalar())
        return refuse_yaml(line, "broken front matter: a key is not a string", kFrontMatterHint);
      if (entry.first.Scalar() == "<<") {
        return refuse_yaml(line, "merge keys (<<) are not supported in front matter", "write the keys out");
      }
      key_lines.insert(line_of(entry.first.Mark()));
      NativeField& field = fields.emplace_back(read_field(entry.first, entry.second, first_line));
      if (!values.check(entry.first, field) || !values.check(entry.second, field)) {
        FieldFault fault = values.fault();
        fault.line += first_line;
        return tl::unexpected<FieldFault>(std::move(fault));
      }
    }
    if (const auto line = swallowed_line(yaml, key_lines)) {
      return refuse_yaml(first_line + *line, "broken front matter: this key is inside the value before it",
                         kQuoteHint);
    }
    return fields;
  } catch (const YAML::Exception& exception) {
    return refuse_yaml(first_line + line_of(exception.mark),
                       "broken front matter: " + clip(exception.msg, 100), kFrontMatterHint);
  }
}

std::optional<NativeFields> read_yaml_key_by_key(const std::string& yaml) {
  NativeFields fields;
  std::string lines;  // of the current key
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = std::min(yaml.find('\n', at), yaml.size());
    const std::string_view line = std::string_view(yaml).substr(at, end - at);
    const bool begins_key = !line.empty() && line.find_first_of(" \t-#") != 0;
    if (begins_key && !read_alone(std::exchange(lines, {}), fields)) return std::nullopt;
    lines.append(line) += '\n';
    at = end + 1;
  }
  if (!read_alone(lines, fields)) return std::nullopt;
  return fields;
}

}  // namespace callside
