#include "indexer/analysis/light_stemmer.h"

#include <iterator>
#include <random>
#include <sstream>

#include "indexer/analysis/normalize.h"
#include "indexer/analysis/word_analyzer.h"
#include "indexer/base/utf8.h"
#include "tests/support/catch2.h"

using namespace callside;

namespace {

struct StemmedWords {
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

// Each entry lists forms of one word.
constexpr StemmedWords kSameStem[] = {
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
    {"hr", "račun računa računi računima računom"},
    {"hr", "ispis ispisivanje ispisati ispisujem"},
    {"hr", "lozinka lozinke lozinku lozinkom lozinkama"},
    {"bs", "poruka poruke poruci porukama"},
    {"sr", "штампач štampač штампача štampača штампачем štampačem"},
    {"sr", "љубав ljubav ǉubav љубави ǉubavi"},
    {"sr", "џеп džep ǆep"},
    {"sr", "датотека datoteka датотеке datoteke датотеком datotekom"},
    {"cs", "soubor souboru souborů soubory souborech"},
    {"cs", "heslo hesla heslem heslu"},
    {"cs", "tisknout tisknete tiskněte"},
    {"cs", "nastavení nastavit nastaveno nastavte"},
    {"sk", "súbor súboru súbory súborov súborom"},
    {"sk", "heslo hesla heslom"},
    {"sk", "nastavenie nastavenia nastaviť nastavený"},
    {"pl", "hasło hasła hasłem hasłami"},
    {"pl", "dokument dokumentu dokumentów dokumentach dokumencie"},
    {"pl", "wstawić wstawienie wstawiona wstawiono wstaw"},
    {"uk", "пароль пароля паролем паролі"},
    {"uk", "документ документа документів документами"},
    {"uk", "друкувати друкує друкування друкував"},
    {"uk", "змінити змінюватися змінено"},
    {"bg", "парола паролата пароли паролите"},
    {"bg", "документ документа документи документите документът"},
    {"bg", "отпечатване отпечатвам отпечатваше"},
    {"mk", "лозинка лозинката лозинки лозинките"},
    {"mk", "документ документот документи документите"},
    {"lv", "fails faila failu failā failiem"},
    {"lv", "parole paroles paroli parolei"},
    {"lv", "brālis brāļa brāļi brāļiem"},
    {"et", "fail faili failid failide failidega failis failist"},
    {"et", "parool parooli paroolid paroolide parooliga"},
    {"et", "dokument dokumendi dokumendid dokumendis"},
    {"el", "κωδικός κωδικού κωδικοί κωδικούς κωδικών ΚΩΔΙΚΟΣ"},
    {"el", "πρόγραμμα προγράμματος προγράμματα προγραμμάτων"},
    {"el", "ρύθμιση ρύθμισης ρυθμίσεις ρυθμίσεων"},
    {"hi", "लड़का लड़के लड़कों"},
    {"hi", "किताब किताबें किताबों"},
    {"fa", "کتاب کتابها کتاب\u200cها کتاب\u200cهای كتاب"},
    {"fa", "فایل فایلی فايل فایل\u200cها"},
    {"he", "ספר ספרים הספר הספרים"},
    {"he", "סיסמה סיסמאות"},
    {"he", "מסמך מסמכים המסמך"},
    {"ko", "비밀번호 비밀번호를 비밀번호가 비밀번호는 비밀번호로"},
    {"ko", "설정 설정을 설정하다 설정합니다 설정하는"},
};

// Pairs of unrelated words that share letters.
constexpr StemmedWords kDifferentStems[] = {
    {"sl", "miza mizar"},    {"sl", "strah strategija"}, {"hr", "račun rakun"},
    {"hr", "more moda"},     {"sr", "пас пасош"},        {"cs", "heslo hesitace"},
    {"cs", "stroj strom"},   {"sk", "strom stroj"},      {"pl", "strona strumień"},
    {"pl", "plik pluskwa"},  {"uk", "пароль парад"},     {"uk", "кіт кит"},
    {"bg", "парола парад"},  {"mk", "лозинка лозје"},    {"lv", "fails falsks"},
    {"et", "fail fakt"},     {"et", "täht taht"},        {"el", "κώδικας κωμωδία"},
    {"hi", "किताब कितना"},   {"fa", "میزبان زبان"},      {"he", "ספר ספל"},
    {"ko", "나이 나무"},     {"ko", "고양이 고향"},      {"sl", "račun računalnik"},
    {"sl", "pot potnik"},    {"sl", "okno oko"},         {"sl", "tiskati tiskalnik"},
    {"sl", "vrsta vrstica"}, {"sl", "list lističi"},     {"sl", "odpreti odpraviti"},
};

}  // namespace

TEST_CASE("forms of one word share a stem") {
  for (const auto& [language, words] : kSameStem) {
    const std::vector<std::string> forms = split(words);
    for (const std::string& form : forms) {
      INFO(language << ": " << forms[0] << ", " << form);
      CHECK(stem_of(form, language) == stem_of(forms[0], language));
    }
  }
}

TEST_CASE("words that only look alike have different stems") {
  for (const auto& [language, words] : kDifferentStems) {
    const std::vector<std::string> pair = split(words);
    INFO(language << ": " << words);
    CHECK(stem_of(pair[0], language) != stem_of(pair[1], language));
  }
}

TEST_CASE("a word has the same stem with and without its accents") {
  WordAnalyzer analyzer;
  for (const auto& [language, words] : kSameStem) {
    for (const std::string& form : split(words)) {
      const Word word = analyzer.analyze(form, SegmentKind::word, language);
      const Word bare = analyzer.analyze(word.folded, SegmentKind::word, language);
      INFO(language << ": " << form << ", " << word.folded);
      CHECK(word.stem == bare.stem);
      CHECK(word.folded_stem.empty());
    }
  }
}

TEST_CASE("the stem of any bytes is not empty and not longer than they are") {
  std::vector<std::string> languages;
  for (const auto& [language, words] : kSameStem) languages.emplace_back(language);
  std::mt19937 random(7);
  const std::string letters = "aeiouyjlnrstvkcmdzgh";
  const std::u32string eastern = U"аеиоунтвсоскийστμαηουसकाोंיםהת은는هاي\u0301\u200c";
  for (int round = 0; round < 20000; ++round) {
    std::string word;
    const auto length = 1 + random() % 12;
    const auto kind = random() % 3;
    for (std::size_t i = 0; i < length; ++i) {
      if (kind == 0) word += letters[random() % letters.size()];
      if (kind == 1) append_code_point(word, eastern[random() % eastern.size()]);
      if (kind == 2) word += static_cast<char>(random() % 256);
    }
    const std::string& language = languages[random() % languages.size()];
    const LightStemmer* stemmer = light_stemmer(language);
    REQUIRE(stemmer != nullptr);
    INFO(language << ": " << word);
    const std::string raw = (*stemmer)(word);
    REQUIRE_FALSE(raw.empty());
    REQUIRE(raw.size() <= word.size());
    const Word whole = WordAnalyzer().analyze(word, SegmentKind::word, language);
    if (whole.normal.empty()) continue;
    REQUIRE_FALSE(whole.stem.empty());
    REQUIRE(find_invalid_utf8(whole.stem) == std::string_view::npos);
    REQUIRE(fold(whole.stem, language) == whole.stem);
  }
}

TEST_CASE("languages of Snowball and unknown languages have no light stemmer") {
  for (const char* language : {"en", "de", "ru", "tr", "ar", "fi", "vi", "und", ""}) {
    CHECK(light_stemmer(language) == nullptr);
  }
}
