#pragma once

#include <string_view>

namespace callside {

// Input of outdated() (translations.h): the state of an article's language version. The strings are views;
// their owner must outlive it.
struct VersionState {
  std::string_view id, lang;
  std::string_view source_lang;  // translated from; empty: not set
  std::string_view updated;      // ISO day; empty: not set
  std::string_view digest;       // content_digest()
  bool marked_outdated = false;  // Document::outdated
};

}  // namespace callside
