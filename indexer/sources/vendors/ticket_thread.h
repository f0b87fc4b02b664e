#pragma once

#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/sources/content.h"

namespace callside {

// A message of a ticket that its requester could read; never a private note.
struct ThreadMessage {
  enum class From { requester, agent, other };
  From from = From::other;
  std::string at;  // the time, in a form that sorts; empty if unknown
  std::string text;
  TextFormat format = TextFormat::text;
};

// The question and resolution of a ticket.
struct Thread {
  Content question;
  Content resolution;  // has no blocks if nobody answered in public
  // The agents' original messages in order, to search for links.
  std::vector<std::string> answers;
};

// Sorts a ticket's messages by time and extracts the question and the resolution:
//
// - Automatic messages, thanks and goodbyes, and messages without text are ignored.
// - The question is the requester's first message. If the requester wrote none, it is the agent's first
// message
//   (notes of a call), provided that another one follows.
// - The resolution is the agents' last message, joined with the agents' messages directly before it.
Result<Thread> read_thread(std::vector<ThreadMessage> messages);

}  // namespace callside
