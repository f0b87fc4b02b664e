#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/format/callers_words.h"
#include "indexer/format/vocabulary.h"
#include "indexer/format/word_trie.h"
#include "searchd/query/reach/visible_forms.h"

namespace callside {

class Synonyms;

// A generation's words as one reader may know them. Views: valid as long as what they were made of.
struct Lexicon {
  const Vocabulary& vocabulary;
  const WordTrie& trie;
  const VisibleForms& visible;
  // By number in Vocabulary::languages(): whether a document of the language exists for the reader. What only
  // other languages have must change nothing: look only in these.
  const std::vector<bool>& languages;
  const Synonyms* synonyms = nullptr;  // the editors'; nullptr: none

  // A word of the vocabulary, with the counts that the reader may know. A word that stands only in documents
  // which they may not see, or which are withdrawn, has none.
  Vocabulary::Form form(std::uint32_t number) const {
    Vocabulary::Form form = vocabulary.form(number);
    form.counts = visible.counts(number, form);
    return form;
  }

  // Whether the reader's index has the word.
  static bool knows(const Vocabulary::Form& form) { return form.counts.documents() > 0; }
  // Whether the word may be offered for another: one that only a few tickets hold is their callers' own.
  static bool offers(const Vocabulary::Form& form) {
    return form.counts.articles > 0 || form.counts.tickets >= kCallersWord;
  }

  // The first word that is `folded` when folded, of those that the reader knows.
  std::optional<Vocabulary::Form> word(std::uint16_t language, std::string_view folded) const {
    const WordTrie::Node* node = trie.find(vocabulary, language, folded);
    if (node == nullptr) return std::nullopt;
    for (std::uint32_t number = node->first_form; number < node->last_form; ++number) {
      const Vocabulary::Form found = form(number);
      if (found.folded != folded) return std::nullopt;
      if (knows(found)) return found;
    }
    return std::nullopt;
  }
};

inline double documents_with(const Vocabulary::Form& form) {
  return static_cast<double>(form.counts.documents());
}

}  // namespace callside
