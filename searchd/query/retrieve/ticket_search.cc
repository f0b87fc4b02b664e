#include "searchd/query/retrieve/ticket_search.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <queue>
#include <utility>

#include "indexer/format/terms.h"
#include "searchd/query/retrieve/posting_cursor.h"
#include "searchd/query/retrieve/saturation.h"

namespace callside {

namespace {

// Documents of a window. RANKING.md, What a search costs.
constexpr std::uint32_t kWindow = 4096;

// The languages of a query's terms are numbered from 1. A ticket has terms of one of them, and terms of
// kAnyLanguage: codes, and languages for which there is no number.
constexpr std::size_t kMaxLanguages = 32;
constexpr std::size_t kAnyLanguage = 0;
// By language; kAnyLanguage: tickets without a term of the other languages.
template <typename Value>
using ByLanguage = std::array<Value, kMaxLanguages>;

// A weight in multiples of kTicketWeightStep. The highest possible one, of 24 rare words, is 2,200. Signed,
// because processors compare signed numbers faster.
using Steps = std::int32_t;

Steps steps(double factor, double wdf) {
  constexpr double kHighest = 300;  // more than a word can have
  return static_cast<Steps>(std::min(factor * saturated(wdf), kHighest) / kTicketWeightStep + 0.5);
}

// The heaviest matches so far. Documents are added by number.
class Heaviest {
 public:
  explicit Heaviest(std::size_t count) : count_(count) {}

  // Only a document that weighs more is kept. Among equals, the lower number stays.
  Steps threshold() const { return kept_.size() < count_ ? 0 : kept_.top().weight; }
  void add(std::uint32_t document, Steps weight) {
    if (kept_.size() == count_) kept_.pop();
    kept_.push({weight, document});
  }
  std::vector<TicketSearch::Match> take() {
    std::vector<TicketSearch::Match> matches(kept_.size());
    for (std::size_t i = matches.size(); i-- > 0; kept_.pop())
      matches[i] = {kept_.top().document, kept_.top().weight * kTicketWeightStep};
    return matches;
  }

 private:
  struct Entry {
    Steps weight;
    std::uint32_t document;
    bool operator<(const Entry& other) const {
      return weight != other.weight ? weight > other.weight : document < other.document;
    }
  };
  std::size_t count_;
  std::priority_queue<Entry> kept_;  // the lightest on top
};

}  // namespace

struct TicketSearch::Clause {
  struct Term {
    Term(const TicketIndex& tickets, std::uint32_t term, std::size_t of_language)
        : postings(tickets, term), language(of_language) {}
    PostingCursor postings;
    std::size_t language;
    std::uint32_t bound = 0;  // of its frequency in the current window
    std::uint32_t least = 0;  // documents of the window in which it occurs less often are too light
  };
  double factor;
  std::vector<Term> terms;
  std::array<Steps, 512> weights;  // by frequency
  ByLanguage<std::uint32_t> wdfs;  // bounds of the terms' frequencies in the current window

  explicit Clause(double weight) : factor(weight) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = steps(factor, static_cast<double>(i));
  }
  Steps weight_of(std::uint32_t wdf) const {
    return wdf < weights.size() ? weights[wdf] : steps(factor, wdf);
  }

  void find_bounds(std::uint32_t end, std::size_t languages) {
    std::fill_n(wdfs.begin(), languages, 0);  // a term has at most kMaxPostingWdf
    for (Term& term : terms) wdfs[term.language] += term.bound = term.postings.bound(end);
    for (std::size_t language = 1; language < languages; ++language) wdfs[language] += wdfs[kAnyLanguage];
  }
  // `bounds`: of the weights of the window's documents, by all clauses. `threshold`: a document that does not
  // weigh more is too light.
  void find_least(const ByLanguage<std::int64_t>& bounds, Steps threshold, std::size_t languages) {
    // How often the terms must occur together, if all other clauses match as well as they can.
    ByLanguage<std::uint32_t> together;
    for (std::size_t language = 0; language < languages; ++language) {
      const std::int64_t missing = threshold - (bounds[language] - weight_of(wdfs[language]));
      together[language] = missing < 0 ? 0 : lightest_above(missing);
    }
    const auto alone = [&](const Term& term, std::size_t language) {
      const std::uint32_t others = wdfs[language] - term.bound;
      return together[language] - std::min(together[language], others);
    };
    for (Term& term : terms) {
      term.least = alone(term, term.language);
      if (term.language != kAnyLanguage) continue;
      for (std::size_t language = 1; language < languages; ++language)
        term.least = std::min(term.least, alone(term, language));
    }
  }

