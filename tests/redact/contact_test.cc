#include "tests/redact/check_table.h"
#include "tests/support/catch2.h"

// A pin of a plug or a chip is not a PIN, and a quantity is not a code.

using callside::test::Case;
using callside::test::check_table;
using callside::test::redacted;

TEST_CASE("contacts of a part and quantities are not secrets") {
  constexpr Case kCases[] = {{"Use the 4-pin 1.0mm connector"},
                             {"the 24pin ATX2510 plug"},
                             {"a two-pin 2500W plug"},
                             {"8-pin: 12V 300W"},
                             {"The pin: 1.0mm wide"},
                             {"pin pitch is 2.54mm, pin length is 11,6mm"},
                             {"pin 101 is ground, pin GPIO13 is the clock, pin PA10 is free"},
                             {"Der 10-Pin 2500mAh Akku"},
                             {"security code: 2.5mm thick"}};
  check_table(kCases, redacted);
}

TEST_CASE("a PIN stays a secret beside numbers, hyphens and letters") {
  constexpr Case kCases[] = {{"my PIN 4471 is blocked", "my PIN [secret] is blocked"},
                             {"chip-and-PIN 4471", "chip-and-PIN [secret]"},
                             {"4-digit PIN: 4471", "4-digit PIN: [secret]"},
                             {"PIN: 44a71", "PIN: [secret]"},
                             {"the pin is 4471a", "the pin is [secret]"},
                             {"the CVV is 447", "the CVV is [secret]"}};
  check_table(kCases, redacted);
}
