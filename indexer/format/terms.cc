#include "indexer/format/terms.h"

#include "indexer/base/ascii.h"
#include "indexer/base/digest.h"

namespace callside {

namespace {

std::string bounded(std::string term) {
  // Shortens a long name to a prefix and a digest, so that different names give different terms.
  if (term.size() > kLongestTerm)
    term = term.substr(0, kLongestTerm - 33) + "~" + sha256_hex(term).substr(0, 32);
  return term;
}

}  // namespace

std::string form_term(std::string_view language, SegmentKind kind, std::string_view folded) {
  std::string term;
  switch (kind) {
    case SegmentKind::code:
      term = "N:";
      break;
    case SegmentKind::bigram:
      term.append("W").append(language).append(":");
      break;
    case SegmentKind::word:
    case SegmentKind::joined:
      term.append("F").append(language).append(":");
      break;
  }
  return bounded(term.append(folded));
}

std::string stem_term(std::string_view language, std::string_view stem) {
  return bounded(std::string("S").append(language).append(":").append(stem));
}

std::string part_term(std::string_view language, std::string_view stem) {
  return bounded(std::string("D").append(language).append(":").append(stem));
}

std::string document_term_prefix(Kind kind, std::string_view id) {
  return std::string("Q").append(name_of(kind)).append(":").append(id).append(":");
}

bool fits_document_term(Kind kind, std::string_view id, std::string_view lang) {
  return document_term_prefix(kind, id).size() + lang.size() <= kLongestTerm;
}

std::string document_term(Kind kind, std::string_view id, std::string_view lang) {
  return bounded(document_term_prefix(kind, id) + lower_case(lang));
}

std::string class_term(std::uint32_t access_class) { return "C" + std::to_string(access_class); }
std::string language_term(std::string_view tag) { return "L" + lower_case(tag); }
std::string kind_term(Kind kind) { return std::string("K") + name_of(kind); }
std::string product_term(std::string_view product) { return bounded(std::string("P").append(product)); }
std::string brand_term(std::string_view brand) { return bounded(std::string("B").append(brand)); }
std::string subject_term(std::string_view hash) { return bounded(std::string("R").append(hash)); }

}  // namespace callside
