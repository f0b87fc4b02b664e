#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/analysis/word_analyzer.h"
#include "indexer/format/document.h"

namespace callside {

// The spelling of every term in an index: the one place where prefixes are written. FORMAT.md shows the same
// table.
//
//   F<lang>:<folded>   a word of a language, folded
//   S<lang>:<stem>     its stem, where that differs from the folded word
//   D<lang>:<stem>     a word that is a part of a compound
//   N:<code>           a code or number, in any language
//   W<lang>:<pair>     a bigram of Chinese, Japanese or Korean text
//
// A group of words with one stem is thus asked for as S<lang>:<stem> or F<lang>:<stem>, and no word is
// counted twice.

std::string form_term(std::string_view language, SegmentKind kind, std::string_view folded);
std::string stem_term(std::string_view language, std::string_view stem);
std::string part_term(std::string_view language, std::string_view stem);

// Filters (boolean terms):
//   Q<kind>:<id>:<lang>   the document        G<group>   its group: an article's versions and the tickets it
//   resolved C<n>  access class    L<tag>  language    K<kind>    P<product>, P (none)    B<brand>, B (none)
//   XA archived           XV has valid_from or valid_until       R<hash>  whom a ticket is about
//
// Xapian takes terms of 245 bytes, fewer where they hold zero bytes. A word whose term would be longer than
// kLongestTerm is shortened to a part and a digest. What becomes a term whole must fit, so that it can be
// told from others; readers reject what does not.
inline constexpr std::size_t kLongestTerm = 240;
inline constexpr std::size_t kLongestId = 200;
inline constexpr std::size_t kLongestTag = kLongestTerm - 1;  // a product or brand
// Whether the id and the language tag together fit into document_term().
bool fits_document_term(Kind kind, std::string_view id, std::string_view lang);
std::string document_term(Kind kind, std::string_view id, std::string_view lang);
// What the terms of all language versions of a document start with, before they are shortened.
std::string document_term_prefix(Kind kind, std::string_view id);
std::string class_term(std::uint32_t access_class);
std::string language_term(std::string_view tag);
std::string kind_term(Kind kind);
// An empty name: documents that name none.
std::string product_term(std::string_view product);
std::string brand_term(std::string_view brand);
std::string subject_term(std::string_view hash);
inline constexpr const char* kArchivedTerm = "XA";
inline constexpr const char* kWindowTerm = "XV";

// Value slots: days since 1970-01-01, by Xapian::sortable_serialise; set where the document has kWindowTerm.
inline constexpr unsigned kValidFromSlot = 0;
inline constexpr unsigned kValidUntilSlot = 1;

}  // namespace callside
