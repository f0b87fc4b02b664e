#include "indexer/analysis/light_stemmer.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <sstream>

#include "indexer/analysis/normalize.h"
#include "indexer/analysis/word_analyzer.h"
#include "indexer/base/utf8.h"

using namespace callside;

namespace {

struct Words {
  const char* language;
  const char* words;
};

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string stem_of(const std::string& word, const char* language) {
  static WordAnalyzer analyzer;
  return analyzer.analyze(word, SegmentKind::word, language).stem;
}

// Forms of one word.
constexpr Words kMeet[] = {
    {"sl", "dokument dokumenta dokumentov dokumentih dokumenti dokumentoma"},
    {"sl", "gumb gumba gumbe gumbov gumbi"},
    {"sl", "okno oken okna oknih oknom"},
    {"sl", "stolpec stolpca stolpcev stolpci stolpcih"},
    {"sl", "tiskati tiskanje tiskam tiskajte tiskal tiskan"},
    {"sl", "uporabiti uporabljen uporabljati uporabite"},
    {"sl", "prikazati prikaz prikazuje prikazovanje prikazan prikažem"},
    {"sl", "seznam seznama seznamov seznamom"},
    {"sl", "besedilo besedila besedil besedilom"},
    {"sl", "nov novejši najnovejša novega novim"},
    {"sl", "možnost možnosti možnostjo možna"},
    {"sl", "datoteka datoteke datotek datotekami"},
    {"sl", "računalnik računalnika računalniki računalnikov"},
    {"sl", "ime imena imenom imen"},
    {"sl", "funkcija funkcijo funkcije funkcij"},
    {"sl", "geslo gesla geslu gesli"},
};

// Words that share letters and nothing else.
constexpr Words kApart[] = {
    {"sl", "miza mizar"},    {"sl", "strah strategija"}, {"sl", "račun računalnik"},
    {"sl", "pot potnik"},    {"sl", "okno oko"},         {"sl", "tiskati tiskalnik"},
    {"sl", "vrsta vrstica"}, {"sl", "list lističi"},     {"sl", "odpreti odpraviti"},
};

}  // namespace

TEST_CASE("forms of one word share a stem") {
  for (const auto& [language, words] : kMeet) {
    const std::vector<std::string> forms = split(words);
    for (const std::string& form : forms) {
      INFO(language << ": " << forms[0] << ", " << form);
      CHECK(stem_of(form, language) == stem_of(forms[0], language));
    }
  }
}

TEST_CASE("words that only look alike keep apart") {
  for (const auto& [language, words] : kApart) {
    const std::vector<std::string> pair = split(words);
    INFO(language << ": " << words);
    CHECK(stem_of(pair[0], language) != stem_of(pair[1], language));
  }
}

TEST_CASE("a word without its accents has the stem of the word") {
  WordAnalyzer analyzer;
  for (const auto& [language, words] : kMeet) {
    for (const std::string& form : split(words)) {
      const Word word = analyzer.analyze(form, SegmentKind::word, language);
      const Word bare = analyzer.analyze(word.folded, SegmentKind::word, language);
      INFO(language << ": " << form << ", " << word.folded);
      CHECK(word.stem == bare.stem);
      CHECK(word.folded_stem.empty());
    }
  }
}
