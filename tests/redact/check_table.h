#pragma once

#include <span>
#include <string>
#include <string_view>

#include "indexer/redact/redactor.h"
#include "tests/support/catch2.h"

namespace callside::test {

// A text and its redacted form; without `expected`, the text must not change.
struct Case {
  std::string_view text;
  std::string_view expected = {};
};

inline std::string redacted(std::string_view text) {
  std::string result(text);
  Redactor().redact(result);
  return result;
}

// Redacts only e-mail addresses, telephone numbers, cards and IBANs. Names and the like beside them stay.
inline std::string redacted_values(std::string_view text) {
  std::string result;
  std::size_t copied = 0;
  for (const PersonalSpan& span : Redactor().find(text)) {
    if (span.kind > PersonalKind::iban) continue;
    result.append(text, copied, span.begin - copied).append(info_of(span.kind).mark);
    copied = span.end;
  }
  return result.append(text, copied);
}

// Checks each text alone and within a longer one.
inline void check_table(std::span<const Case> cases,
                        std::string (*redact)(std::string_view) = redacted_values) {
  for (const Case& one : cases) {
    const std::string_view expected = one.expected.empty() ? one.text : one.expected;
    CHECK(redact(one.text) == expected);
    CHECK(redact(std::string("Line one.\n").append(one.text).append("\nLine three.")) ==
          std::string("Line one.\n").append(expected).append("\nLine three."));
  }
}

}  // namespace callside::test
