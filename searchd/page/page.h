#pragma once

#include <span>
#include <string_view>

namespace callside {

// One file of the agent's page, as the daemon sends it. All views are of static data.
struct PageFile {
  std::string_view path;  // "/" for index.html; "/page/app.js" and so on for the others
  std::string_view content_type;
  std::string_view bytes;
  std::string_view etag;  // with its quotes, ready for the header; derived from the bytes
};

// The Content-Security-Policy to send with every file. It forbids inline scripts and styles, anything from
// other servers, and frames around the page; the page needs none of these.
inline constexpr std::string_view kPageContentSecurityPolicy =
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

// All files of the page, compiled into the program. Send them with `Cache-Control: no-cache`, so that a
// browser revalidates each one by its ETag and never mixes modules of two versions.
std::span<const PageFile> page_files();

}  // namespace callside
