#pragma once

#include <string>

namespace callside::testing {

// An article as an editor writes it.
inline std::string page(const std::string& title, const std::string& text,
                        const std::string& audience = "public") {
  return "---\ntitle: " + title + "\naudience: " + audience + "\n---\n" + text + "\n";
}

}  // namespace callside::testing
