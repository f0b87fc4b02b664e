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

// The editors' pins and "never for" (editorial_rules.h), analysed once for a generation.
//
// A question meets one by all its words, in any order and wherever they stand: words are the same by their
// stems in a language of the index, or of the entry's own; function words don't count, unless there are no
// others; a mistyped or half-typed word is not the word. Then the entry's languages are among those that the
// agent reads, if both say any; its products likewise; and the moment lies between its dates. Of several
// articles that are pinned, the first in the file is the first. "Never for" stands above a pin. Immutable;
// any thread.
class Pins {
 public:
  Pins() = default;
  // Throws what Xapian throws.
  Pins(const EditorialRules& rules, const Generation& generation, const Xapian::Database& database);

  bool empty() const { return texts_.empty(); }

  // What holds for one question, by groups of documents (document_store.h).
  struct Held {
    struct Pin {
      std::uint32_t group = 0;
      std::size_t line = 1;  // of the editors' file
    };
    std::vector<Pin> pinned;           // each group once, the first first
    std::vector<std::uint32_t> never;  // sorted
  };
  // `languages`: those of the reader (Lexicon::languages); what an entry says without naming a language is
  // compared in these alone. Takes time by the length of the question.
  Held held_for(const SuggestRequest& request, const std::vector<bool>& languages, TextKeys& keys) const;

 private:
  struct Entry {
    WordsRule rule;  // without its words
    std::vector<std::uint32_t> groups;
    bool is_pin = true;
  };
  // One text of an entry, in one language.
  struct Text {
    std::uint32_t entry = 0;
    std::vector<KeyedWord> words;  // those that count
  };

  void add(const WordsRule& rule, bool is_pin, const Generation& generation, const Xapian::Database& database,
           TextKeys& keys);
  std::size_t language_number(const std::string& language);
  bool holds(const Entry& entry, const SuggestRequest& request, Moment at) const;

  // In which texts are compared: those of the generation but the first, which is that of codes, then others
  // that entries name.
  std::vector<std::string> languages_;
  std::vector<Entry> entries_;  // pins in the order of the file, then the others
  std::vector<Text> texts_;
  // By language, then by each key of a text's first word.
  std::vector<std::unordered_map<std::string, std::vector<std::uint32_t>>> begins_;
};

}  // namespace callside
