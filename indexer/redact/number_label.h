#pragma once

#include <cstddef>

#include "indexer/redact/folded_text.h"

namespace callside {

// What the words before a number call it.
enum class NumberLabel {
  none,
  telephone,   // "tel.", "call me on", "moja številka je"
  identifier,  // "order no.", "Rechnungsnummer", "IMEI"
};

// The label of the number that begins at units[position]; units before `telephone_end` are a telephone number
// (0: there is none), beside which, with only words that join between, there are others ("tel. 555-0123,
// 555-0124"). Reads at most six words to the left. Only words that join
// ("is", "unter", "na") and at most one other may stand between a telephone word and its number; between an
// identifier's word and its number only words that join, and no other number.
NumberLabel label_before(View units, std::size_t position, std::size_t telephone_end = 0);

// Whether a number signs for somebody: "Ana Novak, 555-0123", "[e-mail], 555-0123", "Ana Novak 555-0123".
// Looks at two words with capitals before units[begin], at names before it and e-mail addresses on both sides
// that were found already.
bool stands_in_signature(View units, std::size_t begin, std::size_t end);

// Whether "the new one is" or the like stands before a number: as one says whose number changed.
bool follows_new_one(View units, std::size_t begin);

// Whether "(mobile)" or the like stands right behind a number that ends before units[position].
bool telephone_word_follows(View units, std::size_t position);

}  // namespace callside
