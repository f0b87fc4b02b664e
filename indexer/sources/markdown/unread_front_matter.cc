#include "indexer/sources/markdown/unread_front_matter.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config.h"
#include "indexer/sources/markdown/key_line.h"
#include "indexer/sources/native_key.h"
#include "indexer/sources/source_state.h"
#include "indexer/sources/text_lines.h"

namespace callside {

namespace {

constexpr std::size_t kSearchedLines = 20;
// Keys that begin within kSearchedLines are followed up to this line.
constexpr std::size_t kMaxLines = 120;
constexpr std::size_t kCodeIndent = 4;

struct Line {
  std::string_view text;  // without indentation, comment signs, and the backslash of an escaped "---"
  bool indented = false;  // as an indented code block
  bool code = false;      // part of a code block, or its fence
  bool sample = false;    // part of a code block with which the text begins
  bool comment = false;   // the whole line is a comment
  std::optional<KeyLine> key;
};

std::size_t width_of_indent(std::string_view line) {
  std::size_t width = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') break;
    width += c == '\t' ? kCodeIndent : 1;
  }
  return width;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Strips the signs that keep a key or fence from being recognised.
void strip_signs(Line& line) {
  constexpr std::array<std::string_view, 4> kOpening = {"<!--", "{/*", "/*", "\\"};
  constexpr std::array<std::string_view, 3> kClosing = {"-->", "*/}", "*/"};
  line.text = trim(without_invisible(line.text));
  bool opened = false, closed = false;
  for (const std::string_view sign : kOpening) {
    if (!line.text.starts_with(sign) || opened) continue;
    line.text.remove_prefix(sign.size());
    opened = sign.size() > 1;
  }
  for (const std::string_view sign : kClosing) {
    if (!line.text.ends_with(sign) || line.text.size() == sign.size() || closed) continue;
    line.text.remove_suffix(sign.size());
    closed = true;
  }
  line.comment = opened && closed;
  line.text = trim(line.text);
  // An object may have its first key on its first line.
  std::string_view inside = line.text;
  if (inside.size() > 1 && inside.starts_with('{')) inside.remove_prefix(1);
  line.key = key_line(inside);
}

bool is_code_fence(std::string_view text) { return text.starts_with("```") || text.starts_with("~~~"); }

std::vector<Line> parse_lines(std::string_view text) {
  std::vector<Line> lines;
  text = without_invisible(text);
  bool any_text = false;
  bool after_blank = true;  // or after indented code
  std::string_view fence;   // of the open code block
  bool shows = false;       // the open code block begins the text
  for (TextLine at = line_at(text, 0, 1); lines.size() < kMaxLines; at = next_line(text, at)) {
    Line& line = lines.emplace_back();
    line.text = at.text;
    const std::string_view bare = trim(at.text);
    const bool deep = width_of_indent(at.text) >= kCodeIndent;
    if (!fence.empty()) {
      const bool closes = bare.starts_with(fence);
      line.code = closes || !shows;
      line.sample = shows;
      if (closes) fence = {};
    } else if (is_code_fence(bare)) {
      fence = bare.substr(0, 3);
      shows = !any_text;
      line.code = true;
    } else {
      line.indented = deep && any_text && after_blank;
      line.code = line.indented;
    }
    any_text = any_text || !bare.empty();
    after_blank = bare.empty() || line.indented;
    strip_signs(line);
    if (at.next >= text.size()) break;
  }
  return lines;
}

bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || (c >= 0x2500 && c <= 0x257F) || c == 0x2796 ||
         c == 0x2E3A || c == 0x2E3B || c == 0xFE58 || c == 0xFF0D;
}

// Returns true for a line that may be meant as a front matter fence: signs only, in whatever form an editor
// left the three hyphens, optionally followed by the name of a notation ("---json").
bool is_fence(const Line& line) {
  std::string_view text = line.text;
  if (line.code || text.empty() || text.find('|') != std::string_view::npos) return false;
  std::size_t word = text.size();
  while (word > 0 && is_ascii_lower(text[word - 1])) --word;
  if (word >= 3) text = text.substr(0, word);
  std::size_t signs = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 ? is_ascii_alphanumeric(static_cast<char>(c)) : !is_dash(c)) return false;
    signs += c >= 0x80 || c == '{' || c == '}' ? 2 : 1;
  }
  return signs >= 2;
}

