#pragma once

#include <string>
#include <string_view>

namespace callside {

// Id and language of an article, derived from the path of its file.
struct PathNames {
  std::string id;    // without the extension
  std::string lang;  // canonical; empty if the path does not name one
};

// For Markdown and text: uses the tree articles/<lang>/<path>.md, at whatever level of it SOURCE begins, else
// names_of_page(). `above` is the absolute path of SOURCE's folder, `path` the rest. Both use '/'.
PathNames names_of_article(std::string_view above, std::string_view path);

// For HTML: uses the path below SOURCE without a leading language folder. A page in a tree articles/<lang>/
// directly below SOURCE is named like the Markdown files beside it.
PathNames names_of_page(std::string_view path);

// Turns a file name into words, as a last resort for a title: "reset_password.md" becomes "reset password".
std::string title_of_file(std::string_view path);

}  // namespace callside
