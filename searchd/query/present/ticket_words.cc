#include "searchd/query/present/ticket_words.h"

#include <algorithm>
#include <span>

namespace callside {

namespace {

void append_words(std::span<const std::uint32_t> words, std::vector<std::uint32_t>& to) {
  for (const std::uint32_t word : words) {
    if ((word & kOverlayBit) == 0) to.push_back(word);
  }
}

void sort_unique(std::vector<std::uint32_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool resembles(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, double least) {
  const auto fewer = static_cast<double>(std::min(a.size(), b.size()));
  const auto more = static_cast<double>(std::max(a.size(), b.size()));
  if (fewer < least * more) return false;
  std::size_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++both;
      ++x;
      ++y;
    } else if (*x < *y) {
      ++x;
    } else {
      ++y;
    }
  }
  return static_cast<double>(both) >= least * static_cast<double>(a.size() + b.size() - both);
}

}  // namespace

TicketWords::TicketWords(const StoredDocument& ticket) {
  const auto words = ticket.words();
  for (std::size_t block = 0; block < ticket.blocks().size(); ++block) {
    const bool resolution = static_cast<Field>(ticket.blocks()[block].field) == Field::resolution;
    const auto [first, last] = ticket.block_words(block);
    append_words(words.subspan(first, last - first), resolution ? resolution_ : question_);
  }
  if (question_.empty()) append_words(words.first(ticket.head().title_words), question_);
  sort_unique(question_);
  sort_unique(resolution_);
}

bool TicketWords::same_question(const TicketWords& other) const {
  return !question_.empty() && resembles(question_, other.question_, kSameQuestion);
}

bool TicketWords::is_duplicate(const TicketWords& other) const {
  return same_question(other) && resembles(resolution_, other.resolution_, kSameResolution);
}

}  // namespace callside
