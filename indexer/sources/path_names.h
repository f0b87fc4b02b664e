#pragma once

#include <string>
#include <string_view>

namespace callside {

// What a file's place in a folder tree says of the article in it.
struct PathNames {
  std::string id;    // without the extension
  std::string lang;  // canonical; empty: the path says none
};

// For Markdown and text: the tree articles/<lang>/<path>.md, wherever in it SOURCE begins; without one, as
// for pages. `above`: SOURCE's folder as an absolute path; `path`: below it. Both '/'-separated.
PathNames names_of_article(std::string_view above, std::string_view path);

// For HTML: the path below SOURCE without a leading language folder; a page that lies in the tree
// articles/<lang>/ right below SOURCE is named as the Markdown beside it.
PathNames names_of_page(std::string_view path);

// A file's name as words, where there is no better title: "reset_password.md" is "reset password".
std::string title_of_file(std::string_view path);

}  // namespace callside
