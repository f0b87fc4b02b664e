#include "indexer/analysis/detect.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

namespace callside {

std::string detect_language(std::string_view text) {
  // CLD2 reads the whole text; the beginning of a long one says as much.
  constexpr std::size_t kEnoughBytes = 16384;
  const auto length = static_cast<int>(std::min(text.size(), kEnoughBytes));
  bool reliable = false;
  int valid_bytes = 0;
  CLD2::Language ranked[3];
  int percent[3];
  double score[3];
  int text_bytes = 0;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), length, true, &hints, 0, ranked, percent, score,
                                              nullptr, &text_bytes, &reliable, &valid_bytes);
  if (language == CLD2::UNKNOWN_LANGUAGE || !reliable) return {};
  std::string code = CLD2::LanguageCode(language);
  if (code == "un" || code == "xxx" || code.rfind("xx-", 0) == 0) return {};
  if (code == "zh") return "zh-Hans";
  if (code == "iw") return "he";
  if (code == "no") return "nb";
  return code;
}

}  // namespace callside
