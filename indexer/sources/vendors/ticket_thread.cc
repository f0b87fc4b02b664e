#include "indexer/sources/vendors/ticket_thread.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/format/block_html.h"
#include "indexer/sources/vendors/message_text.h"

namespace callside {

namespace {

using From = ThreadMessage::From;

struct ReadMessage {
  From from;
  Content content;
};

}  // namespace

Result<Thread> read_thread(std::vector<ThreadMessage> messages) {
  // If any time is missing, the order of the export is kept.
  const bool timed =
      std::all_of(messages.begin(), messages.end(), [](const ThreadMessage& one) { return !one.at.empty(); });
  if (timed) {
    std::stable_sort(messages.begin(), messages.end(),
                     [](const ThreadMessage& a, const ThreadMessage& b) { return a.at < b.at; });
  }
  Thread thread;
  std::vector<ReadMessage> read;
  for (ThreadMessage& message : messages) {
    CALLSIDE_ASSIGN(Content content, read_message(message.text, message.format));
    if (message.from == From::agent) thread.answers.push_back(std::move(message.text));
    if (content.blocks.empty() || is_automatic(content) || is_courtesy(content)) continue;
    read.push_back({message.from, std::move(content)});
  }
  const auto is_from = [](From from) { return [from](const ReadMessage& one) { return one.from == from; }; };
  auto question = std::find_if(read.begin(), read.end(), is_from(From::requester));
  const auto answers = std::count_if(read.begin(), read.end(), is_from(From::agent));
  if (question == read.end() && answers > 1)
    question = std::find_if(read.begin(), read.end(), is_from(From::agent));
  const auto after = question == read.end() ? read.begin() : std::next(question);
  // The last answer. The requester may have written more after it, without a reply.
  const auto last = std::find_if(std::make_reverse_iterator(read.end()), std::make_reverse_iterator(after),
                                 is_from(From::agent));
  const auto end = last.base();
  auto begin = end;
  while (begin != after && std::prev(begin)->from == From::agent) --begin;
  for (auto answer = begin; answer != end; ++answer) {
    std::move(answer->content.blocks.begin(), answer->content.blocks.end(),
              std::back_inserter(thread.resolution.blocks));
  }
  thread.resolution.html = html_of(thread.resolution.blocks);
  if (question != read.end()) thread.question = std::move(question->content);
  return thread;
}

}  // namespace callside
