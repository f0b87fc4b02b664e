#include "indexer/format/content_digest.h"

#include "indexer/base/digest.h"

namespace callside {

std::string content_digest(const Document& article) {
  constexpr std::size_t kDigits = 32;
  std::string text = article.title;
  for (const Block& block : article.body.blocks) {
    text += '\0';
    text += static_cast<char>(block.type);
    text += static_cast<char>(block.level);
    text += block.text;
  }
  return sha256_hex(text).substr(0, kDigits);
}

}  // namespace callside
