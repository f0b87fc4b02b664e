#include "indexer/analysis/derivations.h"

#include <span>

namespace callside {

namespace {

struct Alternation {
  std::string_view noun, verb;  // endings of stems
};

// How French makes nouns of action, in the endings that Snowball leaves (Grevisse, "Le bon usage", on
// suffixes). English was tried (conversion, convert; permission, permit): it gained nothing.
constexpr Alternation kFrench[] = {
    {"ag", ""},       // affichage, afficher
    {"iss", ""},      // remplissage, remplir
    {"it", ""},       // définition, définir
    {"ert", "er"},    // insertion, insérer
    {"ess", "im"},    // suppression, supprimer
    {"ers", "ert"},   // conversion, convertir
    {"ect", "eg"},    // protection, protéger
    {"ect", "ig"},    // correction, corriger
    {"uct", "uir"},   // réduction, réduire
    {"uct", "uis"},   // construction, construisez
    {"ertur", "r"},   // ouverture, ouvrir
    {"etur", ""},     // fermeture, fermer
    {"miss", "met"},  // transmission, transmettre
};

constexpr std::size_t kShortestRoot = 3;  // letters that both must share

std::span<const Alternation> alternations(std::string_view language) {
  if (language == "fr") return kFrench;
  return {};
}

void exchange(std::string_view stem, std::string_view from, std::string_view to,
              std::vector<std::string>& related) {
  if (stem.size() < from.size() + kShortestRoot || !stem.ends_with(from)) return;
  related.push_back(std::string(stem.substr(0, stem.size() - from.size())).append(to));
}

}  // namespace

void add_related_stems(std::string_view stem, std::string_view language, std::vector<std::string>& related) {
  for (const auto& [noun, verb] : alternations(language)) {
    exchange(stem, noun, verb, related);
    exchange(stem, verb, noun, related);
  }
}

}  // namespace callside
