#include "indexer/assembly/learn/translation_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace callside {

namespace {

// Results for 3 to 8 are within .004.
constexpr int kIterations = 5;
// Number of null words in a unit, which align with words that have no translation. With 3, results are .003
// worse.
constexpr double kNullWords = 1.0;
// How fast the probability of a pair falls with its distance from the diagonal, as a share of the unit. With
// 0 and 4, results are .003 worse.
constexpr double kDiagonal = 2.0;
// Least probability of an alignment for its article to count as evidence for the pair.
constexpr double kAligned = 0.1;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

double n_log_n(double n) { return n > 0 ? n * std::log(n) : 0; }

// Dunning's log-likelihood ratio. `both`, `one` and `other`: how many of `all` units contain both terms, the
// first, and the second.
double likelihood_ratio(double both, double one, double other, double all) {
  const double cells =
      n_log_n(both) + n_log_n(one - both) + n_log_n(other - both) + n_log_n(all - one - other + both);
  const double margins = n_log_n(one) + n_log_n(all - one) + n_log_n(other) + n_log_n(all - other);
  return 2 * (cells + n_log_n(all) - margins);
}

// Number of occurrences of each term, and of units that contain it.
struct TermCounts {
  TermCounts(const std::vector<std::uint32_t>& words, std::size_t terms) : times(terms, 0), units(terms, 0) {
    for (const std::uint32_t term : words) ++times[term];
  }
  std::vector<std::uint32_t> times, units;
};

// A link is a pair of terms that share a unit. A cell is a pair of positions in a unit, and stores its link,
// so that training needs no lookups.
class Model {
 public:
  explicit Model(const Bitext& bitext)
      : bitext_(bitext),
        source_(bitext.source, bitext.source_terms),
        target_(bitext.target, bitext.target_terms) {
    make_cells();
    // Start with equal probabilities.
    forward_.assign(target_of_.size(), 1.0F / static_cast<float>(std::max(1U, bitext.target_terms)));
    backward_.assign(target_of_.size(), 1.0F / static_cast<float>(std::max(1U, bitext.source_terms)));
  }

  std::vector<TermPair> learn() {
    for (int i = 0; i < kIterations; ++i) {
      expect([](std::uint32_t, std::uint32_t, double) {});
      maximise();
    }
    std::vector<Support> support;
    expect([&](std::uint32_t link, std::uint32_t article, double probability) {
      if (probability >= kAligned) support.emplace_back(link, article);
    });
    std::sort(support.begin(), support.end());
    support.erase(std::unique(support.begin(), support.end()), support.end());
    return pairs(support);
  }

 private:
  using Support = std::pair<std::uint32_t, std::uint32_t>;  // a link and an article that supports it

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
    number_links(unit_of);
  }

  // Numbers links by source term, so that the links of a term are contiguous.
  void number_links(const std::vector<std::uint32_t>& unit_of) {
    std::vector<std::uint32_t> first(bitext_.source_terms + 1, 0), places(bitext_.source.size());
    for (const std::uint32_t term : bitext_.source) ++first[term + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t i = 0; i < bitext_.source.size(); ++i) places[next[bitext_.source[i]]++] = i;
    std::vector<std::uint32_t> seen_for(bitext_.target_terms, kNone), link_of(bitext_.target_terms);
    std::vector<std::uint32_t> last_unit;
    for (std::uint32_t term = 0; term < bitext_.source_terms; ++term) {
      first_link_.push_back(static_cast<std::uint32_t>(target_of_.size()));
      for (std::uint32_t at = first[term]; at < first[term + 1]; ++at) {
        const Bitext::Unit& unit = bitext_.units[unit_of[places[at]]];
        std::size_t cell = rows_[places[at]];
        for (std::uint32_t j = unit.target_begin; j < unit.target_end; ++j) {
          const std::uint32_t target = bitext_.target[j];
          if (std::exchange(seen_for[target], term) != term) {
            link_of[target] = static_cast<std::uint32_t>(target_of_.size());
            target_of_.push_back(target);
            shared_units_.push_back(0);
            last_unit.push_back(kNone);
          }
          const std::uint32_t link = link_of[target];
          if (std::exchange(last_unit[link], unit_of[places[at]]) != unit_of[places[at]])
            ++shared_units_[link];
          cells_[cell++] = link;
        }
      }
    }
    first_link_.push_back(static_cast<std::uint32_t>(target_of_.size()));
  }

