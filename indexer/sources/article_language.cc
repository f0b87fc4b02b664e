#include "indexer/sources/article_language.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "indexer/analysis/detect.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/language_tag.h"

namespace callside {

namespace {

// More text does not improve the detection.
constexpr std::size_t kMaxDetectionBytes = 8192;
// A block with at least this many words is a sentence. Product names and menu entries are shorter.
constexpr std::size_t kSentenceWords = 6;
// Same for scripts without spaces between words (Chinese, Japanese, Thai), in letters.
constexpr std::size_t kSentenceLetters = 15;
// Least text to trust. CLD2 identifies the language of a demo article (en, sl, de, es) from its first
// 100 bytes in 187 of 187 cases, from 80 bytes in 186 of 188, from 60 bytes in 181 of 189.
constexpr std::size_t kMinSentenceBytes = 100;
// A text of kMinSentenceBytes has at least this many bytes of distinct words (see prose_bytes), about two
// thirds.
constexpr std::size_t kMinProseBytes = 60;
// If less of the sentences is in one language, they are quotations or names after all.
constexpr int kMinPercent = 70;

bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || c >= 0x2E80;
}

bool is_sentence(const Block& block) {
  if (block.type == BlockType::code) return false;
  std::size_t words = 1;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < block.text.size();) {
    const char32_t c = next_code_point(block.text, at);
    if (c == U' ') ++words;
    if (c != kInvalid && is_unspaced(c)) ++letters;
  }
  // The cells of a row do not form one sentence, so this is the average per cell.
  if (block.type == BlockType::row)
    words /= static_cast<std::size_t>(1 + std::count(block.text.begin(), block.text.end(), '|'));
  return words >= kSentenceWords || letters >= kSentenceLetters;
}

// Joins the text of the blocks for which `wanted` returns true.
template <typename Wanted>
std::string text_of_blocks(const Document& document, const Wanted& wanted) {
  std::string text;
  for (const Content* content : {&document.body, &document.question, &document.resolution}) {
    for (const Block& block : content->blocks) {
      if (text.size() > kMaxDetectionBytes) return text;
      if (wanted(block)) text.append(block.text).append("\n");
    }
  }
  return text;
}

// Names and commands are in Latin script in every language, but Latin texts hardly ever contain other
// scripts. So a text counts as non-Latin once a quarter of its letters are.
bool is_latin(std::string_view text) {
  std::size_t latin = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == kInvalid || u_isalpha(static_cast<UChar32>(c)) == 0) continue;
    ++letters;
    UErrorCode status = U_ZERO_ERROR;
    if (uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN) ++latin;
  }
  return 4 * (letters - latin) < std::max<std::size_t>(letters, 1);
}

bool is_written_in_latin(const std::string& tag) {
  std::array<char, ULOC_FULLNAME_CAPACITY> whole{};
  std::array<char, ULOC_SCRIPT_CAPACITY> script{};
  UErrorCode status = U_ZERO_ERROR;
  uloc_addLikelySubtags(tag.c_str(), whole.data(), static_cast<std::int32_t>(whole.size()), &status);
  uloc_getScript(whole.data(), script.data(), static_cast<std::int32_t>(script.size()), &status);
  return U_SUCCESS(status) && std::string_view(script.data()) == "Latn";
}

std::string whole_text(const Document& document) {
  return document.title + "\n" + text_of_blocks(document, [](const Block&) { return true; });
}

// Returns the total bytes of the distinct words. Words without a lower-case letter (in scripts that have
// case) do not count, because codes, numbers and abbreviations belong to no language. Nor do repetitions: a
// list of messages ("TCP 80", "TCP 443") in one paragraph is as long as a text but has no prose.
std::size_t prose_bytes(std::string_view text) {
  std::set<std::string_view> words;
  std::size_t bytes = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(" \n"));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    bool is_word = false;
    for (std::size_t at = 0; at < word.size() && !is_word;) {
      const auto c = static_cast<UChar32>(next_code_point(word, at));
      is_word = static_cast<char32_t>(c) != kInvalid && u_isalpha(c) != 0 && u_isupper(c) == 0;
    }
    if (is_word && words.insert(word).second) bytes += word.size();
  }
  return bytes;
}

}  // namespace

void detect_language_of(Document& document) {
  const std::string sentences = text_of_blocks(document, is_sentence);
  LanguageGuess guess;
  if (sentences.size() >= kMinSentenceBytes) guess = guess_language(sentences);
  document.lang_doubtful = !guess.is_reliable || guess.percent < kMinPercent;
  if (document.lang_doubtful) guess = guess_language(whole_text(document));
  if (!guess.is_reliable) return;
  const auto language = canonical_language(guess.tag);
  if (!language || *language == "und") return;
  document.lang = *language;
  document.lang_detected = true;
}

void settle_language(const SourceLanguages& source, Document& document) {
  if (source.empty() || source.front().empty() || !document.lang_doubtful) return;
  if (std::find(source.begin(), source.end(), document.lang) != source.end()) return;
  const std::string text = whole_text(document);
  if (is_latin(text) != is_written_in_latin(source.front())) return;
  // A long text whose language is not detected is in a language that the detector does not know.
  if (document.lang.empty() && prose_bytes(text_of_blocks(document, is_sentence)) >= kMinProseBytes) return;
  document.lang = source.front();
  document.lang_detected = true;
}

}  // namespace callside
