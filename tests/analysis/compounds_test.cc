#include "indexer/analysis/compounds.h"

#include <map>

#include "tests/support/catch2.h"

using namespace callside;

namespace {

// A vocabulary in which each word is its own stem.
class List final : public KnownWords {
 public:
  explicit List(std::map<std::string, double, std::less<>> words) : words_(std::move(words)) {}
  Known find(std::string_view word) const override {
    const auto at = words_.find(word);
    return at == words_.end() ? Known{} : Known{at->second, at->first};
  }

 private:
  std::map<std::string, double, std::less<>> words_;
};

using Parts = std::vector<std::string>;

}  // namespace

TEST_CASE("compounds are split into known words and linking elements") {
  const List german({{"tabelle", 90},
                     {"tabellen", 80},
                     {"rand", 40},
                     {"schule", 20},
                     {"buch", 30},
                     {"schulbuch", 5},
                     {"formular", 20},
                     {"verwaltung", 9},
                     {"eingabe", 50},
                     {"feld", 70},
                     {"arbeit", 60},
                     {"zeit", 60}});
  CHECK(split_compound("tabellenrand", "de", german).size() == 2);
  CHECK(split_compound("tabellenrand", "de", german).back() == "rand");
  CHECK(split_compound("schulbuch", "de", german) == Parts{"schule", "buch"});
  CHECK(split_compound("arbeitszeit", "de", german) == Parts{"arbeit", "zeit"});
  CHECK(split_compound("eingabefeldverwaltung", "de", german) == Parts{"eingabe", "feld", "verwaltung"});
  const List swedish({{"skola", 20}, {"buss", 20}, {"kort", 20}});
  CHECK(split_compound("skolbuss", "sv", swedish) == Parts{"skola", "buss"});
  const List dutch({{"student", 20}, {"kaart", 9}});
  CHECK(split_compound("studentenkaart", "nl", dutch) == Parts{"student", "kaart"});
  const List finnish({{"koulu", 20}, {"kirja", 20}, {"talo", 9}});
  CHECK(split_compound("koulukirja", "fi", finnish) == Parts{"koulu", "kirja"});
  CHECK(split_compound("koulunkirja", "fi", finnish) == Parts{"koulu", "kirja"});
}

TEST_CASE("a word that is not a compound is not split") {
  const List words({{"tabelle", 90},
                    {"rand", 40},
                    {"einer", 90},
                    {"seits", 9},
                    {"best", 9},
                    {"ellen", 1},
                    {"zug", 9},
                    {"karte", 9}});
  CHECK(split_compound("tabelle", "de", words).empty());
  CHECK(split_compound("tabellenrend", "de", words).empty());
  CHECK(split_compound("bestellen", "de", words).empty());   // "ellen" is too rare
  CHECK(split_compound("zugkarte", "de", words).empty());    // "zug" is too short
  CHECK(split_compound("einerseits", "de", words).empty());  // "einer" is a function word
  CHECK(split_compound("tabellenrand", "fr", words).empty());
  CHECK(split_compound("", "de", words).empty());
  CHECK(split_compound("\xFF\xFE"
                       "tabellenrand",
                       "de", words)
            .empty());
  CHECK(split_compound(std::string(4000, 'a'), "de", words).empty());
}