  // The E step: sets expected_ by the current model. Calls `visit(link, article, probability)` for each
  // alignment.
  template <typename Visit>
  void expect(Visit visit) {
    expected_.assign(target_of_.size(), 0.0F);
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
        column[j] = kNullWords * target_.times[bitext_.target[unit.target_begin + j]] / target_size;
      for (std::size_t at = 0; at < rows * columns; ++at)
        column[at % columns] += forward_[cells[at]] * near[at];
      for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t begin = i * columns;
        double row = kNullWords * source_.times[bitext_.source[unit.source_begin + i]] / source_size;
        for (std::size_t j = 0; j < columns; ++j) row += backward_[cells[begin + j]] * near[begin + j];
        for (std::size_t j = 0; j < columns; ++j) {
          const std::uint32_t link = cells[begin + j];
          const double closeness = near[begin + j];
          const double probability =
              (forward_[link] * closeness / column[j]) * (backward_[link] * closeness / row);
          expected_[link] += static_cast<float>(probability);
          visit(link, unit.article, probability);
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

  // The M step: sets forward_ and backward_ from expected_.
  void maximise() {
    std::vector<double> of_target(bitext_.target_terms, 0.0);
    for (std::size_t link = 0; link < expected_.size(); ++link)
      of_target[target_of_[link]] += expected_[link];
    for (std::uint32_t term = 0; term < bitext_.source_terms; ++term) {
      double of_source = 0;
      for (std::uint32_t link = first_link_[term]; link < first_link_[term + 1]; ++link)
        of_source += expected_[link];
      for (std::uint32_t link = first_link_[term]; link < first_link_[term + 1]; ++link) {
        const double target_sum = of_target[target_of_[link]];
        forward_[link] = of_source > 0 ? static_cast<float>(expected_[link] / of_source) : 0.0F;
        backward_[link] = target_sum > 0 ? static_cast<float>(expected_[link] / target_sum) : 0.0F;
      }
    }
  }

  // Returns the pairs that have support. `support`: sorted.
  std::vector<TermPair> pairs(const std::vector<Support>& support) const {
    std::vector<TermPair> out;
    std::uint32_t term = 0;
    for (std::size_t at = 0; at < support.size();) {
      const std::uint32_t link = support[at].first;
      while (first_link_[term + 1] <= link) ++term;
      TermPair& pair = out.emplace_back();
      pair.source = term;
      pair.target = target_of_[link];
      pair.occurrences = expected_[link];
      pair.forward = std::min(1.0, pair.occurrences / source_.times[pair.source]);
      pair.backward = std::min(1.0, pair.occurrences / target_.times[pair.target]);
      pair.evidence = likelihood_ratio(shared_units_[link], source_.units[pair.source],
                                       target_.units[pair.target], static_cast<double>(bitext_.units.size()));
      for (; at < support.size() && support[at].first == link; ++at)
        pair.articles.push_back(support[at].second);
    }
    return out;
  }

  const Bitext& bitext_;
  TermCounts source_, target_;
  std::vector<std::size_t> rows_;            // by position in the source: its first cell
  std::vector<std::uint32_t> cells_;         // links
  std::vector<std::uint32_t> first_link_;    // by source term
  std::vector<std::uint32_t> target_of_;     // by link: its target term
  std::vector<std::uint32_t> shared_units_;  // by link: number of units that contain both terms
  std::vector<float> forward_, backward_;    // by link: probability of one term given the other
  std::vector<float> expected_;              // by link: expected number of alignments
};

}  // namespace

std::vector<TermPair> learn_translations(const Bitext& bitext) { return Model(bitext).learn(); }

}  // namespace callside
