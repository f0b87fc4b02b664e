#pragma once

#include <catch2/catch.hpp>
#include <span>
#include <string>
#include <string_view>

#include "indexer/redact/redactor.h"

namespace callside::test {

// A text, and what must be left of it; without that: all.
struct Case {
  std::string_view text;
  std::string_view expected = {};
};

inline std::string redacted(std::string_view text) {
  std::string result(text);
  Redactor().redact(result);
  return result;
}

// Each text alone, and as a part of a longer one.
inline void check_table(std::span<const Case> cases) {
  for (const Case& one : cases) {
    const std::string_view expected = one.expected.empty() ? one.text : one.expected;
    CHECK(redacted(one.text) == expected);
    CHECK(redacted(std::string("Line one.\n").append(one.text).append("\nLine three.")) ==
          std::string("Line one.\n").append(expected).append("\nLine three."));
  }
}

}  // namespace callside::test
