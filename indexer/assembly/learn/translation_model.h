#pragma once

#include <cstdint>
#include <vector>

namespace callside {

// Texts in two languages as numbered terms, cut into units: passages that translate each other.
struct Bitext {
  struct Unit {
    std::uint32_t source_begin = 0, source_end = 0;  // indexes into `source`
    std::uint32_t target_begin = 0, target_end = 0;  // indexes into `target`
    std::uint32_t article = 0;                       // that it is from
  };
  std::uint32_t source_terms = 0, target_terms = 0;  // number of distinct terms
  std::vector<std::uint32_t> source, target;         // terms of all units, in the order of the units
  std::vector<Unit> units;
};

// Two terms that were found to translate each other.
struct TermPair {
  std::uint32_t source = 0, target = 0;
  double occurrences = 0;               // expected number of alignments with each other
  double forward = 0;                   // share of the source term's occurrences, 0 to 1
  double backward = 0;                  // share of the target term's occurrences, 0 to 1
  double evidence = 0;                  // log-likelihood ratio that they share units not by chance
  std::vector<std::uint32_t> articles;  // in which they are aligned; sorted
};

// Learns which terms translate each other.
//
// This is IBM model 1 (Brown, Della Pietra, Della Pietra and Mercer 1993, "The Mathematics of Statistical
// Machine Translation"), trained in both directions at once. An alignment counts to the degree that both
// directions agree on it (Liang, Taskar and Klein 2006, "Alignment by Agreement"). This avoids a weakness of
// model 1: a rare word collects the words that have no translation (Moore 2004, "Improving IBM Word-Alignment
// Model 1", also the source of the evidence measure). Terms at similar positions in their units are more
// likely pairs (after Dyer, Chahuneau and Smith 2013, "A Simple, Fast, and Effective Reparameterization of
// IBM Model 2").
//
// Deterministic, one thread. Time and memory are proportional to the sum of cells() over all units. A cell
// takes four bytes, and up to four more if few pairs of terms repeat; four million cells take half a second.
std::vector<TermPair> learn_translations(const Bitext& bitext);

// Cells of a unit: source terms times target terms.
inline std::uint64_t cells(const Bitext::Unit& unit) {
  return std::uint64_t{unit.source_end - unit.source_begin} * (unit.target_end - unit.target_begin);
}

}  // namespace callside
