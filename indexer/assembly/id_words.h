#pragma once

#include <string>
#include <string_view>

namespace callside {

// Returns the words in an article's id: "refund duplicate charge" for
// "billing/refund-duplicate_charge.html". Editors name files and addresses after the subject, often in
// shorter words than the title.
//
// Uses only the last part of the path, without its extension, since folders are named after products and
// years. Skips numbers and codes: words of fewer than three letters or with a digit. Input and output are
// UTF-8; the result may be empty.
std::string id_words(std::string_view id);

}  // namespace callside
