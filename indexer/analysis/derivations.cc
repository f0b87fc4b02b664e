#include "indexer/analysis/derivations.h"

#include <span>

namespace callside {

namespace {

struct Alternation {
  std::string_view noun, verb;  // endings of stems
};

// How French derives nouns of action from verbs, as the endings that remain after Snowball (Grevisse, "Le bon
// usage", on suffixes). A table for English (conversion, convert; permission, permit) gained nothing.
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

// German verbs in -ieren and participles, whose stems by Snowball differ from those of the infinitive and its
// noun.
constexpr Alternation kGerman[] = {
    {"ier", "i"},                 // Formatierung, formatieren
    {"iert", "i"},                // formatiert, formatieren
    {"iert", "ier"}, {"et", ""},  // berechnet, berechnen
    {"t", ""},                    // verteilt, verteilen
};

// Prefixes that may precede the "ge" of a German participle: "eingefügt", "einfügen".
constexpr std::string_view kGermanPrefixes[] = {"",    "ab",   "an",   "auf", "aus",    "bei",     "durch",
                                                "ein", "fest", "frei", "her", "hin",    "los",     "nach",
                                                "um",  "vor",  "weg",  "zu",  "zuruck", "zusammen"};

constexpr std::size_t kMinRoot = 3;  // bytes that the two stems must share

std::span<const Alternation> alternations(std::string_view language) {
  if (language == "fr") return kFrench;
  if (language == "de") return kGerman;
  return {};
}

void replace_ending(std::string_view stem, std::string_view from, std::string_view to,
                    std::vector<std::string>& related) {
  if (stem.size() < from.size() + kMinRoot || !stem.ends_with(from)) return;
  related.push_back(std::string(stem.substr(0, stem.size() - from.size())).append(to));
}

void add_german_participles(std::string_view stem, std::vector<std::string>& related) {
  for (const std::string_view prefix : kGermanPrefixes) {
    if (!stem.starts_with(prefix)) continue;
    const std::string_view rest = stem.substr(prefix.size());
    if (rest.size() < kMinRoot) continue;
    if (!rest.starts_with("ge")) {
      related.push_back(std::string(prefix).append("ge").append(rest).append("t"));
    } else if (rest.ends_with("t") && rest.size() >= kMinRoot + 3) {
      related.push_back(std::string(prefix).append(rest.substr(2, rest.size() - 3)));
    }
  }
}

}  // namespace

void add_related_stems(std::string_view stem, std::string_view language, std::vector<std::string>& related) {
  for (const auto& [noun, verb] : alternations(language)) {
    replace_ending(stem, noun, verb, related);
    replace_ending(stem, verb, noun, related);
  }
  if (language == "de") add_german_participles(stem, related);
}

}  // namespace callside
