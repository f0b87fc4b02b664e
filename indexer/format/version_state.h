#pragma once

#include <string_view>

namespace callside {

// Of a language version of an article, what tells whether it is older than what it was translated from
// (translations.h). The texts belong to whoever made it.
struct VersionState {
  std::string_view id, lang;
  std::string_view source_lang;  // from which it was translated; empty: not said
  std::string_view updated;      // ISO day; empty: not said
  std::string_view digest;       // content_digest()
  bool said_outdated = false;    // Document::outdated
};

}  // namespace callside
