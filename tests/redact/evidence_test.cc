
#include "tests/redact/check_table.h"
#include "tests/support/catch2.h"

// Names without an introduction, secrets and health in passing, and text that resembles them. Other sentences
// than those of corpus/redaction.
namespace {

struct EvidenceCase {
  std::string_view text, expected = {};
};

constexpr EvidenceCase kEvidenceCases[] = {
    // Names of the tables, weighed with the words beside them.
    {"the parcel went to Mehmet and he has no idea", "the parcel went to [name] and he has no idea"},
    {"then Oluwaseun, who knew at once", "then [name], who knew at once"},
    {"v petek je Tinkara zamenjala števec", "v petek je [name] zamenjala števec"},
    {"Katarina, Žiga in Lovro čakajo", "[name], [name] čakajo"},
    {"den Zähler hat Cengiz getauscht", "den Zähler hat [name] getauscht"},
    {"lo arregló Ainhoa en un minuto", "lo arregló [name] en un minuto"},
    {"post for zbigniew keeps coming", "post for [name] keeps coming"},
    {"my surname is now Lindqvist, it was Marsh", "my surname is now [name], it was [name]"},
    // Things with the name of a person.
    {"3 x Oscar chairs and 2 x Felix tables"},
    {"la funda Carmen y el sofá Marta"},
    {"3x Hocker Finn, 1x Regal Jonas"},
    {"Set Barbara ima premalo vijakov"},
    {"the Jamie Oliver pan"},
    {"heißt der Tarif jetzt Sophie?"},
    {"the Guy Fawkes night bins"},
    {"Grüße aus Celle"},
    {"To: Undisclosed Recipients"},
    {"In Leeds and Lincoln it works, in Derby not"},
    // Secrets: more labels, several in a row, spoken.
    {"backup codes are 8841-2207 and 1930-5562", "backup codes are [secret] and [secret]"},
    {"the pin is four two one nine", "the pin is [secret]"},
    {"PIN je štiri dva ena devet", "PIN je [secret]"},
    {"my mobile is oh seven seven double oh nine oh oh one two three", "my mobile is [telephone]"},
    {"die Antwort auf die Sicherheitsfrage lautet Hasso",
     "die Antwort auf die Sicherheitsfrage lautet [secret]"},
    {"koda za prevzem 4418", "koda za prevzem [secret]"},
    {"PUK2 10993340", "PUK2 [secret]"},
    {"polje za geslo je sivo"},
    {"the password is on the sticker"},
    {"the code for error 5006 is new"},
    {"two or three, four or five days"},
    // Health: the person may be anywhere in the sentence.
    {"she was diagnosed with narcolepsy in May", "she was diagnosed with [health] in May"},
    {"I type slowly, my hands shake, it is Parkinson's", "I type slowly, my hands shake, it is [health]"},
    {"sie ist in der 37. Woche schwanger", "sie ist in der 37. Woche [health]"},
    {"was steht in den Bedingungen zu Diabetes?"},
    {"You blind-copied me on it"},
    // Dates of birth.
    {"2 Feb 2009 is his birthday", "[date of birth] is his birthday"},
    {"geboren bin ich am 03.11.58", "geboren bin ich am [date of birth]"},
};

}  // namespace

TEST_CASE("several pieces of evidence are weighed together") {
  for (const EvidenceCase& one : kEvidenceCases)
    CHECK(callside::test::redacted(one.text) == (one.expected.empty() ? one.text : one.expected));
}
