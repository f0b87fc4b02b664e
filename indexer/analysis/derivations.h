#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Nouns and the verbs that they are made of, where stemming leaves them apart: a title says "Supprimer une
// diapo", a caller's note "suppression diapos". What is related is no form of the word and counts as a guess.

// Appends the stems that `stem` (folded, as word_analyzer.h gives it) may be related to in a language,
// whether or not there are such words; none for a language without a table. Any thread.
void add_related_stems(std::string_view stem, std::string_view language, std::vector<std::string>& related);

}  // namespace callside
