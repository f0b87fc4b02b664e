#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/analysis/word_analyzer.h"
#include "indexer/format/document.h"

namespace callside {

// The spelling of every term in an index. Prefixes occur nowhere else. FORMAT.md has the same table.
//
//   F<lang>:<folded>   a word, folded
//   S<lang>:<stem>     its stem, if that differs from the folded word
//   D<lang>:<stem>     a part of a compound
//   N:<code>           a code or number, in any language
//   W<lang>:<pair>     a bigram of Chinese, Japanese or Korean text
//
// To match all words with one stem, query S<lang>:<stem> or F<lang>:<stem>. No word is counted twice.

std::string form_term(std::string_view language, SegmentKind kind, std::string_view folded);
std::string stem_term(std::string_view language, std::string_view stem);
std::string part_term(std::string_view language, std::string_view stem);

// Filters (boolean terms):
//   Q<kind>:<id>:<lang>   the document
//   G<group>              its group: an article's versions and the tickets it resolved
//   C<n>                  access class
//   L<tag>                language
//   K<kind>               kind
//   P<product>            product; P alone: none
//   B<brand>              brand; B alone: none
//   XA                    archived
//   XV                    has valid_from or valid_until
//   R<hash>               the person a ticket is about
//
// Xapian allows terms of 245 bytes, fewer if they contain zero bytes. A word whose term would be longer than
// kLongestTerm is shortened to a prefix and a digest. Ids, tags and names must fit unshortened, so that they
// stay distinct; readers reject those that do not.
inline constexpr std::size_t kLongestTerm = 240;
inline constexpr std::size_t kLongestId = 200;
inline constexpr std::size_t kLongestTag = kLongestTerm - 1;  // a product or brand
// Returns true if the id and the language tag together fit into document_term().
bool fits_document_term(Kind kind, std::string_view id, std::string_view lang);
std::string document_term(Kind kind, std::string_view id, std::string_view lang);
// The common prefix of the terms of all language versions of a document, before shortening.
std::string document_term_prefix(Kind kind, std::string_view id);
std::string class_term(std::uint32_t access_class);
std::string language_term(std::string_view tag);
std::string kind_term(Kind kind);
// An empty name gives the term of documents that name none.
std::string product_term(std::string_view product);
std::string brand_term(std::string_view brand);
std::string subject_term(std::string_view hash);
inline constexpr const char* kArchivedTerm = "XA";
inline constexpr const char* kWindowTerm = "XV";

// Value slots: days since 1970-01-01, by Xapian::sortable_serialise; set if the document has kWindowTerm.
inline constexpr unsigned kValidFromSlot = 0;
inline constexpr unsigned kValidUntilSlot = 1;

}  // namespace callside
