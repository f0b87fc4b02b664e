#pragma once

#include <span>
#include <string_view>

namespace callside {

// One file of the agent's page, as it is sent.
struct PageFile {
  std::string_view path;  // "/" is the page itself; the others "/page/app.js" and so on
  std::string_view content_type;
  std::string_view bytes;
  std::string_view etag;  // quoted, as the header wants it; changes with the bytes
};

// The Content-Security-Policy that every file goes with. The page needs nothing that this forbids: nothing
// inline, nothing from elsewhere, no frame around it.
inline constexpr std::string_view kPageContentSecurityPolicy =
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

// The whole page, compiled in. Its modules belong together: send them with `Cache-Control: no-cache`, so that
// a browser asks by ETag and never mixes those of two versions.
std::span<const PageFile> page_files();

}  // namespace callside
