#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callside {

// The keys by which other systems say whether a record is live, and who may read it. Keys are compared
// without case, hyphens and underscores: "is_draft", "isDraft" and "IS-DRAFT" are one.

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
  // Everyday words: such a key is ignored unless its value says who may read the record.
  likely_hidden,
  likely_visible,
  likely_internal,
  likely_readers
};

std::optional<StateKey> find_state_key(std::string_view name);

// Lower-case letters and digits: "is_draft" and "isDraft" both become "isdraft".
std::string fold_state_word(std::string_view word);

// Whether a key says who may read a record: "audience" and those of other systems ("visibility", "access").
bool names_readers(std::string_view key);

// Whether a key is one of those that SourceState reads.
bool is_state_key(std::string_view key);
// ... whatever its value: "roles" and "active" may mean something else, and begin a line of any text.
bool is_certain_state_key(std::string_view key);
// ... of an article: of a ticket it says something else, such as the group that resolved it.
bool means_other_of_tickets(std::string_view key);
// ... and has the shape of a check box, so that an empty cell of a table means no.
bool is_state_flag(std::string_view key);

}  // namespace callside
