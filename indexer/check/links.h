#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Returns the link targets in sanitised HTML (Content::html), in order, with character references decoded. At
// most 2,000 targets of at most 2,000 bytes each. Leaves out links within the page ("#top") and other schemes
// (mailto).
std::vector<std::string> link_targets(std::string_view html);

// The parts of a link's target. Fragment and query are dropped.
struct LinkTarget {
  std::string host;  // in lower case; empty if the target has none
  std::string path;  // percent-decoded; "/a/b" is relative to the root, "a/b" to the link's page
};
LinkTarget parse_link_target(std::string_view target);

// Resolves `path` relative to the file or folder `base` ("en/billing/refund.md"), without "." and "..". Empty
// if it leads out of the tree.
std::string resolve_path(std::string_view base, std::string_view path);

// Returns "//host/path" in a normal form, without trailing slash and ".html".
std::string address_of(std::string_view host, std::string_view path);

// Returns the number after "/articles/" in a help desk's path ("/hc/en-us/articles/360010-Refund"), or an
// empty view.
std::string_view article_number(std::string_view path);

// "billing/" of "billing/refund"; empty at the root.
std::string_view folder_of(std::string_view path);
// ".md" of "refund.md"; empty if there is none.
std::string_view extension_of(std::string_view path);
// Returns true if the extension is that of an article file (.md, .markdown, .html, .htm, .txt).
bool is_document_name(std::string_view path);
std::string_view without_extension(std::string_view path);

}  // namespace callside
