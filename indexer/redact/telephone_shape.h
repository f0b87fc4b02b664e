#pragma once

#include <cstddef>

#include "indexer/redact/digit_groups.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// Rates digits as a telephone number by themselves and their grouping.
enum class TelephoneShape {
  none,      // cannot be one: too short or long, a date, opening hours, an IP address
  possible,  // only beside a telephone word: "555-0123"
  national,  // a national notation, unless a word says that it is something else
  certain,   // "+" and a country's calling code
};

struct TelephoneCandidate {
  View units;
  DigitGroups groups;    // not empty
  bool plus = false;     // "+" before it
  bool bracket = false;  // "(" before the first group, and ")" within
};

// National shapes, from the usual notations of the numbering plans:
// - with the trunk digit 0 (SI, DE, AT, UK, FR, HR, IT ...): 041 555 010, (020) 7946 0123, 0171/3920012, 06
//   12 34 56 78;
// - North America: 202-555-0123, (202) 555-0123, 1 202 555 0123;
// - nine digits from 6 to 9 (ES, PT, PL ...): 612 345 678, 91 234 56 78;
// - 00 and a calling code: 00386 41 555 010.
TelephoneShape shape_of(const TelephoneCandidate& candidate);

}  // namespace callside
