#pragma once

#include <string>

namespace callside::testing {

// Returns an article in Markdown with front matter.
inline std::string page(const std::string& title, const std::string& text,
                        const std::string& audience = "public") {
  return "---\ntitle: " + title + "\naudience: " + audience + "\n---\n" + text + "\n";
}

}  // namespace callside::testing
