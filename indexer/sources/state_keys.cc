#include "indexer/sources/state_keys.h"

#include <algorithm>
#include <array>

#include "indexer/base/ascii.h"
#include "indexer/sources/clean_text.h"

namespace callside {

namespace {

struct NamedKey {
  std::string_view name;
  StateKey key;
};

// Names as fold_state_word() folds them, without a leading "is".
constexpr std::array<NamedKey, 66> kStateKeys = {{
    {"draft", StateKey::draft},
    {"wip", StateKey::draft},
    {"unpublished", StateKey::draft},
    {"publish", StateKey::published},
    {"published", StateKey::published},
    {"live", StateKey::published},
    {"hidden", StateKey::hidden},
    {"archived", StateKey::hidden},
    {"deleted", StateKey::hidden},
    {"trashed", StateKey::hidden},
    {"visible", StateKey::visible},
    {"status", StateKey::status},
    {"state", StateKey::status},
    {"articlestatus", StateKey::status},
    {"articlestate", StateKey::status},
    {"publishstatus", StateKey::status},
    {"publishstate", StateKey::status},
    {"publishingstatus", StateKey::status},
    {"publicationstatus", StateKey::status},
    {"publicationstate", StateKey::status},
    {"poststatus", StateKey::status},
    {"workflowstatus", StateKey::status},
    {"workflowstate", StateKey::status},
    {"unlisted", StateKey::unlisted},
    {"noindex", StateKey::unlisted},
    {"listed", StateKey::listed},
    {"indexable", StateKey::listed},
    {"robots", StateKey::robots},
    {"private", StateKey::internal},
    {"internal", StateKey::internal},
    {"internalonly", StateKey::internal},
    {"restricted", StateKey::internal},
    {"confidential", StateKey::internal},
    {"public", StateKey::open},
    {"visibility", StateKey::readers},
    {"access", StateKey::readers},
    {"accesslevel", StateKey::readers},
    {"visibleto", StateKey::readers},
    {"staffonly", StateKey::internal},
    {"membersonly", StateKey::internal},
    {"memberonly", StateKey::internal},
    {"loginrequired", StateKey::internal},
    {"requireslogin", StateKey::internal},
    {"requiresauth", StateKey::internal},
    {"retired", StateKey::likely_hidden},
    {"disabled", StateKey::likely_hidden},
    {"expired", StateKey::likely_hidden},
    {"obsolete", StateKey::likely_hidden},
    {"withdrawn", StateKey::likely_hidden},
    {"active", StateKey::likely_visible},
    {"enabled", StateKey::likely_visible},
    {"secret", StateKey::likely_internal},
    {"protected", StateKey::likely_internal},
    {"group", StateKey::likely_readers},
    {"groups", StateKey::likely_readers},
    {"role", StateKey::likely_readers},
    {"roles", StateKey::likely_readers},
    {"permission", StateKey::likely_readers},
    {"permissions", StateKey::likely_readers},
    {"readers", StateKey::likely_readers},
    {"targetaudience", StateKey::likely_readers},
    {"usersegment", StateKey::likely_readers},
    {"security", StateKey::likely_readers},
    {"classification", StateKey::likely_readers},
    {"sensitivity", StateKey::likely_readers},
    {"confidentiality", StateKey::likely_readers},
}};

bool is_likely(StateKey key) { return key >= StateKey::likely_hidden; }

bool is_flag(StateKey key) {
  return key != StateKey::status && key != StateKey::robots && key != StateKey::readers &&
         key != StateKey::likely_readers;
}

}  // namespace

std::string fold_state_word(std::string_view word) {
  std::string folded = lower_case(collapse(word));
  std::erase_if(folded, [](char c) { return c == '-' || c == '_' || c == ' '; });
  return folded;
}

std::optional<StateKey> find_state_key(std::string_view name) {
  std::string folded = fold_state_word(name);
  const auto find = [](std::string_view wanted) -> std::optional<StateKey> {
    const auto at = std::find_if(kStateKeys.begin(), kStateKeys.end(),
                                 [&](const NamedKey& key) { return key.name == wanted; });
    return at == kStateKeys.end() ? std::nullopt : std::optional(at->key);
  };
  if (const auto key = find(folded)) return key;
  return folded.starts_with("is") ? find(std::string_view(folded).substr(2)) : std::nullopt;
}

bool is_state_key(std::string_view key) { return find_state_key(key).has_value(); }

bool names_readers(std::string_view key) {
  return key == "audience" || find_state_key(key) == StateKey::readers;
}

bool is_certain_state_key(std::string_view key) {
  const auto found = find_state_key(key);
  return found && !is_likely(*found);
}

bool differs_for_tickets(std::string_view key) {
  const auto found = find_state_key(key);
  return found && (*found == StateKey::status || is_likely(*found));
}

bool is_state_flag(std::string_view key) {
  const auto found = find_state_key(key);
  return found && is_flag(*found);
}

}  // namespace callside
