#include "indexer/assembly/learn/translation_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace callside {

namespace {

// 3 to 8: the same to .004.
constexpr int kIterations = 5;
// How many words that stand for nothing a unit has: what is translated by none is likely by them. 3: -.003.
constexpr double kNothing = 1.0;
// How fast a pair gets unlikely with its distance from the diagonal, as a share of the unit. 0 and 4: -.003.
constexpr double kDiagonal = 2.0;
// How sure an alignment must be for its article to count among those that the pair was learned from.
constexpr double kAligned = 0.1;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// n ln n, as the ratio has it.
double n_log_n(double n) { return n > 0 ? n * std::log(n) : 0; }

// Dunning's log-likelihood ratio, of how many of `all` units have both, the one, and the other.
double likelihood_ratio(double both, double one, double other, double all) {
  const double cells =
      n_log_n(both) + n_log_n(one - both) + n_log_n(other - both) + n_log_n(all - one - other + both);
  const double margins = n_log_n(one) + n_log_n(all - one) + n_log_n(other) + n_log_n(all - other);
  return 2 * (cells + n_log_n(all) - margins);
}

// How many times each term stands there, and in how many units.
struct TermCounts {
  TermCounts(const std::vector<std::uint32_t>& words, std::size_t terms) : times(terms, 0), units(terms, 0) {
    for (const std::uint32_t term : words) ++times[term];
  }
  std::vector<std::uint32_t> times, units;
};

// A pair of terms that stand in some unit together is a slot, and a place of a unit's source beside one of
// its target a cell, which knows its slot: so nothing is looked up while it learns.
class Model {
 public:
  explicit Model(const Bitext& bitext)
      : bitext_(bitext),
        source_(bitext.source, bitext.source_terms),
        target_(bitext.target, bitext.target_terms) {
    make_cells();
    // At first all that stand together are as likely.
    forward_.assign(target_of_.size(), 1.0F / static_cast<float>(std::max(1U, bitext.target_terms)));
    backward_.assign(target_of_.size(), 1.0F / static_cast<float>(std::max(1U, bitext.source_terms)));
  }

  std::vector<TermPair> learn() {
    for (int i = 0; i < kIterations; ++i) {
      expect([](std::uint32_t, std::uint32_t, double) {});
      maximise();
    }
    std::vector<Held> held;  // slots and articles
    expect([&](std::uint32_t slot, std::uint32_t article, double sure) {
      if (sure >= kAligned) held.emplace_back(slot, article);
    });
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    return pairs(held);
  }

 private:
  using Held = std::pair<std::uint32_t, std::uint32_t>;

  void make_cells() {
    std::vector<std::uint32_t> unit_of(bitext_.source.size());
    rows_.assign(bitext_.source.size() + 1, 0);
    std::vector<std::uint32_t> seen_in(std::max(bitext_.source_terms, bitext_.target_terms));
    const auto count = [&](std::uint32_t unit, std::uint32_t term, TermCounts& counts) {
      if (std::exchange(seen_in[term], unit + 1) != unit + 1) ++counts.units[term];
    };
    for (std::uint32_t u = 0; u < bitext_.units.size(); ++u) {
      const Bitext::Unit& unit = bitext_.units[u];
      for (std::uint32_t i = unit.source_begin; i < unit.source_end; ++i) {
        unit_of[i] = u;
        rows_[i + 1] = rows_[i] + (unit.target_end - unit.target_begin);
        count(u, bitext_.source[i], source_);
      }
    }
    std::fill(seen_in.begin(), seen_in.end(), 0U);
    for (std::uint32_t u = 0; u < bitext_.units.size(); ++u) {
      for (std::uint32_t j = bitext_.units[u].target_begin; j < bitext_.units[u].target_end; ++j)
        count(u, bitext_.target[j], target_);
    }
    cells_.resize(rows_.back());
    number_slots(unit_of);
  }

  // By source term, so that the slots of one lie side by side.
  void number_slots(const std::vector<std::uint32_t>& unit_of) {
    std::vector<std::uint32_t> first(bitext_.source_terms + 1, 0), places(bitext_.source.size());
    for (const std::uint32_t term : bitext_.source) ++first[term + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t i = 0; i < bitext_.source.size(); ++i) places[next[bitext_.source[i]]++] = i;
    std::vector<std::uint32_t> seen_for(bitext_.target_terms, kNone), slot_of(bitext_.target_terms);
    std::vector<std::uint32_t> last_unit;
    for (std::uint32_t term = 0; term < bitext_.source_terms; ++term) {
      first_slot_.push_back(static_cast<std::uint32_t>(target_of_.size()));
      for (std::uint32_t at = first[term]; at < first[term + 1]; ++at) {
        const Bitext::Unit& unit = bitext_.units[unit_of[places[at]]];
        std::size_t cell = rows_[places[at]];
        for (std::uint32_t j = unit.target_begin; j < unit.target_end; ++j) {
          const std::uint32_t target = bitext_.target[j];
          if (std::exchange(seen_for[target], term) != term) {
            slot_of[target] = static_cast<std::uint32_t>(target_of_.size());
            target_of_.push_back(target);
            together_.push_back(0);
            last_unit.push_back(kNone);
          }
          const std::uint32_t slot = slot_of[target];
          if (std::exchange(last_unit[slot], unit_of[places[at]]) != unit_of[places[at]]) ++together_[slot];
          cells_[cell++] = slot;
        }
      }
    }
    first_slot_.push_back(static_cast<std::uint32_t>(target_of_.size()));
  }

