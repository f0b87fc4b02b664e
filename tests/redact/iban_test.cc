
#include "tests/redact/check_table.h"
#include "tests/support/catch2.h"

namespace {

using callside::test::Case;

// The examples of the SWIFT IBAN registry.
constexpr Case kIbanFound[] = {
    {"SI56 2633 0001 2039 086", "[IBAN]"},
    {"SI56263300012039086", "[IBAN]"},
    {"Nakažite na SI56 2633 0001 2039 086, hvala.", "Nakažite na [IBAN], hvala."},
    {"IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX", "IBAN [IBAN] BIC COBADEFFXXX"},
    {"DE89370400440532013000", "[IBAN]"},
    {"DE 89 3704 0044 0532 0130 00", "[IBAN]"},
    {"DE89-3704-0044-0532-0130-00", "[IBAN]"},
    {"de89 3704 0044 0532 0130 00", "[IBAN]"},
    {"AT61 1904 3002 3457 3201", "[IBAN]"},
    {"ES91 2100 0418 4502 0005 1332", "[IBAN]"},
    {"GB29 NWBK 6016 1331 9268 19", "[IBAN]"},
    {"GB29NWBK60161331926819", "[IBAN]"},
    {"FR14 2004 1010 0505 0001 3M02 606", "[IBAN]"},
    {"IT60 X054 2811 1010 0000 0123 456", "[IBAN]"},
    {"HR12 1001 0051 8630 0016 0", "[IBAN]"},
    {"NL91 ABNA 0417 1643 00", "[IBAN]"},
    {"CH93 0076 2011 6238 5295 7", "[IBAN]"},
    {"MT84 MALT 0110 0001 2345 MTLC AST0 01S", "[IBAN]"},
    {"NO93 8601 1117 947", "[IBAN]"},
    {"BE68539007547034", "[IBAN]"},
    {"PL61109010140000071219812874", "[IBAN]"},
    {"RS35260005601001611379", "[IBAN]"},
    {"IBAN:SI56263300012039086", "IBAN:[IBAN]"},
    {"iban=SI56263300012039086&x", "iban=[IBAN]&x"},
    {"SI56\xC2\xA0"
     "2633\xC2\xA0"
     "0001\xC2\xA0"
     "2039\xC2\xA0"
     "086",
     "[IBAN]"},
    {"ＳＩ５６２６３３０００１２０３９０８６", "[IBAN]"},
    {"SI56 2633 0001\xC2\xAD 2039 086", "[IBAN]"},
    {"口座SI56263300012039086です", "口座[IBAN]です"},
    {"IBAN: SI56 2633 0001 2039 087", "IBAN: [IBAN]"},
    {"moj IBAN je SI56 2633 0001 2039 087", "moj IBAN je [IBAN]"},
    {"SI56 2633 0001 2039 086 in AT61 1904 3002 3457 3201", "[IBAN] in [IBAN]"},
};

constexpr Case kIbanKept[] = {
    {"SI56 2633 0001 2039 087"},
    {"RF18 5390 0754 7034"},
    {"SI12 2026 0001 2039 086"},
    {"XX56 2633 0001 2039 086"},
    {"SI56 2633"},
    {"the IBAN of the customer"},
    {"IBAN has 19 characters in Slovenia"},
    {"XSI56263300012039086"},
    {"SI562633000120390861"},
    {"DE 2026 was a good year"},
    {"AT 12 o'clock"},
    {"NO 93 of 100"},
    {"GB29 is a seat"},
    {"ticket DE89-4012"},
    {"BIC COBADEFFXXX"},
};

}  // namespace

TEST_CASE("IBANs are found by country, length and check digits") { callside::test::check_table(kIbanFound); }
TEST_CASE("text that only resembles an IBAN stays") { callside::test::check_table(kIbanKept); }
