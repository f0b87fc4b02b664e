#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace callside {

// The searchable fields of a document: the single table for indexing, ranking and documentation.
enum class Field : std::uint8_t { title, keywords, heading, body, question, resolution };

struct FieldInfo {
  Field field;
  std::string_view name;
  double weight;  // of one occurrence, relative to one in an article's body
  double b;       // length normalisation, from 0 (none) to 1 (full)
  std::string_view help;
};

// BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"):
// occurrences are weighted by field and length before they saturate. RANKING.md, Fields, has the
// measurements that chose the weights.
inline constexpr std::array<FieldInfo, 6> kFields{{
    {Field::title, "title", 12.0, 0.3, "title of an article, subject of a ticket"},
    {Field::keywords, "keywords", 6.0, 0.0,
     "callers' words that an editor gave to an article, and those of its id"},
    {Field::heading, "heading", 3.0, 0.1, "headings inside an article"},
    {Field::body, "body", 1.0, 0.3, "text of an article"},
    {Field::question, "question", 2.0, 0.3, "what a caller asked in a ticket"},
    {Field::resolution, "resolution", 0.5, 0.3, "how a ticket was resolved"},
}};
inline constexpr std::size_t kFieldCount = kFields.size();

constexpr const FieldInfo& info(Field field) { return kFields[static_cast<std::size_t>(field)]; }

// Saturation (k1) of BM25F. See RANKING.md, Fields.
inline constexpr double kBm25K1 = 3.0;

// Weighted occurrences are stored as Xapian's within-document frequency, an integer, in units of 1/16. With
// BM25Weight(kWdfScale * kBm25K1, 0, k3, 0, ..) document length has no further influence.
inline constexpr double kWdfScale = 16.0;

}  // namespace callside