  // Fills both_: how often each two translate each other, as the model has it now. `note` hears each
  // alignment.
  template <typename Note>
  void expect(Note note) {
    both_.assign(target_of_.size(), 0.0F);
    std::vector<double> near, column;
    const auto source_size = static_cast<double>(bitext_.source.size());
    const auto target_size = static_cast<double>(bitext_.target.size());
    for (const Bitext::Unit& unit : bitext_.units) {
      const std::size_t rows = unit.source_end - unit.source_begin;
      const std::size_t columns = unit.target_end - unit.target_begin;
      nearness(rows, columns, near);
      const std::uint32_t* cells = cells_.data() + rows_[unit.source_begin];
      column.resize(columns);
      for (std::size_t j = 0; j < columns; ++j)
        column[j] = kNothing * target_.times[bitext_.target[unit.target_begin + j]] / target_size;
      for (std::size_t at = 0; at < rows * columns; ++at)
        column[at % columns] += forward_[cells[at]] * near[at];
      for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t begin = i * columns;
        double row = kNothing * source_.times[bitext_.source[unit.source_begin + i]] / source_size;
        for (std::size_t j = 0; j < columns; ++j) row += backward_[cells[begin + j]] * near[begin + j];
        for (std::size_t j = 0; j < columns; ++j) {
          const std::uint32_t slot = cells[begin + j];
          const double closeness = near[begin + j];
          const double sure = (forward_[slot] * closeness / column[j]) * (backward_[slot] * closeness / row);
          both_[slot] += static_cast<float>(sure);
          note(slot, unit.article, sure);
        }
      }
    }
  }

  static void nearness(std::size_t rows, std::size_t columns, std::vector<double>& near) {
    near.resize(rows * columns);
    const auto place = [](std::size_t at, std::size_t of) {
      return (static_cast<double>(at) + 0.5) / static_cast<double>(of);
    };
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j)
        near[i * columns + j] = std::exp(-kDiagonal * std::abs(place(i, rows) - place(j, columns)));
    }
  }

  void maximise() {
    std::vector<double> of_target(bitext_.target_terms, 0.0);
    for (std::size_t slot = 0; slot < both_.size(); ++slot) of_target[target_of_[slot]] += both_[slot];
    for (std::uint32_t term = 0; term < bitext_.source_terms; ++term) {
      double of_source = 0;
      for (std::uint32_t slot = first_slot_[term]; slot < first_slot_[term + 1]; ++slot)
        of_source += both_[slot];
      for (std::uint32_t slot = first_slot_[term]; slot < first_slot_[term + 1]; ++slot) {
        const double there = of_target[target_of_[slot]];
        forward_[slot] = of_source > 0 ? static_cast<float>(both_[slot] / of_source) : 0.0F;
        backward_[slot] = there > 0 ? static_cast<float>(both_[slot] / there) : 0.0F;
      }
    }
  }

  // `held`: sorted.
  std::vector<TermPair> pairs(const std::vector<Held>& held) const {
    std::vector<TermPair> out;
    std::uint32_t term = 0;
    for (std::size_t at = 0; at < held.size();) {
      const std::uint32_t slot = held[at].first;
      while (first_slot_[term + 1] <= slot) ++term;
      TermPair& pair = out.emplace_back();
      pair.source = term;
      pair.target = target_of_[slot];
      pair.occurrences = both_[slot];
      pair.forward = std::min(1.0, pair.occurrences / source_.times[pair.source]);
      pair.backward = std::min(1.0, pair.occurrences / target_.times[pair.target]);
      pair.evidence = likelihood_ratio(together_[slot], source_.units[pair.source],
                                       target_.units[pair.target], static_cast<double>(bitext_.units.size()));
      for (; at < held.size() && held[at].first == slot; ++at) pair.articles.push_back(held[at].second);
    }
    return out;
  }

  const Bitext& bitext_;
  TermCounts source_, target_;
  std::vector<std::size_t> rows_;          // by place in the source: its first cell
  std::vector<std::uint32_t> cells_;       // slots
  std::vector<std::uint32_t> first_slot_;  // by source term
  std::vector<std::uint32_t> target_of_;   // by slot
  std::vector<std::uint32_t> together_;    // by slot: units that have both
  std::vector<float> forward_, backward_;  // by slot: of the one, given the other
  std::vector<float> both_;                // by slot: expected alignments
};

}  // namespace

std::vector<TermPair> learn_translations(const Bitext& bitext) { return Model(bitext).learn(); }

}  // namespace callside
