#include "indexer/sources/markdown/front_matter.h"

#include <algorithm>
#include <utility>

#include "indexer/sources/json_fields.h"
#include "indexer/sources/markdown/key_line.h"
#include "indexer/sources/markdown/toml_fields.h"
#include "indexer/sources/markdown/unread_front_matter.h"
#include "indexer/sources/markdown/yaml_fields.h"
#include "indexer/sources/native_key.h"
#include "indexer/sources/state_keys.h"
#include "indexer/sources/text_lines.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

namespace {

constexpr std::size_t kFrontMatterLimit = std::size_t{64} << 10U;

// Front matter and the place where it was found.
struct FoundBlock {
  enum class Notation { none, yaml, toml, json };
  Notation notation = Notation::none;
  std::string keys;  // with LF as line end
  std::size_t first_line = 1;
  std::string_view text;  // after the front matter
  std::size_t text_line = 1;
};

// Number of lines in which keys in an unknown notation are searched.
constexpr std::size_t kUnreadLines = 20;

constexpr const char* kUnreadHint =
    "move it to the beginning of the file, as YAML between two lines of --- or TOML between two of +++; to "
    "show it as an example, put it into a code block below the text";

tl::unexpected<FieldFault> refuse(std::size_t line, std::string reason, std::string hint) {
  return tl::unexpected<FieldFault>({line, std::move(reason), std::move(hint)});
}

std::string with_line_feeds(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      lines += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      lines += '\n';
    }
  }
  return lines;
}

tl::expected<FoundBlock, FieldFault> find_fenced(std::string_view bytes, TextLine fence) {
  const bool yaml = fence.text == "---";
  const std::size_t begin = fence.next;
  for (TextLine line = fence; line.next < bytes.size();) {
    line = next_line(bytes, line);
    if (line.text != fence.text && !(yaml && line.text == "...")) continue;
    if (line.begin - begin > kFrontMatterLimit) break;
    return FoundBlock{yaml ? FoundBlock::Notation::yaml : FoundBlock::Notation::toml,
                      with_line_feeds(bytes.substr(begin, line.begin - begin)), fence.number + 1,
                      bytes.substr(line.next), line.number + 1};
  }
  const std::string sign(fence.text);
  return refuse(
      fence.number, "broken front matter: it is never closed",
      "add a line of " + sign + " after the keys; for a horizontal rule at the beginning use *** instead");
}

// Finds the object at the beginning of the text. It must end its line; otherwise it is part of a sentence, or
// a brace of a template.
std::optional<FoundBlock> find_object(std::string_view bytes, const TextLine& first) {
  std::size_t end = first.begin;
  const std::size_t inside = bytes.find_first_not_of(" \t\r\n", first.begin + 1);
  if (inside == std::string_view::npos || (bytes[inside] != '"' && bytes[inside] != '}')) return std::nullopt;
  if (!JsonDepth().skip(bytes, end) || end - first.begin > kFrontMatterLimit) return std::nullopt;
  const std::string_view object = bytes.substr(first.begin, end - first.begin);
  const TextLine rest = line_at(bytes, end, 0);
  if (!rest.text.empty()) return std::nullopt;
  std::string keys = with_line_feeds(object);
  const auto lines = static_cast<std::size_t>(std::count(keys.begin(), keys.end(), '\n'));
  return FoundBlock{FoundBlock::Notation::json, std::move(keys), first.number, bytes.substr(rest.next),
                    first.number + lines + 1};
}

tl::expected<FoundBlock, FieldFault> find_block(std::string_view bytes) {
  const std::string_view visible = without_invisible(bytes);
  TextLine line = line_at(visible, 0, 1);
  while (line.text.empty() && line.next < visible.size()) line = next_line(visible, line);
  if (line.text == "---" || line.text == "+++") return find_fenced(visible, line);
  if (line.text.starts_with('{')) {
    if (auto block = find_object(visible, line)) return std::move(*block);
  }
  return FoundBlock{FoundBlock::Notation::none, {}, line.number, visible, 1};
}

// Returns the first line that is not empty, with its number within `text`.
TextLine first_line(std::string_view text) {
  TextLine line = line_at(text, 0, 1);
  while (line.text.empty() && line.next < text.size()) line = next_line(text, line);
  return line;
}

// Returns the bytes of at most `count` lines from `line` on, up to the first empty one.
std::size_t bytes_of_lines(std::string_view text, const TextLine& line, std::size_t count) {
  TextLine last = line;
  while (--count > 0 && last.next < text.size() && !last.text.empty()) last = next_line(text, last);
  return last.next - line.begin;
}