// Returns true for a word or a list of words in brackets: values of a key, but not of a sentence.
bool is_word(std::string_view value) {
  const bool list = value.starts_with('[');
  return !value.empty() && std::ranges::all_of(value, [&](char c) {
    return is_ascii_alphanumeric(c) || c == '-' || c == '_' ||
           (list && (c == '[' || c == ']' || c == ',' || c == ' ' || c == '"' || c == '\''));
  });
}

bool is_lower(std::string_view key) { return lower_case(std::string(key)) == key; }

// Returns true if the key with this value restricts who sees the text.
bool restricts(const KeyLine& line) {
  if (!is_restricting_key(line.key)) return false;
  if (!is_state_key(line.key)) return line.value != "public";
  NativeField field;
  field.key = line.key;
  field.type = NativeField::Type::text;
  field.text = line.value;
  SourceState state;
  // "Access: anywhere" may begin a sentence, but "access: anywhere" is a key with an unknown value.
  if (!state.add(field, Config())) return is_lower(line.key);
  return state.is_restricted() || !state.left_out().empty();
}

// A run of keys, below a fence or at the beginning of the text.
struct Run {
  std::size_t known = 0;
  bool restricting = false;
  bool closed = false;  // by a fence
};

Run follow_keys(const std::vector<Line>& lines, std::size_t at) {
  Run run;
  for (; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (line.code) break;
    if (is_fence(line)) {
      run.closed = true;
      break;
    }
    const bool continues = line.text.empty() || line.text.starts_with('#') || line.text.starts_with('-') ||
                           line.text.starts_with('[') || line.text.starts_with(']');
    if (!line.key) {
      if (!continues) break;
      continue;
    }
    if (find_native_key(line.key->key) != nullptr) ++run.known;
    const bool is_key = is_lower(line.key->key) || is_word(line.key->value) || line.key->value.empty();
    run.restricting = run.restricting || (is_key && restricts(*line.key));
  }
  return run;
}

// Returns true if the keys below the fence are meant as front matter.
bool opens_front_matter(const std::vector<Line>& lines, std::size_t fence) {
  std::size_t first = fence + 1;
  const auto is_passed = [&](const Line& line) {
    return line.text.empty() || line.text.starts_with('#') || line.comment || line.text == "{";
  };
  while (first < lines.size() && is_passed(lines[first])) ++first;
  if (first == lines.size() || !lines[first].key) return false;
  const Run run = follow_keys(lines, first);
  return run.restricting || (!lines[first].sample && (run.known >= 2 || (run.closed && run.known > 0)));
}

// Returns true if the line alone restricts who sees the text, in a way that no sentence does.
bool restricts_alone(const Line& line) {
  if (line.code || !line.key || !is_word(line.key->value) || !restricts(*line.key)) return false;
  // Lines such as "Brand: North" are common in texts.
  return is_state_key(line.key->key) || find_native_key(line.key->key) != nullptr ||
         lower_case(std::string(line.key->key)) == "audience";
}

}  // namespace

std::optional<std::size_t> find_unread_front_matter(std::string_view text) {
  const std::vector<Line> lines = parse_lines(text);
  bool begins = true;  // so far only blank lines and comments
  for (std::size_t i = 0; i < std::min(lines.size(), kSearchedLines); ++i) {
    const Line& line = lines[i];
    if (restricts_alone(line)) return i + 1;
    if (is_fence(line) && opens_front_matter(lines, i)) return i + 1;
    if (begins && !line.code && line.key) {
      const Run run = follow_keys(lines, i);
      const bool first_is_known = find_native_key(line.key->key) != nullptr;
      if (run.restricting || (!line.sample && (first_is_known || run.known >= 2))) return i + 1;
    }
    begins = begins && (line.text.empty() || line.comment || line.code);
  }
  return std::nullopt;
}

}  // namespace callside
