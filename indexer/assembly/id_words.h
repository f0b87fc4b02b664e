#pragma once

#include <string>
#include <string_view>

namespace callside {

// What an article's id says in words: "billing/refund-duplicate_charge.html" says "refund duplicate charge".
// Editors name their files and addresses after the matter, often in shorter words than the title's.
//
// Only of the last part, without its extension: folders hold products and years. What is shorter than three
// letters or holds a digit is a number or a code, of which an id is its own. UTF-8 in and out; may be empty.
std::string id_words(std::string_view id);

}  // namespace callside
