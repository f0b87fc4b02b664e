#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace callside {

// BCP 47 language tags.

// The current code for a deprecated base language or a macrolanguage ("he" for "iw", "nb" for "no"). Returns
// any other code unchanged. `base`: lower case.
std::string_view current_language_code(std::string_view base);

// The analysis language of a tag: its base language, with old and macro codes replaced ("en" for "en-US",
// "nb" for "no", "he" for "iw"). Returns "und" for a tag without a base of two or three letters.
std::string analysis_language(std::string_view tag);

// Returns true if a document in `have` satisfies a request for `want`: the tags are equal, or one is a prefix
// of the other that ends at a subtag. "en" and "en-US" match in both directions; "en-GB" and "en-US" do not.
// Case is ignored.
bool language_matches(std::string_view want, std::string_view have);

// How well `have` satisfies a list of languages in order of preference. 0 is best (exactly the first tag) and
// larger is worse. All tags that match none have the same rank.
std::size_t language_rank(const std::vector<std::string>& wishes, std::string_view have);

// Name of Xapian's Snowball stemmer for an analysis language, or nullptr if there is none. For German it is
// "german2", which gives "kuendigen" and "kündigen" the same stem.
const char* snowball_name(std::string_view analysis_language);

}  // namespace callside
