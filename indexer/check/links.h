#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// The targets of links in sanitised HTML (Content::html), as its author wrote them: references decoded, in
// order, at most 2,000 of at most 2,000 bytes each. Those that stay on their page ("#top") and those of other
// schemes (mailto) are left out.
std::vector<std::string> link_targets(std::string_view html);

// A link's target without fragment and query, taken apart.
struct LinkTarget {
  std::string host;  // in lower case; empty: the target names none
  std::string path;  // percent-decoded; "/a/b" from the root, "a/b" from where the link stands
};
LinkTarget take_apart(std::string_view target);

// `path` as seen from the file or folder `base` ("en/billing/refund.md"), without "." and "..". Empty: it
// leads out of the tree.
std::string resolved(std::string_view base, std::string_view path);

// "//host/path" in the form that addresses of the same page have alike: no trailing slash, no ".html".
std::string address_of(std::string_view host, std::string_view path);

// The number behind "/articles/" in a path, as help desks write it ("/hc/en-us/articles/360010-Refund");
// empty: there is none.
std::string_view article_number(std::string_view path);

// "billing/" of "billing/refund"; empty at the root.
std::string_view folder_of(std::string_view path);
// ".md" of "refund.md"; empty: there is none.
std::string_view extension_of(std::string_view path);
// Whether a name ends as articles do that are files of their own.
bool is_document_name(std::string_view path);
std::string_view without_extension(std::string_view path);

}  // namespace callside
