#include "indexer/redact/cue.h"

#include <algorithm>
#include <iterator>

namespace callside {
namespace {

// In the order of the enumeration.
constexpr std::string_view kRoleNames[] = {
    "english", "german", "slovenian", "spanish", "ordinary",
    // Names
    "introduces", "presents", "greets", "closes", "title", "relative", "possessive", "holder", "name_word",
    "calls", "talks", "follows", "wrote", "mail_head", "particle", "organisation", "verb", "contact",
    "conjunction", "descriptive", "compound", "acts", "promised", "agent", "thing", "leads_to", "sender",
    // Places
    "street_before", "street_after", "lives", "dwelling", "premises",
    // Dates of birth
    "birth", "cut_off", "month", "number_word", "links",
    // Secrets
    "secret", "code", "weak_code", "states", "measures", "token_head",
    // Health
    "condition", "against", "allergy", "self", "pronoun", "acute", "has", "exaggerates", "machine",
    "addressee", "about",
    // Numbers
    "personal_number", "dni", "tax", "version", "network"};
static_assert(std::size(kRoleNames) == static_cast<std::size_t>(Role::kCount));

}  // namespace

std::optional<Role> role_named(std::string_view name) {
  const auto* const found = std::ranges::find(kRoleNames, name);
  if (found == std::end(kRoleNames)) return std::nullopt;
  return static_cast<Role>(found - std::begin(kRoleNames));
}

}  // namespace callside