 private:
  std::uint32_t lightest_above(std::int64_t weight) const {
    return static_cast<std::uint32_t>(std::upper_bound(weights.begin(), weights.end(), weight) -
                                      weights.begin());
  }
};

struct TicketSearch::Conjunction {
  std::vector<Clause> clauses;

  // Adds an upper bound of the weights from the current position to `end` to those of the first `languages`.
  void add_bounds(std::uint32_t end, std::size_t languages, ByLanguage<std::int64_t>& bounds) {
    for (Clause& clause : clauses) clause.find_bounds(end, languages);
    for (std::size_t language = 0; language < languages; ++language) {
      std::int64_t sum = 0;
      bool matches = true;
      for (const Clause& clause : clauses) {
        sum += clause.weight_of(clause.wdfs[language]);
        matches = matches && clause.wdfs[language] > 0;
      }
      if (matches) bounds[language] += sum;
    }
  }
};

// The weights of the documents of one window.
class TicketSearch::Window {
 public:
  // [begin, end), at most kWindow documents. Remembers those that come to weigh more than `threshold`.
  // `skips`: languages whose documents cannot.
  void open(std::uint32_t begin, std::uint32_t end, Steps threshold, const ByLanguage<bool>& skips) {
    skips_ = skips;
    begin_ = begin;
    end_ = end;
    threshold_ = threshold;
    weights_.fill(0);
    heavy_.clear();
  }

  // Adds the weights of a conjunction to its documents, or only to those of `among`.
  void add(Conjunction& conjunction, const std::vector<std::uint32_t>* among) {
    if (conjunction.clauses.size() == 1) {
      add(conjunction.clauses.front(), among, [this](std::uint32_t at, Steps weight) { raise(at, weight); });
      return;
    }
    // By document: how many clauses match, and their weight.
    std::vector<std::pair<std::uint32_t, Steps>> sums(kWindow);
    std::uint32_t number = 0;
    for (Clause& clause : conjunction.clauses) {
      add(clause, among, [&](std::uint32_t at, Steps weight) {
        auto& [matched, sum] = sums[at];
        if (matched == number) ++matched;
        if (matched == number + 1) sum += weight;
      });
      ++number;
    }
    for (std::uint32_t at = 0; at < kWindow; ++at) {
      if (sums[at].first == number) raise(at, sums[at].second);
    }
  }

  // Calls take(document, weight) for the documents that weigh more than the threshold, by number.
  template <typename Take>
  void for_each_heavy(const Take& take) {
    // One list comes in order.
    if (!std::is_sorted(heavy_.begin(), heavy_.end())) std::sort(heavy_.begin(), heavy_.end());
    for (const std::uint32_t at : heavy_) take(begin_ + at, weights_[at]);
  }

 private:
  void raise(std::uint32_t at, Steps weight) {
    const Steps before = weights_[at];
    weights_[at] = before + weight;
    if (before <= threshold_ && before + weight > threshold_) heavy_.push_back(at);
  }

  // Calls raise(index in the window, weight), several times for a document with several terms.
  template <typename Raise>
  void add(Clause& clause, const std::vector<std::uint32_t>* among, const Raise& raise) {
    if (clause.terms.size() == 1) {
      if (skips_[clause.terms.front().language]) return;
      scan(clause.terms.front(), among, [&](std::uint32_t document, std::uint32_t wdf) {
        raise(document - begin_, clause.weight_of(wdf));
      });
      return;
    }
    for (Clause::Term& term : clause.terms) {
      if (skips_[term.language]) continue;
      scan(term, among, [&](std::uint32_t document, std::uint32_t wdf) {
        const std::uint32_t at = document - begin_;
        const std::uint32_t before = wdfs_[at];
        const std::uint32_t sum = std::min(before + wdf, kMaxPostingWdf);
        wdfs_[at] = static_cast<std::uint16_t>(sum);
        raise(at, clause.weight_of(sum) - (before == 0 ? 0 : clause.weight_of(before)));
      });
    }
    wdfs_.fill(0);
  }
  template <typename Take>
  void scan(Clause::Term& term, const std::vector<std::uint32_t>* among, const Take& take) {
    if (among == nullptr) {
      term.postings.scan(begin_, end_, term.least, take);
    } else {
      term.postings.scan(begin_, end_, *among, take);
    }
  }

  std::uint32_t begin_ = 0, end_ = 0;
  Steps threshold_ = 0;
  ByLanguage<bool> skips_{};
  std::array<Steps, kWindow> weights_;
  std::array<std::uint16_t, kWindow> wdfs_{};  // all zero between calls
  std::vector<std::uint32_t> heavy_;
};

