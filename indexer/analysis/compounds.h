#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Splits compounds ("Tabellenrand") into words of the collection, so that they match "Rand der Tabelle".
// After Koehn and Knight (2003, "Empirical methods for compound splitting"): the best split is the one into
// the most frequent known words. Unlike them, we do not compare the parts with the whole word: in the manual
// of a program "Dialogfeld" is more frequent than "Feld", and still a compound.

// Returns true for the analysis languages that write compounds as one word: German, Dutch, Swedish, Danish,
// Norwegian, Finnish, Hungarian, Estonian.
bool writes_compounds(std::string_view language);

// The words of a collection.
class KnownWords {
 public:
  virtual ~KnownWords() = default;
  struct Known {
    double documents = 0;   // number of documents that hold a form of the word; 0: the word is unknown
    std::string_view stem;  // valid as long as the collection
  };
  // `word` is folded (normalize.h).
  virtual Known find(std::string_view word) const = 0;
};

// The stems of the parts of a folded word, in order. Empty if the word cannot be split into known words.
// Thread-safe if `known` is.
std::vector<std::string> split_compound(std::string_view word, std::string_view language,
                                        const KnownWords& known);

}  // namespace callside
