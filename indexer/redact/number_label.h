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

// The label of the number that begins at units[position]. Reads at most six words to the left. Only words
// that join
// ("is", "unter", "na") and at most one other may stand between a telephone word and its number; between an
// identifier's word and its number only words that join, and no other number.
NumberLabel label_before(View units, std::size_t position);

// Whether "(mobile)" or the like stands right behind a number that ends before units[position].
bool telephone_word_follows(View units, std::size_t position);

}  // namespace callside
