#pragma once

#include <string>
#include <string_view>

namespace callside {

// The language of a text as a BCP 47 tag, by CLD2; empty where it can't be told. Meant for documents: three
// words of a query are too few for any detector. Any thread.
std::string detect_language(std::string_view text);

}  // namespace callside
