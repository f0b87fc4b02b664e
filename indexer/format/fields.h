#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace callside {

// Everything by which a document is found, filtered or dated: one table for each of text fields, terms and
// value slots. They drive indexing, querying, explanations and `callside-index inspect --help`; a test
// compares FORMAT.md with them.

// How a value becomes what is stored.
enum class Analyser : std::uint8_t {
  words,  // segmented, folded and stemmed by its language (analysis/word_analyzer.h)
  exact,  // byte by byte; shortened if it is too long (terms.h)
  day,    // days since 1970-01-01, by Xapian::sortable_serialise
};

// Text fields have no prefix of their own: their words share one term, weighted by field (BM25F).
enum class Field : std::uint8_t { title, keywords, heading, body, question, resolution };

struct FieldInfo {
  Field field;
  std::string_view name;
  Analyser analyser;
  double weight;  // of one occurrence, relative to one in an article's body
  double b;       // length normalisation, from 0 (none) to 1 (full)
  std::string_view help;
};

// BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"):
// occurrences are weighted by field and length before they saturate. RANKING.md, Fields, has the
// measurements that chose the weights.
inline constexpr std::array<FieldInfo, 6> kFields{{
    {Field::title, "title", Analyser::words, 12.0, 0.3, "title of an article, subject of a ticket"},
    {Field::keywords, "keywords", Analyser::words, 6.0, 0.0,
     "callers' words that an editor gave to an article, and those of its id"},
    {Field::heading, "heading", Analyser::words, 3.0, 0.1, "headings inside an article"},
    {Field::body, "body", Analyser::words, 1.0, 0.3, "text of an article"},
    {Field::question, "question", Analyser::words, 2.0, 0.3, "what a caller asked in a ticket"},
    {Field::resolution, "resolution", Analyser::words, 0.5, 0.3, "how a ticket was resolved"},
}};
inline constexpr std::size_t kFieldCount = kFields.size();

constexpr const FieldInfo& info(Field field) { return kFields[static_cast<std::size_t>(field)]; }

// Saturation (k1) of BM25F. See RANKING.md, Fields.
inline constexpr double kBm25K1 = 3.0;

// Weighted occurrences are stored as an integer in units of 1/16: of articles as Xapian's within-document
// frequency, of tickets in posting_list.h.
inline constexpr double kWdfScale = 16.0;

// The kinds of terms. Functions in terms.h spell them.
enum class Term : std::uint8_t {
  form,
  stem,
  part,
  code,
  bigram,
  document,
  access_class,
  language,
  product,
  brand,
  subject,
  archived,
  window,
};

struct TermInfo {
  Term term;
  std::string_view prefix;
  Analyser analyser;
  std::string_view shape;  // as people read it
  std::string_view help;
};

inline constexpr std::array<TermInfo, 13> kTerms{{
    {Term::form, "F", Analyser::words, "F<lang>:<folded>", "a word, folded"},
    {Term::stem, "S", Analyser::words, "S<lang>:<stem>", "its stem, if it differs from the folded word"},
    {Term::part, "D", Analyser::words, "D<lang>:<stem>", "a part of a compound"},
    {Term::code, "N", Analyser::words, "N:<code>", "a code or number, the same in every language"},
    {Term::bigram, "W", Analyser::words, "W<lang>:<pair>",
     "two neighbouring characters of Chinese, Japanese or Korean"},
    {Term::document, "Q", Analyser::exact, "Q<kind>:<id>:<lang>", "the document"},
    {Term::access_class, "C", Analyser::exact, "C<n>", "its access class"},
    {Term::language, "L", Analyser::exact, "L<tag>", "its language"},
    {Term::product, "P", Analyser::exact, "P<product>", "a product; P alone: none"},
    {Term::brand, "B", Analyser::exact, "B<brand>", "a brand; B alone: none"},
    {Term::subject, "R", Analyser::exact, "R<hash>", "the person that a ticket is about (keyed hash)"},
    {Term::archived, "XA", Analyser::exact, "XA", "it is archived"},
    {Term::window, "XV", Analyser::exact, "XV", "it has valid_from or valid_until"},
}};

constexpr std::string_view prefix(Term term) { return kTerms[static_cast<std::size_t>(term)].prefix; }

// Value slots of Xapian; set if the document has Term::window.
enum class Slot : std::uint8_t { valid_from, valid_until };

struct SlotInfo {
  Slot slot;
  unsigned number;
  Analyser analyser;
  std::string_view help;
};

inline constexpr std::array<SlotInfo, 2> kSlots{{
    {Slot::valid_from, 0, Analyser::day, "first day on which it is valid"},
    {Slot::valid_until, 1, Analyser::day, "last day on which it is valid"},
}};

constexpr unsigned number(Slot slot) { return kSlots[static_cast<std::size_t>(slot)].number; }

namespace detail {

template <typename Table, typename Member>
constexpr bool is_in_order(const Table& table, Member member) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].*member) != i) return false;
  }
  return true;
}

template <typename Table, typename Member>
constexpr bool is_distinct(const Table& table, Member member) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (table[i].*member == table[j].*member) return false;
    }
  }
  return true;
}

}  // namespace detail

// info(), prefix() and number() index the tables by their enumerations.
static_assert(detail::is_in_order(kFields, &FieldInfo::field) &&
              detail::is_distinct(kFields, &FieldInfo::name));
static_assert(detail::is_in_order(kTerms, &TermInfo::term) && detail::is_distinct(kTerms, &TermInfo::prefix));
static_assert(detail::is_in_order(kSlots, &SlotInfo::slot) && detail::is_distinct(kSlots, &SlotInfo::number));

}  // namespace callside
