#pragma once

#include <compare>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"

namespace callside {

// What editors teach, as their file says it (editorial_file.h; EDITORS.md is for them): which words mean the
// same, which article answers a question whatever the ranking says, and which never does. Plain values: copy
// them, read them from any thread. All texts UTF-8, as they were written; who asks analyses them.

// The name of the editors' file. Explanations say "search.yaml:12".
inline constexpr std::string_view kEditorsName = "search.yaml";

// One-way: who says one of `said` means each of `meant`. Mutual: `said` and `meant` are the same texts, and
// each means all others.
struct SynonymRule {
  std::size_t line = 1;  // of the file, from 1
  bool is_mutual = false;
  std::vector<std::string> said, meant;  // none is empty
  std::vector<std::string> lang;         // BCP 47: for who reads one of them; empty: for all

  auto operator<=>(const SynonymRule&) const = default;
};

// A pin, or a "never for": words of a question, and articles that are shown first, or not at all.
struct WordsRule {
  std::size_t line = 1;
  std::vector<std::string> words;     // a question meets it by all the words of any of these
  std::vector<std::string> articles;  // ids, in the order in which they are shown
  std::vector<std::string> lang;      // BCP 47: for who reads one of them; empty: for all
  std::vector<std::string> product;   // for questions about one of them; empty: about any
  std::optional<Moment> from, until;  // it holds from `from` on, and is over from `until` on

  bool is_over(Moment at) const { return until && at >= *until; }
  bool holds(Moment at) const { return !is_over(at) && (!from || at >= *from); }
  auto operator<=>(const WordsRule&) const = default;
};

struct EditorialRules {
  std::filesystem::path file;  // where they were read from; empty: there is no such file. Not stored
  std::vector<SynonymRule> synonyms;
  std::vector<WordsRule> pins, never_for;  // in the order of the file

  bool empty() const { return synonyms.empty() && pins.empty() && never_for.empty(); }
  // Whether they say the same, of whichever file.
  bool same_as(const EditorialRules& other) const {
    return synonyms == other.synonyms && pins == other.pins && never_for == other.never_for;
  }
};

// Their file in a generation. A damaged one is a damaged error, and is never half read.
Result<void> write_editorial_rules(const std::filesystem::path& path, const EditorialRules& rules);
Result<EditorialRules> read_editorial_rules(const std::filesystem::path& path);

}  // namespace callside
