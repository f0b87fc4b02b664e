#include "searchd/http/page_routes.h"

#include <algorithm>
#include <string_view>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// Compares weakly with each tag of the list (RFC 9110, section 13.1.2).
bool matches(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    std::string_view item = trimmed(if_none_match.substr(0, comma));
    if (item.substr(0, 2) == "W/") item.remove_prefix(2);
    if (item == etag || item == "*") return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

}  // namespace

HttpResult<void> answer_page(RequestContext& context) {
  const HttpRequest& request = context.request();
  const auto& files = context.services.page;
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const PageFile& f) { return f.path == request.path; });
  if (file == files.end()) return refuse(404, "no such file");
  httplib::Response& response = context.response;
  response.set_header("Content-Security-Policy", std::string(kPageContentSecurityPolicy));
  response.set_header("Cache-Control", "no-cache");
  response.set_header("ETag", std::string(file->etag));
  const std::string* cached = request.header("if-none-match");
  if (cached != nullptr && matches(*cached, file->etag)) {
    response.status = 304;
    return {};
  }
  response.status = 200;
  response.set_content(file->bytes.data(), file->bytes.size(), std::string(file->content_type));
  return {};
}

}  // namespace callside
