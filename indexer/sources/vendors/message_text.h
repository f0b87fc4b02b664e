#pragma once

#include <string_view>

#include "indexer/base/error.h"
#include "indexer/sources/content.h"

namespace callside {

// The messages of a ticket as mail programs leave them. Any thread.

// A message's own words: what it quotes of those before it ("On ... wrote:", lines with ">", a forwarded
// head), its signature behind "-- " and a telephone's "Sent from my ..." are left out. Where nothing else
// would remain, the text stays as it is. The HTML of the content is made of its blocks alone.
Result<Content> read_message(std::string_view text, TextFormat format);

// Whether a message was written by a program: a receipt, an absence, a bounce. It must begin with one of the
// phrases that such programs use.
bool is_automatic(const Content& message);

// Whether a message is nothing but thanks or a goodbye: at most twelve words, one of them a word of thanks or
// welcome, and no question, number, link, or word that takes it back ("but", "still", "not").
bool is_courtesy(const Content& message);

}  // namespace callside
