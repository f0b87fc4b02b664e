#include "indexer/sources/markdown/toml_fields.h"

#include <toml++/toml.h>

#include <sstream>
#include <string_view>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/markdown/key_line.h"

namespace callside {

namespace {

constexpr const char* kTomlHint =
    "write key = \"value\" lines between the two lines of +++, with strings in quotes";

template <typename T>
std::string text_of(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

void add_inner_keys(const toml::node& node, std::vector<std::string>& keys) {
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      keys.emplace_back(key.str());
      add_inner_keys(value, keys);
    }
  } else if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) add_inner_keys(item, keys);
  }
}

void set_list(NativeField& field, const toml::array& array) {
  field.type = NativeField::Type::texts;
  for (const toml::node& item : array) {
    if (const auto* text = item.as_string()) {
      field.texts.push_back(text->get());
    } else {
      field.type = NativeField::Type::mixed_list;
    }
  }
}

NativeField read_field(const toml::key& key, const toml::node& node, std::size_t first_line) {
  NativeField field;
  field.key = key.str();
  field.line = first_line + key.source().begin.line - 1;
  field.type = NativeField::Type::text;
  if (const auto* text = node.as_string()) {
    field.text = text->get();
  } else if (const auto* flag = node.as_boolean()) {
    field.type = NativeField::Type::flag;
    field.flag = flag->get();
  } else if (const auto* integer = node.as_integer()) {
    field.type = NativeField::Type::number;
    field.text = std::to_string(integer->get());
  } else if (node.is_floating_point()) {
    field.type = NativeField::Type::number;
  } else if (const auto* day = node.as_date()) {
    field.text = text_of(day->get());
  } else if (const auto* moment = node.as_date_time()) {
    field.text = text_of(moment->get());
  } else if (const auto* time = node.as_time()) {
    field.text = text_of(time->get());
  } else if (const toml::array* array = node.as_array()) {
    set_list(field, *array);
  } else {
    field.type = NativeField::Type::object;
  }
  add_inner_keys(node, field.inner_keys);
  return field;
}

// Returns the text of line `line`, counted from 0.
std::string_view numbered_line(std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (; line > 0 && at < text.size(); --line) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

// Returns the name of a key that begins a line inside a multi-line string; empty if there is none.
std::string_view swallowed_key(std::string_view toml, const toml::node& node) {
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) {
      if (const std::string_view key = swallowed_key(toml, item); !key.empty()) return key;
    }
  }
  if (const toml::table* table = node.as_table()) {
    for (const auto& [name, value] : *table) {
      if (const std::string_view key = swallowed_key(toml, value); !key.empty()) return key;
    }
  }
  if (!node.is_string()) return {};
  for (std::size_t line = node.source().begin.line; line < node.source().end.line; ++line) {
    const auto key = key_line(numbered_line(toml, line));
    if (key && key->sign == '=' && is_restricting_key(key->key)) return key->key;
  }
  return {};
}

}  // namespace

tl::expected<NativeFields, FieldFault> read_toml_fields(const std::string& toml, std::size_t first_line) {
  try {
    const toml::table root = toml::parse(toml);
    NativeFields fields;
    for (const auto& [key, node] : root) {
      NativeField& field = fields.emplace_back(read_field(key, node, first_line));
      if (const std::string_view swallowed = swallowed_key(toml, node); !swallowed.empty()) {
        return tl::unexpected<FieldFault>(
            {field.line,
             "broken front matter: the value that starts here swallows the key " + in_quotes(swallowed),
             "look for an unclosed quote"});
      }
    }
    return fields;
  } catch (const toml::parse_error& error) {
    const std::size_t line = first_line + error.source().begin.line - 1;
    return tl::unexpected<FieldFault>(
        {line, "broken front matter: " + clip(error.description(), 100), kTomlHint});
  }
}

}  // namespace callside
