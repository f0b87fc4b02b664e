#pragma once

#include <string_view>

#include "indexer/base/error.h"
#include "indexer/sources/content.h"

namespace callside {

// Cleans and classifies the messages of tickets. Thread-safe.

// Returns a message's own text, without quotes of earlier messages ("On ... wrote:", lines that begin with
// ">", forwarded headers), the signature below "-- ", and "Sent from my ..." lines. If that leaves nothing,
// returns the whole text. The content's HTML is rendered from its blocks.
Result<Content> read_message(std::string_view text, TextFormat format);

// Returns true if a program wrote the message: a receipt, an out-of-office reply or a bounce. Such a message
// begins with one of a list of phrases.
bool is_automatic(const Content& message);

// Returns true if a message is only thanks or a goodbye: at most twelve words, one of them a word of thanks
// or welcome, and no question, number, link, or word such as "but", "still" or "not".
bool is_courtesy(const Content& message);

}  // namespace callside
