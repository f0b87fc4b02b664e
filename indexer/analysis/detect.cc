#include "indexer/analysis/detect.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "indexer/analysis/language.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// CLD2 reads all of the text that it gets. The first 16 KiB are enough.
constexpr std::size_t kMaxBytes = 16384;

std::string tag_of(CLD2::Language language) {
  const std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code == "xxx" || code.rfind("xx-", 0) == 0) return {};
  if (code == "zh") return "zh-Hans";
  // A document keeps the code of Tagalog. Only the analysis treats it as Filipino.
  if (code == "tl") return code;
  return std::string(current_language_code(code));
}

}  // namespace

LanguageGuess guess_language(std::string_view text) {
  // A split character at the end would make CLD2 return "unknown", as for any invalid UTF-8.
  const std::string_view begin = text.substr(0, whole_characters(text, kMaxBytes));
  bool reliable = false;
  int valid_bytes = 0;
  CLD2::Language ranked[3];
  int percent[3];
  double score[3];
  int text_bytes = 0;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      begin.data(), static_cast<int>(begin.size()), true, &hints, 0, ranked, percent, score, nullptr,
      &text_bytes, &reliable, &valid_bytes);
  LanguageGuess guess;
  guess.tag = tag_of(language);
  if (guess.tag.empty()) return guess;
  guess.is_reliable = reliable;
  for (std::size_t i = 0; i < 3; ++i) {
    if (ranked[i] == language) guess.percent = percent[i];
  }
  return guess;
}

std::string detect_language(std::string_view text) {
  LanguageGuess guess = guess_language(text);
  return guess.is_reliable ? std::move(guess.tag) : std::string();
}

}  // namespace callside
