#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace callside {

inline bool share_any(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

// Returns true if something about the products or brands `about` passes the filter `asked`. An empty list
// means all.
inline bool filters_meet(const std::vector<std::string>& asked, const std::vector<std::string>& about) {
  return asked.empty() || about.empty() || share_any(asked, about);
}

}  // namespace callside
