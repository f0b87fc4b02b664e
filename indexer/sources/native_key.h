#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace callside {

// The keys of a native record, in JSON Lines and front matter.
enum class NativeKey {
  kind,
  id,
  lang,
  title,
  body,
  format,
  url,
  keywords,
  product,
  brand,
  audience,
  confidence,
  updated,
  valid_from,
  valid_until,
  review_by,
  source_lang,
  escalate_to,
  before_escalating,
  do_not_say,
  verify_caller,
  owner,
  subject,
  question,
  resolution,
  article,
  closed,
  subject_ref,
};
inline constexpr std::size_t kNativeKeys = static_cast<std::size_t>(NativeKey::subject_ref) + 1;

struct NativeKeyInfo {
  enum class Shape { text, texts, flag };  // texts: a list of strings, or one string
  NativeKey key;
  std::string_view name;
  Shape shape;
  bool of_articles;
  bool of_tickets;
};

// Finds a key by its exact name; nullptr if it is unknown.
const NativeKeyInfo* find_native_key(std::string_view name);
const NativeKeyInfo& info(NativeKey key);
// Returns all names in the order of NativeKey.
std::span<const std::string_view> native_key_names();

}  // namespace callside
