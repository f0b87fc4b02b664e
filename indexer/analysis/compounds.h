#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Words that are made of words ("Tabellenrand"), split by the collection's own vocabulary, so that they meet
// "Rand der Tabelle". The idea is Koehn and Knight's (2003, "Empirical methods for compound splitting"): of
// all ways to cut, the one whose parts are words, and the most frequent ones, is right. Their comparison with
// the whole word is left out: "Dialogfeld" is commoner than "Feld" in the manual of a program, and still a
// field.

// Whether words of an analysis language are written together: German, Dutch, Swedish, Danish, Norwegian,
// Finnish, Hungarian, Estonian.
bool writes_compounds(std::string_view language);

// What a collection knows of words.
class KnownWords {
 public:
  virtual ~KnownWords() = default;
  struct Known {
    double documents = 0;   // that hold the word, in whatever form; 0: it is no word
    std::string_view stem;  // what stands for it; valid as long as the collection
  };
  // `word` is folded.
  virtual Known find(std::string_view word) const = 0;
};

// The stems of the parts of a folded word, in order; empty where it is none of known words. Any thread.
std::vector<std::string> split_compound(std::string_view word, std::string_view language,
                                        const KnownWords& known);

}  // namespace callside