// Returns true if a text begins with keys in an unsupported notation: an object, a list, or lines that end in
// U+0085, U+2028 or U+2029. "{{" and "{%" belong to templates.
bool begins_foreign_keys(std::string_view text, const TextLine& line) {
  const std::string_view first = line.text;
  const bool is_object = first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%");
  const bool is_other = first.starts_with("[{") || first == "[" || first.starts_with("--- {") ||
                        first.starts_with("---\u0085") || first.starts_with("---\u2028") ||
                        first.starts_with("---\u2029");
  return (is_object || is_other) &&
         names_restriction(text.substr(line.begin, bytes_of_lines(text, line, kUnreadLines)));
}

// Returns true if a text after front matter begins with a second block of keys, which may be the intended
// one. A horizontal rule does not count.
bool begins_second_block(std::string_view text, const TextLine& line) {
  if (line.text != "---" && line.text != "+++") return false;
  const auto block = find_fenced(text, line);
  if (!block || !names_restriction(block->keys)) return false;
  for (TextLine one = line_at(block->keys, 0, 1);; one = next_line(block->keys, one)) {
    const bool continues =
        one.text.empty() || std::string_view("#-[] \t").find(one.text[0]) != std::string_view::npos;
    if (!continues && !key_line(one.text)) return false;
    if (one.next >= block->keys.size()) return true;
  }
}

std::size_t lines_before(std::string_view text, std::size_t at) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

tl::expected<NativeFields, FieldFault> read_json_block(const FoundBlock& block) {
  const std::string_view json = block.keys;
  auto fields = parse_json_fields(json, block.first_line);
  if (!fields) {
    const std::size_t at = fields.error();
    return refuse(block.first_line + lines_before(json, at), "broken front matter: not valid JSON",
                  "look for a missing quote, or a missing or extra comma");
  }
  const std::vector<JsonSlice> members = slice_object(json);
  for (std::size_t i = 0; i < std::min(members.size(), fields->size()); ++i) {
    const auto at = static_cast<std::size_t>(members[i].key.data() - json.data());
    (*fields)[i].line = block.first_line + lines_before(json, at);
  }
  return std::move(*fields);
}

bool has_known_key(const NativeFields& fields) {
  return std::ranges::any_of(fields, [](const NativeField& field) {
    return find_native_key(field.key) != nullptr || is_restricting_key(field.key);
  });
}

tl::expected<FrontMatter, FieldFault> read_block(std::string_view bytes) {
  auto found = find_block(bytes);
  if (!found) return tl::unexpected<FieldFault>(std::move(found.error()));
  FoundBlock block = std::move(*found);
  tl::expected<NativeFields, FieldFault> fields{NativeFields()};
  switch (block.notation) {
    case FoundBlock::Notation::none:
      break;
    case FoundBlock::Notation::yaml:
      fields = read_yaml_fields(block.keys, block.first_line);
      break;
    case FoundBlock::Notation::toml:
      fields = read_toml_fields(block.keys, block.first_line);
      break;
    case FoundBlock::Notation::json: {
      fields = read_json_block(block);
      // An article may begin with a sample of JSON, which is text.
      const bool is_sample = fields ? !has_known_key(*fields) : !find_unread_front_matter(bytes);
      if (is_sample) {
        fields = NativeFields();
        block.text = bytes;
        block.text_line = 1;
      }
      break;
    }
  }
  if (!fields) return tl::unexpected<FieldFault>(std::move(fields.error()));
  const TextLine line = first_line(block.text);
  const bool says_readers =
      std::ranges::any_of(*fields, [](const NativeField& field) { return names_readers(field.key); });
  const bool is_unread = (fields->empty() && begins_foreign_keys(block.text, line)) ||
                         (!fields->empty() && !says_readers && begins_second_block(block.text, line));
  if (is_unread) {
    return refuse(block.text_line + line.number - 1,
                  "this looks like front matter but is not recognised as such", kUnreadHint);
  }
  if (fields->empty()) {
    if (const auto unread = find_unread_front_matter(block.text)) {
      return refuse(block.text_line + *unread - 1,
                    "this looks like front matter but is not recognised as such", kUnreadHint);
    }
  }
  return FrontMatter{std::move(*fields), block.text};
}

}  // namespace

tl::expected<FrontMatter, Remark> read_front_matter(std::string_view bytes, const std::string& file) {
  auto read = read_block(bytes);
  if (read) return std::move(*read);
  FieldFault& fault = read.error();
  return tl::unexpected<Remark>(
      {Remark::Level::rejected, {file, fault.line}, std::move(fault.reason), std::move(fault.hint)});
}

std::optional<NativeFields> read_broken_front_matter(std::string_view bytes) {
  const auto block = find_block(bytes);
  if (!block || block->notation != FoundBlock::Notation::yaml) return std::nullopt;
  return read_yaml_key_by_key(block->keys);
}

}  // namespace callside
