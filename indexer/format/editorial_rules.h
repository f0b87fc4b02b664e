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

// Rules that editors write (editorial_file.h; EDITORS.md is the guide for editors): which words are synonyms,
// which articles are shown first for a question regardless of the ranking, and which are never shown for it.
// Plain values: safe to copy and to read from any thread. Texts are UTF-8, as written; users of the rules
// analyse them.

// Name of the editors' file. Explanations refer to it as in "search.yaml:12".
inline constexpr std::string_view kEditorsName = "search.yaml";

// One-way: each text of `said` also means each of `meant`. Mutual: `said` and `meant` are the same texts, and
// each means all the others.
struct SynonymRule {
  std::size_t line = 1;  // in the file, from 1
  bool is_mutual = false;
  std::vector<std::string> said, meant;  // none is empty
  std::vector<std::string> lang;         // BCP 47: for readers of one of these; empty: for all

  auto operator<=>(const SynonymRule&) const = default;
};

// A pin or a "never for": words of a question, and the articles to show first or not at all.
struct WordsRule {
  std::size_t line = 1;
  std::vector<std::string> words;     // a question matches if it has all the words of one of these
  std::vector<std::string> articles;  // ids, in display order
  std::vector<std::string> lang;      // BCP 47: for readers of one of these; empty: for all
  std::vector<std::string> product;   // for questions about one of these; empty: about any
  std::optional<Moment> from, until;  // in force from `from` until just before `until`

  bool is_over(Moment at) const { return until && at >= *until; }
  bool holds(Moment at) const { return !is_over(at) && (!from || at >= *from); }
  auto operator<=>(const WordsRule&) const = default;
};

struct EditorialRules {
  std::filesystem::path file;  // the file they were read from; empty: there is none. Not stored
  std::vector<SynonymRule> synonyms;
  std::vector<WordsRule> pins, never_for;  // in the order of the file

  bool empty() const { return synonyms.empty() && pins.empty() && never_for.empty(); }
  // Compares the rules, not `file`.
  bool same_as(const EditorialRules& other) const {
    return synonyms == other.synonyms && pins == other.pins && never_for == other.never_for;
  }
};

// Write and read the rules of a generation. A damaged file is a damaged error, never a partial result.
Result<void> write_editorial_rules(const std::filesystem::path& path, const EditorialRules& rules);
Result<EditorialRules> read_editorial_rules(const std::filesystem::path& path);

}  // namespace callside
