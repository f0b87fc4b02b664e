#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/format/callers_words.h"
#include "indexer/format/everyday_words.h"
#include "indexer/format/vocabulary.h"
#include "indexer/format/word_trie.h"
#include "searchd/query/reach/visible_forms.h"

namespace callside {

class Synonyms;

// The words of a generation as one reader may know them. Refers to its members, which must outlive it.
struct Lexicon {
  const Vocabulary& vocabulary;
  const WordTrie& trie;
  const VisibleForms& visible;
  // By number in Vocabulary::languages(): true if a document of the language exists for the reader. Look only
  // in these languages, so that hidden ones have no influence.
  const std::vector<bool>& languages;
  const Synonyms* synonyms = nullptr;       // the editors'; nullptr: none
  const EverydayWords* everyday = nullptr;  // nullptr: nothing is known
  // The question is an everyday utterance in this language, and counts as if it were none; empty: it is none.
  std::string_view without_utterance = {};

  // A word with the counts that the reader may know: zero if only hidden or withdrawn documents contain it.
  Vocabulary::Form form(std::uint32_t number) const {
    Vocabulary::Form form = vocabulary.form(number);
    form.counts = visible.counts(number, form);
    return form;
  }

  // Share of everyday utterances in this language that contain a word.
  double everyday_share(const EverydayWords::Language& spoken, const EverydayWords::Entry& entry,
                        std::string_view language) const {
    const double own = language == without_utterance ? 1.0 / static_cast<double>(spoken.size()) : 0;
    return std::max(0.0, spoken.share(entry) - own);
  }

  // Returns true if the word exists for the reader.
  static bool knows(const Vocabulary::Form& form) { return form.counts.documents() > 0; }
  // Returns true if the word may be suggested in place of another. A word that only a few tickets contain may
  // identify a customer.
  static bool offers(const Vocabulary::Form& form) {
    return form.counts.articles > 0 || form.counts.tickets >= kCallersWord;
  }

  // The first word with this folded form that exists for the reader.
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
