#include "indexer/sources/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/native_key.h"

namespace callside {

namespace {

constexpr std::size_t kFrontMatterLimit = std::size_t{64} << 10U;
constexpr std::string_view kMatterByteOrderMark = "\xEF\xBB\xBF";

struct Line {
  std::string_view text;  // without its end and trailing blanks
  std::size_t next = 0;   // where the next line begins
};

Line line_at(std::string_view bytes, std::size_t at) {
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  std::string_view text = bytes.substr(at, end - at);
  text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
  return {text, std::min(end + 1, bytes.size())};
}

tl::unexpected<Remark> refuse(const std::string& file, std::size_t line, std::string reason,
                              std::string hint) {
  return tl::unexpected<Remark>({Remark::Level::rejected, {file, line}, std::move(reason), std::move(hint)});
}

// Without its first "---", front matter would be taken for text, and its audience for nothing.
bool begins_with_known_key(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && find_native_key(line.substr(0, colon)) != nullptr &&
         (colon + 1 == line.size() || line[colon + 1] == ' ');
}

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
  field.line = first_line + static_cast<std::size_t>(std::max(key.Mark().line, 0));
  if (value.IsScalar()) {
    set_scalar(field, value);
  } else if (value.IsSequence()) {
    set_list(field, value);
  } else if (value.IsMap()) {
    field.type = NativeField::Type::object;
  }
  return field;
}

constexpr const char* kYamlHint =
    "put quotes around values that hold a colon, a # or a quote, and indent with spaces, not tabs";

tl::expected<NativeFields, Remark> read_yaml(std::string_view yaml, const std::string& file,
                                             std::size_t first_line) {
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    NativeFields fields;
    if (root.IsNull()) return fields;
    if (!root.IsMap()) {
      return refuse(file, first_line, "broken front matter: it has no keys",
                    "write key: value lines between the two lines of ---; as a ruler use *** instead");
    }
    for (const auto& entry : root) {
      if (!entry.first.IsScalar()) {
        return refuse(file, first_line, "broken front matter: a key is not a word", kYamlHint);
      }
      fields.push_back(read_field(entry.first, entry.second, first_line));
    }
    return fields;
  } catch (const YAML::Exception& exception) {
    const std::size_t line = first_line + static_cast<std::size_t>(std::max(exception.mark.line, 0));
    return refuse(file, line, "broken front matter: " + clip(exception.msg, 100), kYamlHint);
  }
}

// The lines between those of "---"; none where the file begins with its text.
struct MatterBlock {
  std::optional<std::string_view> yaml;
  std::size_t first_line = 1;
  std::string_view text;
};

tl::expected<MatterBlock, Remark> find_block(std::string_view bytes, const std::string& file) {
  if (bytes.substr(0, kMatterByteOrderMark.size()) == kMatterByteOrderMark)
    bytes.remove_prefix(kMatterByteOrderMark.size());
  std::size_t at = 0;
  std::size_t number = 1;
  Line line = line_at(bytes, at);
  while (line.text.empty() && line.next < bytes.size()) {
    at = line.next;
    line = line_at(bytes, at);
    ++number;
  }
  if (line.text == "+++") {
    return refuse(file, number, "front matter in TOML is not read",
                  "write it as YAML, between two lines of ---");
  }
  if (line.text != "---") {
    if (begins_with_known_key(line.text)) {
      return refuse(file, number, "broken front matter: the line of --- before it is missing",
                    "begin the file with ---, or the text with another word");
    }
    return MatterBlock{std::nullopt, number, bytes};
  }
  const std::size_t begin = line.next;
  for (at = begin; at < bytes.size(); at = line.next) {
    line = line_at(bytes, at);
    if (line.text != "---" && line.text != "...") continue;
    if (at - begin > kFrontMatterLimit) break;
    return MatterBlock{bytes.substr(begin, at - begin), number + 1, bytes.substr(line.next)};
  }
  return refuse(file, number, "broken front matter: it is never closed",
                "write a line of --- behind the keys; as a ruler at the beginning use *** instead");
}

// Whether the key, misread, changes neither what the article is nor who may see it, nor when.
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

// One key with the lines of its value. False: what it says can't be told.
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

tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file) {
  auto block = find_block(bytes, file);
  if (!block) return tl::unexpected<Remark>(std::move(block.error()));
  if (!block->yaml) return FrontMatter{{}, block->text};
  auto fields = read_yaml(*block->yaml, file, block->first_line);
  if (!fields) return tl::unexpected<Remark>(std::move(fields.error()));
  return FrontMatter{std::move(*fields), block->text};
}

std::optional<NativeFields> read_broken_front_matter(std::string_view bytes) {
  const auto block = find_block(bytes, {});
  if (!block || !block->yaml) return std::nullopt;
  NativeFields fields;
  std::string lines;  // of the key that is read
  for (std::size_t at = 0; at < block->yaml->size();) {
    const Line line = line_at(*block->yaml, at);
    const bool begins_key = !line.text.empty() && line.text.find_first_of(" \t-#") != 0;
    if (begins_key && !read_alone(std::exchange(lines, {}), fields)) return std::nullopt;
    lines.append(line.text) += '\n';
    at = line.next;
  }
  if (!read_alone(lines, fields)) return std::nullopt;
  return fields;
}

}  // namespace callside
