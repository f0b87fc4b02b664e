#pragma once

#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/keyed_text.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/generation.h"
#include "searchd/query/suggester.h"

namespace callside {

// The editors' pins and "never for" rules (editorial_rules.h), analysed once per generation: which of them
// apply to a question?
// A rule applies if the question contains all words of one of its texts, in any order. Words are compared by
// stem in a language of the index or of the rule; function words are ignored unless there are no others;
// mistyped and half-typed words do not match. The rule's languages and products must also meet those of the
// request, if both name any, and the time must be between the rule's dates. Several pins keep the order of
// the file. "Never for" overrides a pin. Immutable; thread-safe.
class Pins {
 public:
  Pins() = default;
  // Throws Xapian's exceptions.
  Pins(const EditorialRules& rules, const Generation& generation, const Xapian::Database& database);

  bool empty() const { return texts_.empty(); }

  // The rules that apply to one question, as document groups (document_store.h).
  struct Matches {
    struct Pin {
      std::uint32_t group = 0;
      std::size_t line = 1;  // of the editors' file
    };
    std::vector<Pin> pinned;               // each group once, in the order of the file
    std::vector<std::uint32_t> never_for;  // sorted
  };
  // `languages`: those of the reader (Lexicon::languages). A rule that names no language is compared in these
  // only. Time is linear in the length of the question.
  Matches match(const SuggestRequest& request, const std::vector<bool>& languages, TextKeys& text_keys) const;

 private:
  struct Entry {
    WordsRule rule;  // without its words
    std::vector<std::uint32_t> groups;
    bool is_pin = true;
  };
  // One text of a rule in one language.
  struct Text {
    std::uint32_t entry = 0;
    std::vector<KeyedWord> words;  // without function words
  };

  void add(const WordsRule& rule, bool is_pin, const Generation& generation, const Xapian::Database& database,
           TextKeys& text_keys);
  std::size_t language_number(const std::string& language);
  bool holds(const Entry& entry, const SuggestRequest& request, Moment at) const;

  // Languages in which texts are compared: those of the generation except the first, which holds codes, then
  // others named by rules.
  std::vector<std::string> languages_;
  std::vector<Entry> entries_;  // pins in the order of the file, then "never for"
  std::vector<Text> texts_;
  // Texts by language and by each key of their first word.
  std::vector<std::unordered_map<std::string, std::vector<std::uint32_t>>> by_first_key_;
};

}  // namespace callside
