#include "indexer/sources/vendors/export_guess.h"

#include <algorithm>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

namespace {

using Members = std::vector<JsonSlice>;

bool has(const Members& members, std::string_view key) { return !find_slice(members, key).empty(); }

bool has_class(const Members& members) {
  return std::any_of(members.begin(), members.end(),
                     [](const JsonSlice& member) { return member.key.substr(0, 13) == "KnowledgeBase"; });
}

// Tells vendors apart by members, or combinations of members, that only one of them uses.
std::optional<SourceFormat> guess_object(const Members& members) {
  const auto all = [&](std::initializer_list<std::string_view> keys) {
    return std::all_of(keys.begin(), keys.end(), [&](std::string_view key) { return has(members, key); });
  };
  const auto any = [&](std::initializer_list<std::string_view> keys) {
    return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return has(members, key); });
  };
  // Callside's native format gives every record a kind.
  if (has(members, "kind")) return std::nullopt;
  const std::string_view assets = find_slice(members, "assets");
  if (has_class(members) || (!assets.empty() && assets.front() == '{')) return SourceFormat::zammad;
  if (all({"ticket_id", "internal"}) || (all({"number", "group_id"}) && any({"state_id", "state"}))) {
    return SourceFormat::zammad;
  }
  if (text_of(find_slice(members, "type")) == "internal_article") return SourceFormat::intercom;
  if (any({"translated_content", "default_locale", "parent_ids", "audience_ids"}))
    return SourceFormat::intercom;
  if (any({"folder_id", "description_text", "seo_data"}) || all({"incoming", "private"}) ||
      all({"name", "visibility"})) {
    return SourceFormat::freshdesk;
  }
  if (any({"section_id", "source_type", "user_segment_id", "raw_subject", "previous_state",
           "end_of_stream"}) ||
      all({"ticket_id", "public"}) ||
      (has(members, "requester_id") && any({"brand_id", "custom_fields", "via"})) ||
      all({"name", "category_id", "locale"}) || all({"email", "role"}) ||
      all({"requester_id", "status", "updated_at"})) {
    return SourceFormat::zendesk;
  }
  return std::nullopt;
}

// Returns the text of a list from its first member on.
std::string_view inside(std::string_view list) {
  const std::size_t begin = list.find_first_not_of(" \t\r\n", 1);
  return begin == std::string_view::npos ? std::string_view{} : list.substr(begin);
}

}  // namespace

std::optional<SourceFormat> guess_export(std::string_view first_bytes) {
  first_bytes = without_byte_order_mark(first_bytes);
  const std::size_t begin = first_bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  first_bytes.remove_prefix(begin);
  if (first_bytes.front() == '[') first_bytes = inside(first_bytes);
  const Members members = slice_object(first_bytes);
  if (const auto format = guess_object(members)) return format;
  for (const JsonSlice& member : members) {
    if (member.value.front() == '{' && member.key == "data") return guess_export(member.value);
    if (member.value.front() != '[') continue;
    if (const auto format = guess_object(slice_object(inside(member.value)))) return format;
  }
  return std::nullopt;
}

}  // namespace callside
