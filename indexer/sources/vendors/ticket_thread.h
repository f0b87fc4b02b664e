#pragma once

#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/sources/content.h"

namespace callside {

// A message of a ticket that its requester could read. Private notes are never made into one.
struct ThreadMessage {
  enum class From { requester, agent, other };
  From from = From::other;
  std::string at;  // when, in a form that sorts; empty: not known
  std::string text;
  TextFormat format = TextFormat::text;
};

// What a ticket's messages come to.
struct Thread {
  Content question;
  Content resolution;  // without blocks: nobody answered in public
  std::vector<std::string>
      answers;  // the agents' messages as they were, in their order: to look for links in
};

// Makes a question and a resolution of a ticket's messages, which are sorted by their time first.
//
// - Messages by programs, and those that hold nothing but what they quote, count as not written.
// - The question is the requester's first message that is more than thanks. Where the requester wrote none,
// it
//   is the agent's first message (who wrote down a call), if another one follows.
// - The resolution is the agents' last message, with those right before it that no other message parts from
// it.
//   Thanks and goodbyes of both sides neither part nor count.
Result<Thread> read_thread(std::vector<ThreadMessage> messages);

}  // namespace callside
