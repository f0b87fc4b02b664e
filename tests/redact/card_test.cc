
#include "tests/redact/check_table.h"
#include "tests/support/catch2.h"

namespace {

using callside::test::Case;

// Numbers that the card schemes publish for tests.
constexpr Case kCardFound[] = {
    {"4111 1111 1111 1111", "[card]"},
    {"4111111111111111", "[card]"},
    {"4111-1111-1111-1111", "[card]"},
    {"4111.1111.1111.1111", "[card]"},
    {"4111 - 1111 - 1111 - 1111", "[card]"},
    {"moja kartica 5555 5555 5555 4444 ne dela", "moja kartica [card] ne dela"},
    {"Karte: 5105105105105100.", "Karte: [card]."},
    {"tarjeta 2223 0031 2200 3222", "tarjeta [card]"},
    {"3782 822463 10005", "[card]"},
    {"378282246310005", "[card]"},
    {"6011 1111 1111 1117", "[card]"},
    {"3530111333300000", "[card]"},
    {"3056 930902 5904", "[card]"},
    {"36227206271667", "[card]"},
    {"6304 0000 0000 0000", "[card]"},
    {"6200 0000 0000 0005", "[card]"},
    {"4222222222222", "[card]"},
    {"4012 8888 8888 1881 12/28 123", "[card] 12/28 123"},
    {"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "[card]"},
    {"41 11 11 11 11 11 11 11", "[card]"},
    {"card=4111111111111111&cvv", "card=[card]&cvv"},
    {"４１１１　１１１１　１１１１　１１１１", "[card]"},
    {"4111\xC2\xA0"
     "1111\xC2\xA0"
     "1111\xC2\xA0"
     "1111",
     "[card]"},
    {"4111\xE2\x80\x91"
     "1111\xE2\x80\x91"
     "1111\xE2\x80\x91"
     "1111",
     "[card]"},
    {"4111 1111\xE2\x80\x8B 1111 1111", "[card]"},
    {"カード4111111111111111です", "カード[card]です"},
    {"my card number is 4111 1111 1111 1112", "my card number is [card]"},
    {"kartica 4111 11111 111 1111", "kartica [card]"},
    {"(4111111111111111)", "([card])"},
    {"from 4111 1111 1111 1111 to 5555 5555 5555 4444", "from [card] to [card]"},
};

constexpr Case kCardKept[] = {
    {"4111 1111 1111 1112"},
    {"order 2026100112345678"},
    {"EAN 4006381333931"},
    {"4006381333931"},
    {"4006381000093"},  // a valid check digit of an article and of a card
    {"IMEI 490154203237518"},
    {"490154203237518"},
    {"ISBN 9783161484100"},
    {"978-3-16-148410-0"},
    {"89386410000000000001"},
    {"1760000000000"},
    {"0.4111111111111111"},
    {"4111111111111111.25"},
    {"x4111111111111111"},
    {"4111111111111111abc"},
    {"12-4111-1111-1111-1111"},
    {"card ending in 4242"},
    {"**** **** **** 1111"},
    {"00340434161094042557"},
    {"1234 5678 9012 3456"},
    {"9876543210987654"},
    {"gift card 1234567890123452"},
    {"450 120 330 280 910 4500"},
    {"2026-10-01 2026-10-02"},
    {"UUID 41111111-1111-1111-1111-111111111111"},
    {"5.555.555.555.554.444"},
};

}  // namespace

TEST_CASE("payment cards are found by issuer, length and check digit") {
  callside::test::check_table(kCardFound);
}
TEST_CASE("other long numbers stay") { callside::test::check_table(kCardKept); }
