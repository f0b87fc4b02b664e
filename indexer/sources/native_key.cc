#include "indexer/sources/native_key.h"

#include <array>

namespace callside {

namespace {

using Shape = NativeKeyInfo::Shape;

constexpr std::array<NativeKeyInfo, kNativeKeys> kKeys = {{
    {NativeKey::kind, "kind", Shape::text, true, true},
    {NativeKey::id, "id", Shape::text, true, true},
    {NativeKey::lang, "lang", Shape::text, true, true},
    {NativeKey::title, "title", Shape::text, true, false},
    {NativeKey::body, "body", Shape::text, true, false},
    {NativeKey::format, "format", Shape::text, true, true},
    {NativeKey::url, "url", Shape::text, true, true},
    {NativeKey::keywords, "keywords", Shape::texts, true, true},
    {NativeKey::product, "product", Shape::texts, true, true},
    {NativeKey::brand, "brand", Shape::texts, true, true},
    {NativeKey::audience, "audience", Shape::texts, true, true},
    {NativeKey::confidence, "confidence", Shape::text, true, false},
    {NativeKey::updated, "updated", Shape::text, true, false},
    {NativeKey::valid_from, "valid_from", Shape::text, true, false},
    {NativeKey::valid_until, "valid_until", Shape::text, true, false},
    {NativeKey::review_by, "review_by", Shape::text, true, false},
    {NativeKey::source_lang, "source_lang", Shape::text, true, false},
    {NativeKey::escalate_to, "escalate_to", Shape::text, true, false},
    {NativeKey::before_escalating, "before_escalating", Shape::texts, true, false},
    {NativeKey::do_not_say, "do_not_say", Shape::text, true, false},
    {NativeKey::verify_caller, "verify_caller", Shape::flag, true, false},
    {NativeKey::owner, "owner", Shape::text, true, false},
    {NativeKey::subject, "subject", Shape::text, false, true},
    {NativeKey::question, "question", Shape::text, false, true},
    {NativeKey::resolution, "resolution", Shape::text, false, true},
    {NativeKey::article, "article", Shape::text, false, true},
    {NativeKey::closed, "closed", Shape::text, false, true},
    {NativeKey::subject_ref, "subject_ref", Shape::text, false, true},
}};

constexpr std::array<std::string_view, kNativeKeys> make_names() {
  std::array<std::string_view, kNativeKeys> names{};
  for (std::size_t i = 0; i < kNativeKeys; ++i) names[i] = kKeys[i].name;
  return names;
}
constexpr std::array<std::string_view, kNativeKeys> kNames = make_names();

constexpr bool in_order() {
  for (std::size_t i = 0; i < kNativeKeys; ++i) {
    if (static_cast<std::size_t>(kKeys[i].key) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const NativeKeyInfo* find_native_key(std::string_view name) {
  for (const NativeKeyInfo& key : kKeys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

const NativeKeyInfo& info(NativeKey key) { return kKeys[static_cast<std::size_t>(key)]; }

std::span<const std::string_view> native_key_names() { return kNames; }

}  // namespace callside
