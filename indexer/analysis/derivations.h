#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Relates nouns to the verbs they derive from where stemming does not: an article is titled "Supprimer une
// diapo", and a caller's note says "suppression diapos". A related word is not a form of the word, so a match
// through it counts as a guess.

// Appends the stems that may be related to `stem`, a folded stem of WordAnalyzer. Not every appended stem
// belongs to a real word. Appends nothing for a language without a table. Safe in any thread.
void add_related_stems(std::string_view stem, std::string_view language, std::vector<std::string>& related);

}  // namespace callside
