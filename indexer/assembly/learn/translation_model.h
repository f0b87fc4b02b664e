#pragma once

#include <cstdint>
#include <vector>

namespace callside {

// Texts in two languages, cut into units that say the same, as terms by number.
struct Bitext {
  struct Unit {
    std::uint32_t source_begin = 0, source_end = 0;  // among the source terms
    std::uint32_t target_begin = 0, target_end = 0;
    std::uint32_t article = 0;  // of which it is
  };
  std::uint32_t source_terms = 0, target_terms = 0;  // how many different ones there are
  std::vector<std::uint32_t> source, target;         // all of them stand in units, in their order
  std::vector<Unit> units;
};

// Two terms that were found to translate each other.
struct TermPair {
  std::uint32_t source = 0, target = 0;
  double occurrences = 0;  // as translations of each other, expected
  double forward = 0;      // share of the source term's occurrences, 0 to 1
  double backward = 0;     // share of the target term's
  double evidence = 0;     // that they stand in the same units by no chance: log-likelihood ratio
  std::vector<std::uint32_t> articles;  // in which they do; sorted
};

// Learns which terms translate which: IBM model 1 (Brown, Della Pietra, Della Pietra and Mercer 1993, "The
// Mathematics of Statistical Machine Translation") in both directions at once, where an alignment counts as
// far as both directions find it (Liang, Taskar and Klein 2006, "Alignment by Agreement"): a rare word does
// not collect then what has no translation, which is model 1's weakness (Moore 2004, "Improving IBM
// Word-Alignment Model 1", from which the evidence is, too). Terms near the same place of their units are
// likelier pairs (after Dyer, Chahuneau and Smith 2013, "A Simple, Fast, and Effective Reparameterization of
// IBM Model 2"). Deterministic, one thread. Time and memory grow by the sum, over the units, of source terms
// times target terms: cells(). Each takes four bytes, and as much again where few stand twice; four million
// of them half a second.
std::vector<TermPair> learn_translations(const Bitext& bitext);

// What a unit of so many terms adds to that.
inline std::uint64_t cells(const Bitext::Unit& unit) {
  return std::uint64_t{unit.source_end - unit.source_begin} * (unit.target_end - unit.target_begin);
}

}  // namespace callside
