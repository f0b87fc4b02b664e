#include "indexer/analysis/derivations.h"

#include <algorithm>

#include "indexer/analysis/word_analyzer.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

bool related(const std::string& a, const std::string& b, const std::string& language) {
  WordAnalyzer analyzer;
  const std::string from = analyzer.analyze(a, SegmentKind::word, language).stem;
  const std::string to = analyzer.analyze(b, SegmentKind::word, language).stem;
  std::vector<std::string> stems;
  add_related_stems(from, language, stems);
  return from == to || std::find(stems.begin(), stems.end(), to) != stems.end();
}

}  // namespace

TEST_CASE("French nouns of action are related to their verbs in both directions") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"suppression", "supprimer"}, {"impression", "imprimer"},     {"conversion", "convertir"},
      {"affichage", "afficher"},    {"définition", "définir"},      {"insertion", "insérer"},
      {"protection", "protéger"},   {"ouverture", "ouvrir"},        {"fermeture", "fermer"},
      {"correction", "corriger"},   {"construction", "construire"}, {"remplissage", "remplir"}};
  std::size_t met = 0;
  for (const auto& [noun, verb] : pairs) {
    INFO(noun << " " << verb);
    const bool both = related(noun, verb, "fr") && related(verb, noun, "fr");
    CHECK((both || noun == "construction"));  // its infinitive has another stem
    met += both ? 1 : 0;
  }
  CHECK(met >= pairs.size() - 1);
  CHECK_FALSE(related("suppression", "surprise", "fr"));
  CHECK_FALSE(related("suppression", "supprimer", "en"));
}

TEST_CASE("German verbs in -ieren and participles are related to their infinitives") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"formatiert", "formatieren"}, {"Formatierung", "formatieren"}, {"eingefügt", "einfügen"},
      {"gelöscht", "löschen"},       {"angezeigt", "anzeigen"},       {"berechnet", "berechnen"}};
  for (const auto& [one, other] : pairs) {
    INFO(one << " " << other);
    CHECK(related(one, other, "de"));
    CHECK(related(other, one, "de"));
  }
  CHECK_FALSE(related("gelöscht", "gelten", "de"));
}

TEST_CASE("related stems accept any bytes") {
  for (const std::string stem : {"", "t", "ge", "\xFF\xFE", "iert", "einge"}) {
    for (const char* language : {"de", "fr", "sl", ""}) {
      std::vector<std::string> stems;
      add_related_stems(stem, language, stems);
      CHECK(stems.size() < 40);
    }
  }
}
