#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/analysis/word_analyzer.h"
#include "indexer/format/document.h"
#include "indexer/format/fields.h"

namespace callside {

// The spelling of every term in an index (kTerms in fields.h).
//
// A stem is written only if it differs from the folded word, so no word is counted twice. To match all words
// with one stem, query stem_or_form_term() of each.
std::string form_term(std::string_view language, SegmentKind kind, std::string_view folded);
std::string stem_term(std::string_view language, std::string_view stem);
std::string part_term(std::string_view language, std::string_view stem);
// Returns true if a word is also written under `stem`. `stem`: empty if the word has none.
bool is_stem_written(std::string_view folded, std::string_view stem);
// The language of a word's term; empty for codes, which are the same in every language. A document has only
// terms of its own language, and codes.
std::string_view language_of(std::string_view word_term);
// The term under which a word is found through `stem`: the stem's if it is written, otherwise the form's.
std::string stem_or_form_term(std::string_view language, SegmentKind kind, std::string_view folded,
                              std::string_view stem);

// Xapian allows terms of 245 bytes, fewer if they contain zero bytes. A word whose term would be longer than
// kLongestTerm is shortened to a prefix and a digest. Ids, tags and names must fit unshortened, so that they
// stay distinct; readers reject those that do not.
inline constexpr std::size_t kLongestTerm = 240;
inline constexpr std::size_t kLongestId = 200;
inline constexpr std::size_t kLongestTag = kLongestTerm - 1;  // a product or brand
// Returns true if the id and the language tag together fit into document_term().
bool fits_document_term(Kind kind, std::string_view id, std::string_view lang);

// Filters (boolean terms).
std::string document_term(Kind kind, std::string_view id, std::string_view lang);
// The common prefix of the terms of all language versions of a document, before shortening.
std::string document_term_prefix(Kind kind, std::string_view id);
std::string class_term(std::uint32_t access_class);
std::string language_term(std::string_view tag);
// An empty name gives the term of documents that name none.
std::string product_term(std::string_view product);
std::string brand_term(std::string_view brand);
std::string subject_term(std::string_view hash);
std::string archived_term();
std::string window_term();

}  // namespace callside
