#pragma once

#include <unicode/utf8.h>

#include <string>
#include <string_view>

#include "indexer/redact/redactor.h"

namespace callside::test {

inline bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

// Returns true if `redacted` is `text` with `marks` non-empty pieces replaced by marks. Tries every place for
// each mark, so only for short texts and few marks.
inline bool only_marks_differ(std::string_view text, std::string_view redacted, std::uint64_t marks) {
  if (marks == 0) return text == redacted;
  for (std::size_t same = 0; same < text.size() && redacted.substr(0, same) == text.substr(0, same); ++same) {
    for (const PersonalKindInfo& info : kPersonalKinds) {
      if (!redacted.substr(same).starts_with(info.mark)) continue;
      const std::string_view rest = redacted.substr(same + info.mark.size());
      for (std::size_t taken = 1; same + taken <= text.size(); ++taken) {
        if (only_marks_differ(text.substr(same + taken), rest, marks - 1)) return true;
      }
    }
  }
  return false;
}

// Returns the name of a property that does not hold for `text`; empty if all hold.
inline std::string broken_property(const std::string& text) {
  const Redactor redactor;
  std::string once = text;
  const RedactionCounts counts = redactor.redact(once);
  if (is_utf8(text) && !is_utf8(once)) return "valid UTF-8 stays valid";
  if (counts.total() == 0 && once != text) return "a text without findings stays";
  if (counts.total() <= 3 && text.size() < 200 && !only_marks_differ(text, once, counts.total())) {
    return "all bytes outside findings stay";
  }
  std::string twice = once;
  if (redactor.redact(twice).total() > 0 || twice != once) return "redacting again changes nothing";
  return {};
}

}  // namespace callside::test
