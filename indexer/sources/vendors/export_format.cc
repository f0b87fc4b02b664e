#include "indexer/sources/vendors/export_format.h"

#include <algorithm>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// The most links that are kept of one text. The last ones count, so the first are dropped.
constexpr std::size_t kLinkLimit = 1000;

}  // namespace

void add_linked_ids(std::string_view text, std::string_view marker, std::vector<std::string>& ids) {
  for (std::size_t at = text.find(marker); at != std::string_view::npos; at = text.find(marker, at)) {
    at += marker.size();
    if (text.substr(at, 1) == "\\") ++at;
    if (text.substr(at, 1) != "/") continue;
    const std::size_t begin = ++at;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    if (at == begin) continue;
    std::string id(text.substr(begin, at - begin));
    ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
    ids.push_back(std::move(id));
    if (ids.size() > kLinkLimit) ids.erase(ids.begin(), ids.begin() + kLinkLimit / 2);
  }
}

std::vector<std::string> ExportFormat::linked_ids(std::string_view text) const {
  std::vector<std::string> ids;
  add_linked_ids(text, "articles", ids);
  return ids;
}

}  // namespace callside
