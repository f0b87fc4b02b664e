#include "indexer/sources/vendors/json_slices.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace callside {

namespace {

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool ends_scalar(char c) { return is_json_space(c) || c == ',' || c == '}' || c == ']'; }

void skip_space(std::string_view text, std::size_t& at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
}

}  // namespace

bool JsonDepth::skip(std::string_view text, std::size_t& at) {
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
        if (depth_ == 0) return ++at, true;
      }
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      // The bracket that closes the surrounding object or list ends a number.
      if (depth_ == 0) return true;
      if (--depth_ == 0) return ++at, true;
    } else if (depth_ == 0) {
      if (in_scalar_ && ends_scalar(c)) return true;
      in_scalar_ = true;
    }
  }
  return false;
}

std::vector<JsonSlice> slice_object(std::string_view text) {
  std::vector<JsonSlice> members;
  std::size_t at = 0;
  skip_space(text, at);
  if (at == text.size() || text[at] != '{') return members;
  ++at;
  for (;;) {
    skip_space(text, at);
    if (at < text.size() && text[at] == ',') ++at;
    skip_space(text, at);
    if (at == text.size() || text[at] != '"') return members;
    const std::size_t key = at + 1;
    if (!JsonDepth().skip(text, at)) return members;
    JsonSlice member;
    member.key = text.substr(key, at - 1 - key);
    skip_space(text, at);
    if (at == text.size() || text[at] != ':') return members;
    ++at;
    skip_space(text, at);
    const std::size_t value = at;
    JsonDepth().skip(text, at);
    member.value = text.substr(value, at - value);
    if (member.value.empty()) return members;
    members.push_back(member);
  }
}

std::string text_of(std::string_view value) {
  if (value.empty() || value == "null" || value.front() == '{' || value.front() == '[') return {};
  if (value.front() != '"') return std::string(value);
  if (value.size() < 2) return {};
  if (value.find('\\') == std::string_view::npos) return std::string(value.substr(1, value.size() - 2));
  const auto text = nlohmann::json::parse(value, nullptr, false);
  return text.is_string() ? text.get<std::string>() : std::string();
}

std::string_view find_slice(const std::vector<JsonSlice>& members, std::string_view key) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const JsonSlice& member) { return member.key == key; });
  return found != members.end() ? found->value : std::string_view{};
}

}  // namespace callside
