#include "indexer/format/ticket_question.h"

#include "indexer/base/utf8.h"

namespace callside {

namespace {

// More than an agent types, but enough for a question.
constexpr std::size_t kMaxCharacters = 300;

// Returns the first kMaxCharacters code points, without a partial word at the end if the text has spaces.
std::string beginning_of(const std::string& text) {
  std::size_t at = 0, space = 0;
  for (std::size_t characters = 0; at < text.size() && characters < kMaxCharacters; ++characters) {
    if (text[at] == ' ') space = at;
    next_code_point(text, at);
  }
  if (at == text.size()) return text;
  return text.substr(0, space > 0 ? space : at);
}

}  // namespace

std::string ticket_question(const StoredDocument& ticket) {
  std::string text;
  for (std::size_t block = 0; block < ticket.blocks().size(); ++block) {
    if (static_cast<Field>(ticket.blocks()[block].field) != Field::question) continue;
    if (!text.empty()) text += ' ';
    text += ticket.block_text(block);
  }
  return beginning_of(text.find_first_not_of(' ') == std::string::npos ? ticket.meta().title : text);
}

}  // namespace callside
