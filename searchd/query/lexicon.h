#pragma once

#include <cstdint>
#include <vector>

#include "indexer/schema/callers_words.h"
#include "indexer/schema/vocabulary.h"
#include "indexer/schema/word_trie.h"
#include "searchd/query/withdrawn_forms.h"

namespace callside {

class Synonyms;

// A generation's words as one reader may know them. Views: valid as long as what they were made of.
struct Lexicon {
  const Vocabulary& vocabulary;
  const WordTrie& trie;
  // Vocabulary::visible_class_sets of who asks: a word that stands only in documents which they may not see
  // is a word that the index does not have.
  const std::vector<bool>& visible_sets;
  const WithdrawnForms& withdrawn;
  const Synonyms* synonyms = nullptr;  // the editors'; nullptr: none

  // A word of the vocabulary, its counts without the documents that are withdrawn.
  Vocabulary::Form form(std::uint32_t number) const {
    Vocabulary::Form form = vocabulary.form(number);
    withdrawn.take_from(form.counts, form.id);
    return form;
  }

  // Also a word that only withdrawn documents hold is one that the index does not have.
  bool knows(const Vocabulary::Form& form) const {
    return visible_sets[form.class_set] && form.counts.articles + form.counts.tickets > 0;
  }
  // Whether the word may be offered for another: one that only a few tickets hold is their callers' own.
  bool offers(const Vocabulary::Form& form) const {
    return knows(form) && (form.counts.articles > 0 || form.counts.tickets >= kCallersWord);
  }
};

inline double documents_with(const Vocabulary::Form& form) {
  return static_cast<double>(form.counts.articles) + static_cast<double>(form.counts.tickets);
}

}  // namespace callside