TicketSearch::TicketSearch(const TicketIndex& tickets, std::uint32_t last, const WordsQuery& query)
    : last_(last) {
  std::vector<std::string_view> languages;
  const auto language_number = [&](std::string_view language) {
    if (language.empty()) return kAnyLanguage;
    const auto known = std::find(languages.begin(), languages.end(), language);
    const auto number = static_cast<std::size_t>(known - languages.begin()) + 1;
    if (number >= kMaxLanguages) return kAnyLanguage;
    if (known == languages.end()) languages.push_back(language);
    return number;
  };
  for (const WordsQuery::Conjunction& conjunction : query.any) {
    Conjunction& added = all_.emplace_back();
    for (const WordsQuery::Clause& clause : conjunction) {
      Clause& one = added.clauses.emplace_back(clause.factor);
      one.terms.reserve(clause.terms.size());
      for (const std::string& term : clause.terms) {
        const std::uint32_t number = tickets.find(term);
        if (number != TicketIndex::kNoTerm) {
          one.terms.emplace_back(tickets, number, language_number(language_of(term)));
        }
      }
    }
    const bool can_match = std::all_of(added.clauses.begin(), added.clauses.end(), [](const Clause& clause) {
      return clause.factor > 0 && !clause.terms.empty();
    });
    if (!can_match) all_.pop_back();
  }
  languages_ = languages.size() + 1;
}

TicketSearch::~TicketSearch() = default;

std::vector<TicketSearch::Match> TicketSearch::find(std::size_t count, const Accept& accept,
                                                    const AcceptAny& accept_any, const GoOn& go_on) {
  if (all_.empty() || count == 0) return {};
  std::vector<PostingCursor*> terms;
  for (Conjunction& conjunction : all_) {
    for (Clause& clause : conjunction.clauses) {
      for (Clause::Term& term : clause.terms) terms.push_back(&term.postings);
    }
  }
  Heaviest heaviest(count);
  const auto window = std::make_unique<Window>();
  for (std::uint64_t next = 1; next <= last_;) {
    // The first window with a document.
    std::uint32_t first = kNoDocument;
    for (PostingCursor* term : terms)
      first = std::min(first, term->move_to(static_cast<std::uint32_t>(next)));
    if (first > last_) break;
    const std::uint32_t begin = first - first % kWindow;
    next = std::uint64_t{begin} + kWindow;
    const auto end = static_cast<std::uint32_t>(std::min<std::uint64_t>(next, std::uint64_t{last_} + 1));
    if (!accept_any(begin, end)) continue;

    ByLanguage<std::int64_t> bounds{};
    for (Conjunction& one : all_) one.add_bounds(end, languages_, bounds);
    const Steps threshold = heaviest.threshold();
    ByLanguage<bool> skips{};
    bool skips_all = true;
    for (std::size_t language = 0; language < languages_; ++language) {
      skips[language] = bounds[language] <= threshold;
      skips_all = skips_all && skips[language];
    }
    if (skips_all) continue;
    // Its terms count for all languages.
    skips[kAnyLanguage] = false;
    if (!go_on()) break;
    window->open(begin, end, threshold, skips);
    for (Conjunction& one : all_) {
      for (Clause& clause : one.clauses) clause.find_least(bounds, threshold, languages_);
      window->add(one, nullptr);
    }
    window->for_each_heavy([&](std::uint32_t document, Steps weight) {
      if (weight > heaviest.threshold() && accept(document)) heaviest.add(document, weight);
    });
  }
  return heaviest.take();
}

std::vector<TicketSearch::Match> TicketSearch::weigh(std::span<const std::uint32_t> documents) {
  std::vector<Match> matches;
  if (all_.empty()) return matches;
  const auto window = std::make_unique<Window>();
  std::vector<std::uint32_t> among;
  for (std::size_t i = 0; i < documents.size();) {
    const std::uint32_t begin = documents[i] - documents[i] % kWindow;
    among.clear();
    for (; i < documents.size() && documents[i] - begin < kWindow; ++i) among.push_back(documents[i]);
    window->open(begin, begin + std::min(kWindow, kNoDocument - begin), 0, {});
    for (Conjunction& one : all_) window->add(one, &among);
    window->for_each_heavy([&](std::uint32_t document, Steps weight) {
      matches.push_back({document, weight * kTicketWeightStep});
    });
  }
  return matches;
}

}  // namespace callside
