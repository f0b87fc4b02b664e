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

// "F" + "en" + ":" + text.
std::string language_word(Term term, std::string_view language, std::string_view text) {
  return bounded(std::string(prefix(term)).append(language).append(":").append(text));
}

std::string filter(Term term, std::string_view value) {
  return bounded(std::string(prefix(term)).append(value));
}

}  // namespace

std::string form_term(std::string_view language, SegmentKind kind, std::string_view folded) {
  switch (kind) {
    case SegmentKind::code:
      return language_word(Term::code, "", folded);
    case SegmentKind::bigram:
      return language_word(Term::bigram, language, folded);
    case SegmentKind::word:
    case SegmentKind::joined:
      break;
  }
  return language_word(Term::form, language, folded);
}

std::string stem_term(std::string_view language, std::string_view stem) {
  return language_word(Term::stem, language, stem);
}

std::string part_term(std::string_view language, std::string_view stem) {
  return language_word(Term::part, language, stem);
}

std::string_view language_of(std::string_view word_term) {
  const std::size_t colon = word_term.find(':');
  return colon == std::string_view::npos ? std::string_view() : word_term.substr(0, colon).substr(1);
}

bool is_stem_written(std::string_view folded, std::string_view stem) {
  return !stem.empty() && stem != folded;
}

std::string stem_or_form_term(std::string_view language, SegmentKind kind, std::string_view folded,
                              std::string_view stem) {
  return is_stem_written(folded, stem) ? stem_term(language, stem) : form_term(language, kind, folded);
}

std::string document_term_prefix(Kind kind, std::string_view id) {
  return std::string(prefix(Term::document)).append(name_of(kind)).append(":").append(id).append(":");
}

bool fits_document_term(Kind kind, std::string_view id, std::string_view lang) {
  return document_term_prefix(kind, id).size() + lang.size() <= kLongestTerm;
}

std::string document_term(Kind kind, std::string_view id, std::string_view lang) {
  return bounded(document_term_prefix(kind, id) + lower_case(lang));
}

std::string class_term(std::uint32_t access_class) {
  return filter(Term::access_class, std::to_string(access_class));
}
std::string language_term(std::string_view tag) { return filter(Term::language, lower_case(tag)); }
std::string product_term(std::string_view product) { return filter(Term::product, product); }
std::string brand_term(std::string_view brand) { return filter(Term::brand, brand); }
std::string subject_term(std::string_view hash) { return filter(Term::subject, hash); }
std::string archived_term() { return filter(Term::archived, ""); }
std::string window_term() { return filter(Term::window, ""); }

}  // namespace callside
