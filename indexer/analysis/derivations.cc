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
    {"issag", ""},    // remplissage, remplir
    {"iss", ""},      // remplissez, remplir
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

// German verbs in -ieren and participles, which Snowball takes for other words than the infinitive and its
// noun.
constexpr Alternation kGerman[] = {
    {"ier", "i"},                 // Formatierung, formatieren
    {"iert", "i"},                // formatiert, formatieren
    {"iert", "ier"}, {"et", ""},  // berechnet, berechnen
    {"t", ""},                    // verteilt, verteilen
};

// "ge" of a German participle, and what may stand before it: "eingefügt", "einfügen".
constexpr std::string_view kGermanPrefixes[] = {"",    "ab",   "an",   "auf", "aus",    "bei",     "durch",
                                                "ein", "fest", "frei", "her", "hin",    "los",     "nach",
                                                "um",  "vor",  "weg",  "zu",  "zuruck", "zusammen"};

constexpr std::size_t kShortestRoot = 3;  // letters that both must share

std::span<const Alternation> alternations(std::string_view language) {
  if (language == "fr") return kFrench;
  if (language == "de") return kGerman;
  return {};
}

void exchange(std::string_view stem, std::string_view from, std::string_view to,
              std::vector<std::string>& related) {
  if (stem.size() < from.size() + kShortestRoot || !stem.ends_with(from)) return;
  related.push_back(std::string(stem.substr(0, stem.size() - from.size())).append(to));
}

void add_german_participles(std::string_view stem, std::vector<std::string>& related) {
  for (const std::string_view prefix : kGermanPrefixes) {
    if (!stem.starts_with(prefix)) continue;
    const std::string_view rest = stem.substr(prefix.size());
    if (rest.size() < kShortestRoot) continue;
    if (!rest.starts_with("ge")) {
      related.push_back(std::string(prefix).append("ge").append(rest).append("t"));
    } else if (rest.ends_with("t") && rest.size() >= kShortestRoot + 3) {
      related.push_back(std::string(prefix).append(rest.substr(2, rest.size() - 3)));
    }
  }
}

}  // namespace

void add_related_stems(std::string_view stem, std::string_view language, std::vector<std::string>& related) {
  for (const auto& [noun, verb] : alternations(language)) {
    exchange(stem, noun, verb, related);
    exchange(stem, verb, noun, related);
  }
  if (language == "de") add_german_participles(stem, related);
}

}  // namespace callside
