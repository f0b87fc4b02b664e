#pragma once

#include <cstddef>

#include "indexer/redact/folded_text.h"

namespace callside {

// The meaning of a number according to the words before it.
enum class NumberLabel {
  none,
  telephone,   // "tel.", "call me on", "moja številka je"
  identifier,  // "order no.", "Rechnungsnummer", "IMEI"
};

// Returns the label of the number that begins at units[position]. Units before `telephone_end` are a
// telephone number; others may follow it, if only joining words are between ("tel. 555-0123, 555-0124"). 0 if
// there is none. Reads at most six words to the left. Between a telephone word and its number, there may be
// joining words ("is", "unter", "na") and one other word; between the word for an identifier and its number,
// only joining words and no other number.
NumberLabel label_before(View units, std::size_t position, std::size_t telephone_end = 0);

// Returns true if a number is part of a signature: "Ana Novak, 555-0123", "[e-mail], 555-0123", "Ana Novak
// 555-0123". Looks for two words with capitals before units[begin], a name that was found before it, and an
// e-mail address that was found on either side.
bool is_in_signature(View units, std::size_t begin, std::size_t end);

// Returns true if "the new one is" or the like precedes a number, as after a change of number.
bool follows_new_one(View units, std::size_t begin);

// Returns true if "(mobile)" or the like directly follows a number that ends before units[position].
bool telephone_word_follows(View units, std::size_t position);

}  // namespace callside
