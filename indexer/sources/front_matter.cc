#include "indexer/sources/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/native_key.h"

namespace callside {

namespace {

constexpr std::size_t kFrontMatterLimit = std::size_t{64} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

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

}  // namespace

tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file) {
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) bytes.remove_prefix(kByteOrderMark.size());
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
    return FrontMatter{{}, bytes};
  }
  const std::size_t begin = line.next;
  const std::size_t first_line = number + 1;
  for (at = begin; at < bytes.size(); at = line.next) {
    line = line_at(bytes, at);
    if (line.text != "---" && line.text != "...") continue;
    if (at - begin > kFrontMatterLimit) break;
    auto fields = read_yaml(bytes.substr(begin, at - begin), file, first_line);
    if (!fields) return tl::unexpected<Remark>(std::move(fields.error()));
    return FrontMatter{std::move(*fields), bytes.substr(line.next)};
  }
  return refuse(file, number, "broken front matter: it is never closed",
                "write a line of --- behind the keys; as a ruler at the beginning use *** instead");
}

}  // namespace callside
