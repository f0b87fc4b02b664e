#include "indexer/analysis/language.h"

#include "indexer/analysis/detect.h"
#include "indexer/analysis/fingerprint.h"
#include "indexer/analysis/word_analyzer.h"
#include "tests/support/catch2.h"

using namespace callside;

TEST_CASE("a tag is analysed by its base language") {
  CHECK(analysis_language("en-US") == "en");
  CHECK(analysis_language("sr-Latn-RS") == "sr");
  CHECK(analysis_language("") == "und");
  CHECK(analysis_language("x") == "und");
}

TEST_CASE("old and macro codes of a language are analysed as the current code") {
  CHECK(analysis_language("no") == "nb");
  CHECK(analysis_language("no-NO") == "nb");
  CHECK(analysis_language("iw") == "he");
  CHECK(analysis_language("in") == "id");
  CHECK(analysis_language("tl") == "fil");
  CHECK(analysis_language("sh") == "sr");
  CHECK(analysis_language("sh-Latn") == "sr");
  CHECK(analysis_language("NO") == "nb");
  // Nynorsk has an alphabet and compounds of its own.
  CHECK(analysis_language("nn") == "nn");
}

TEST_CASE("tags match in both directions, and an exact match ranks first") {
  CHECK(language_matches("en", "en-US"));
  CHECK(language_matches("en-US", "en"));
  CHECK(language_matches("EN", "en"));
  CHECK_FALSE(language_matches("en-GB", "en-US"));
  CHECK_FALSE(language_matches("e", "en"));
  const std::vector<std::string> wishes{"sl", "en"};
  CHECK(language_rank(wishes, "sl") < language_rank(wishes, "sl-SI"));
  CHECK(language_rank(wishes, "sl-SI") < language_rank(wishes, "en"));
  CHECK(language_rank(wishes, "en") < language_rank(wishes, "de"));
  CHECK(language_rank(wishes, "de") == language_rank(wishes, "fr"));
}

TEST_CASE("forms of a word share a stem regardless of case and accents") {
  WordAnalyzer analyzer;
  const auto stem = [&](const char* word, const char* language) {
    return analyzer.analyze(word, SegmentKind::word, language).stem;
  };
  CHECK(stem("Rechnung", "de") == stem("rechnungen", "de"));
  CHECK(stem("kuendigen", "de") == stem("kündigen", "de"));
  CHECK(stem("printing", "en") == stem("Printed", "en"));
  CHECK(stem("requêtes", "fr") == stem("requête", "fr"));
  CHECK(stem("besede", "sl") == stem("beseda", "sl"));  // by our light stemmer
  CHECK(stem("besede", "vi").empty());
  const Word accented = analyzer.analyze("créées", SegmentKind::word, "fr");
  const Word plain = analyzer.analyze("creees", SegmentKind::word, "fr");
  CHECK((accented.stem == plain.stem || accented.folded_stem == plain.stem));
}

TEST_CASE("codes are the same in every language") {
  WordAnalyzer analyzer;
  CHECK(analyzer.analyze("NV4012", SegmentKind::code, "tr").folded ==
        analyzer.analyze("nv4012", SegmentKind::code, "en").folded);
  CHECK(analyzer.analyze("ISIN1", SegmentKind::code, "tr").folded == "isin1");
}

TEST_CASE("the language of a sentence is detected, and that of a single letter is not") {
  CHECK(detect_language("The invoice was paid twice and the customer wants the money back.") == "en");
  CHECK(detect_language("Uporabnik ne more vstopiti v portal, ker je pozabil geslo za prijavo.") == "sl");
  CHECK(detect_language("Der Kunde hat die Rechnung zweimal bezahlt und möchte sein Geld zurück.") == "de");
  CHECK(detect_language("請問如何重設我的密碼").substr(0, 2) == "zh");
  CHECK(detect_language("Kunden har betalt fakturaen to ganger og vil ha pengene tilbake.") == "nb");
  CHECK(detect_language("הלקוח שילם את החשבונית פעמיים ורוצה את הכסף בחזרה") == "he");
  CHECK(detect_language("Dalawang beses binayaran ng kostumer ang singil at gusto niyang mabawi ang pera.") ==
        "tl");
  CHECK(detect_language("x").empty());
  CHECK(detect_language("").empty());
}

TEST_CASE("a fingerprint difference names the parts that differ") {
  CHECK(fingerprint_difference("analysis=1;icu=72.1", "analysis=1;icu=72.1").empty());
  CHECK(fingerprint_difference("analysis=1;icu=72.1", "analysis=1;icu=70.1") ==
        "icu 72.1 here, 70.1 in the index");
  CHECK(analysis_fingerprint().find("icu=") != std::string::npos);
}
