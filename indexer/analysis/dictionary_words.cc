#include "indexer/analysis/dictionary_words.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "indexer/analysis/character_class.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Sorting marks takes quadratic time, and a character with more of them is none.
constexpr std::size_t kMaxNormalizedBytes = 64;

}  // namespace

struct DictionaryWords::Iterator {
  std::unique_ptr<icu::BreakIterator> words;
};

DictionaryWords::DictionaryWords() : iterator_(std::make_unique<Iterator>()) {
  UErrorCode status = U_ZERO_ERROR;
  iterator_->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
}
DictionaryWords::DictionaryWords(DictionaryWords&&) noexcept = default;
DictionaryWords& DictionaryWords::operator=(DictionaryWords&&) noexcept = default;
DictionaryWords::~DictionaryWords() = default;

std::vector<WordStart> DictionaryWords::find(std::string_view run, bool is_ideographic) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString text;
  // Where a character with its marks begins in `text`, and in the run.
  struct Character {
    int32_t index;
    WordStart start;
  };
  std::vector<Character> characters;
  std::uint32_t code_point = 0;
  for (std::size_t byte = 0; byte < run.size();) {
    const WordStart start{code_point, byte};
    for (std::size_t after = byte; after < run.size(); byte = after, ++code_point) {
      if (const char32_t c = next_code_point(run, after); start.byte != byte && !is_extend(c)) break;
    }
    characters.push_back({text.length(), start});
    const std::size_t size = byte - start.byte;
    const auto typed = icu::UnicodeString::fromUTF8({run.data() + start.byte, static_cast<int32_t>(size)});
    text += is_ideographic && size <= kMaxNormalizedBytes ? nfkc->normalize(typed, status) : typed;
  }
  std::vector<WordStart> starts;
  icu::BreakIterator& words = *iterator_->words;
  words.setText(text);
  auto next = characters.begin();
  for (int32_t at = words.first(); at != icu::BreakIterator::DONE && at < text.length(); at = words.next()) {
    while (next != characters.end() && next->index < at) ++next;
    if (next == characters.end() || next->index != at) continue;  // inside a character
    starts.push_back(next->start);
  }
  return starts;
}

}  // namespace callside
