#include "indexer/format/fields.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "indexer/format/terms.h"
#include "tests/support/catch2.h"

using namespace callside;

TEST_CASE("FORMAT.md has a row for each term and slot, in the words of the table") {
  std::ifstream file(std::filesystem::path(CALLSIDE_SOURCE_DIR) / "indexer/format/FORMAT.md");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string page = text.str();
  for (const TermInfo& term : kTerms) {
    const std::string row = "| `" + std::string(term.shape) + "` | " + std::string(term.help) + " |";
    CAPTURE(row);
    CHECK(page.find(row) != std::string::npos);
    CHECK(term.shape.substr(0, term.prefix.size()) == term.prefix);
  }
  for (const SlotInfo& slot : kSlots) {
    const std::string row = "| " + std::to_string(slot.number) + " | " + std::string(slot.help);
    CAPTURE(row);
    CHECK(page.find(row) != std::string::npos);
  }
}

TEST_CASE("terms are spelled as the table says") {
  CHECK(form_term("sl", SegmentKind::word, "placilo") == "Fsl:placilo");
  CHECK(form_term("de", SegmentKind::code, "nv4012") == "N:nv4012");
  CHECK(form_term("ja", SegmentKind::bigram, "印刷") == "Wja:印刷");
  CHECK(stem_term("en", "print") == "Sen:print");
  CHECK(stem_or_form_term("en", SegmentKind::word, "printing", "print") == "Sen:print");
  CHECK(stem_or_form_term("en", SegmentKind::word, "print", "print") == "Fen:print");
  CHECK(stem_or_form_term("en", SegmentKind::code, "nv4012", "") == "N:nv4012");
  CHECK(part_term("de", "rand") == "Dde:rand");
  CHECK(document_term(Kind::article, "fees/refund", "EN") == "Qarticle:fees/refund:en");
  CHECK(class_term(2) == "C2");
  CHECK(language_term("pt-BR") == "Lpt-br");
  CHECK(product_term("") == "P");
  CHECK(brand_term("North") == "BNorth");
  CHECK(archived_term() == "XA");
  CHECK(window_term() == "XV");
}

TEST_CASE("two words that are too long for a term stay two") {
  const std::string long_word(300, 'a');
  const std::string one = form_term("en", SegmentKind::word, long_word + "b");
  const std::string other = form_term("en", SegmentKind::word, long_word + "c");
  CHECK(one.size() <= kLongestTerm);
  CHECK(one != other);
}
