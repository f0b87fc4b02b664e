#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// Keys with which other systems say whether a record is live and who may read it. Keys are compared without
// case, hyphens and underscores: "is_draft", "isDraft" and "IS-DRAFT" are the same.

enum class StateKey {
  draft,
  published,
  hidden,
  visible,
  status,
  unlisted,
  listed,
  robots,
  internal,
  open,
  readers,
  // Everyday words. Such a key is ignored unless its value says who may read the record.
  likely_hidden,
  likely_visible,
  likely_internal,
  likely_readers
};

std::optional<StateKey> find_state_key(std::string_view name);

// Lower-cases a word and drops spaces, hyphens and underscores: "is_draft" and "isDraft" become "isdraft".
std::string fold_state_word(std::string_view word);

// Returns true if a key says who may read a record: "audience" or a key of other systems ("visibility",
// "access").
bool names_readers(std::string_view key);

// Returns true if SourceState reads the key.
bool is_state_key(std::string_view key);
// Returns true if SourceState reads the key whatever its value. Not for "roles" and "active", which may mean
// something else and begin a line of any text.
bool is_certain_state_key(std::string_view key);
// Returns true if the key means something else in a ticket, such as the group that resolved it.
bool differs_for_tickets(std::string_view key);
// Returns true if the key is a check box, so that an empty cell of a table means no.
bool is_state_flag(std::string_view key);

}  // namespace callside
