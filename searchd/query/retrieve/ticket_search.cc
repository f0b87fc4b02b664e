#include "searchd/query/retrieve/ticket_search.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <queue>
#include <utility>

#include "searchd/query/retrieve/saturation.h"

namespace callside {

namespace {

// Documents of a window. RANKING.md, What a search costs.
constexpr std::uint32_t kWindow = 4096;
constexpr std::uint32_t kNoDocument = std::numeric_limits<std::uint32_t>::max();

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

// The postings of one term, in all parts. Ranges that are asked for must ascend.
class TicketSearch::Postings {
 public:
  // Not defaulted, which would set the block's arrays to zero.
  Postings(const TicketIndex& tickets, std::uint32_t term) {
    const std::uint32_t lists = tickets.lists(term);
    for (std::uint32_t i = 0; i < lists; ++i) {
      const PostingList list = tickets.list(term, i);
      if (list.blocks() > 0) lists_.push_back(list);
    }
    enter_list();
  }

  // Moves to `begin`. Returns a lower bound of the first document from there on, or kNoDocument.
  std::uint32_t move_to(std::uint32_t begin) {
    while (list_ < lists_.size()) {
      while (block_ < blocks_here_ && last_ < begin) enter_block(block_ + 1);
      if (block_ < blocks_here_) return std::max(first_, begin);
      ++list_;
      enter_list();
    }
    return kNoDocument;
  }
  // An upper bound of the frequencies from the current position to `end`.
  std::uint32_t bound(std::uint32_t end) const {
    if (list_ == lists_.size() || first_ >= end) return 0;
    std::uint32_t bound = max_wdf_;
    std::uint32_t last = last_;
    std::uint32_t block = block_ + 1;
    for (std::size_t list = list_;;) {
      for (; block < lists_[list].blocks() && last < end - 1; ++block) {
        bound = std::max(bound, lists_[list].max_wdf(block));
        last = lists_[list].last_document(block);
      }
      if (last >= end - 1 || ++list == lists_.size() || lists_[list].before() >= end - 1) return bound;
      // A list of one block has no table.
      if (lists_[list].blocks() == 1) return kMaxPostingWdf;
      block = 0;
    }
  }

  // Calls take(document, frequency) for the postings in [begin, end).
  template <typename Take>
  void scan(std::uint32_t begin, std::uint32_t end, const Take& take) {
    while (move_to(begin) < end) {
      read();
      while (at_ < current_.size && current_.documents[at_] < begin) ++at_;
      std::uint32_t at = at_;
      for (; at < current_.size && current_.documents[at] < end; ++at)
        take(current_.documents[at], current_.wdfs[at]);
      at_ = at;
      if (at < current_.size) return;
      enter_block(block_ + 1);
    }
  }
  // The same for those of `among`, which are sorted numbers in [begin, end). Does not read blocks without
  // any.
  template <typename Take>
  void scan(std::uint32_t begin, std::uint32_t end, std::span<const std::uint32_t> among, const Take& take) {
    for (const std::uint32_t wanted : among) {
      if (wanted < begin) continue;
      if (move_to(wanted) >= end) return;
      if (first_ > wanted) continue;
      read();
      while (at_ < current_.size && current_.documents[at_] < wanted) ++at_;
      if (at_ < current_.size && current_.documents[at_] == wanted) take(wanted, current_.wdfs[at_]);
    }
  }

 private:
  void enter_list() {
    blocks_here_ = list_ < lists_.size() ? lists_[list_].blocks() : 0;
    if (blocks_here_ > 0) enter_block(0);
  }
  void enter_block(std::uint32_t block) {
    const PostingList& list = lists_[list_];
    first_ = block == 0 ? list.before() + 1 : last_ + 1;
    block_ = block;
    at_ = 0;
    is_read_ = false;
    if (block >= blocks_here_) return;
    if (blocks_here_ > 1) {
      last_ = list.last_document(block);
      max_wdf_ = list.max_wdf(block);
      return;
    }
    read();
    // An empty block, which is damage, ends before every document.
    last_ = current_.size > 0 ? current_.documents[current_.size - 1] : 0;
    first_ = current_.size > 0 ? current_.documents[0] : first_;
    max_wdf_ = 0;
    for (std::uint32_t i = 0; i < current_.size; ++i)
      max_wdf_ = std::max<std::uint32_t>(max_wdf_, current_.wdfs[i]);
  }
  void read() {
    if (!is_read_) lists_[list_].read(block_, current_);
    is_read_ = true;
  }

  std::vector<PostingList> lists_;
  std::size_t list_ = 0;
  std::uint32_t blocks_here_ = 0;  // of the current list
  std::uint32_t block_ = 0;
  std::uint32_t first_ = 0, last_ = 0,
                max_wdf_ = 0;  // of the current block; the first two may be too low, high
  std::uint32_t at_ = 0;       // in the current block
  bool is_read_ = false;
  PostingList::Block current_;
};

struct TicketSearch::Clause {
  double factor;
  std::vector<Postings> terms;
  std::array<Steps, 512> weights;  // by frequency

  explicit Clause(double weight) : factor(weight) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = steps(factor, static_cast<double>(i));
  }
  Steps weight_of(std::uint32_t wdf) const {
    return wdf < weights.size() ? weights[wdf] : steps(factor, wdf);
  }
};

struct TicketSearch::Conjunction {
  std::vector<Clause> clauses;
  // An upper bound of the weights from the current position to `end`.
  std::int64_t bound(std::uint32_t end) const {
    std::int64_t sum = 0;
    for (const Clause& clause : clauses) {
      std::uint32_t wdf = 0;  // a term has at most kMaxPostingWdf
      for (const Postings& term : clause.terms) wdf += term.bound(end);
      if (wdf == 0) return 0;
      sum += clause.weight_of(wdf);
    }
    return sum;
  }
};

// The weights of the documents of one window.
class TicketSearch::Window {
 public:
  // [begin, end), at most kWindow documents. Remembers those that come to weigh more than `threshold`.
  void open(std::uint32_t begin, std::uint32_t end, Steps threshold) {
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
    std::sort(heavy_.begin(), heavy_.end());
    heavy_.erase(std::unique(heavy_.begin(), heavy_.end()), heavy_.end());
    for (const std::uint32_t at : heavy_) take(begin_ + at, weights_[at]);
  }

 private:
  void raise(std::uint32_t at, Steps weight) {
    const Steps sum = weights_[at] += weight;
    // Some are added several times.
    if (sum > threshold_) heavy_.push_back(at);
  }

  // Calls raise(index in the window, weight), several times for a document with several terms.
  template <typename Raise>
  void add(Clause& clause, const std::vector<std::uint32_t>* among, const Raise& raise) {
    if (clause.terms.size() == 1) {
      scan(clause.terms.front(), among, [&](std::uint32_t document, std::uint32_t wdf) {
        raise(document - begin_, clause.weight_of(wdf));
      });
      return;
    }
    for (Postings& term : clause.terms) {
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
  void scan(Postings& term, const std::vector<std::uint32_t>* among, const Take& take) {
    if (among == nullptr) {
      term.scan(begin_, end_, take);
    } else {
      term.scan(begin_, end_, *among, take);
    }
  }

  std::uint32_t begin_ = 0, end_ = 0;
  Steps threshold_ = 0;
  std::array<Steps, kWindow> weights_;
  std::array<std::uint16_t, kWindow> wdfs_{};  // all zero between calls
  std::vector<std::uint32_t> heavy_;
};

TicketSearch::TicketSearch(const TicketIndex& tickets, std::uint32_t last, const WordsQuery& query)
    : last_(last) {
  for (const WordsQuery::Conjunction& conjunction : query.any) {
    Conjunction& added = all_.emplace_back();
    for (const WordsQuery::Clause& clause : conjunction) {
      Clause& one = added.clauses.emplace_back(clause.factor);
      one.terms.reserve(clause.terms.size());
      for (const std::string& term : clause.terms) {
        const std::uint32_t number = tickets.find(term);
        if (number != TicketIndex::kNoTerm) one.terms.emplace_back(tickets, number);
      }
    }
    const bool can_match = std::all_of(added.clauses.begin(), added.clauses.end(), [](const Clause& clause) {
      return clause.factor > 0 && !clause.terms.empty();
    });
    if (!can_match) all_.pop_back();
  }
}

TicketSearch::~TicketSearch() = default;

std::vector<TicketSearch::Match> TicketSearch::find(std::size_t count, const Accept& accept,
                                                    const GoOn& go_on) {
  if (all_.empty() || count == 0) return {};
  std::vector<Postings*> terms;
  for (Conjunction& conjunction : all_) {
    for (Clause& clause : conjunction.clauses) {
      for (Postings& term : clause.terms) terms.push_back(&term);
    }
  }
  Heaviest heaviest(count);
  const auto window = std::make_unique<Window>();
  for (std::uint64_t next = 1; next <= last_;) {
    // The first window with a document.
    std::uint32_t first = kNoDocument;
    for (Postings* term : terms) first = std::min(first, term->move_to(static_cast<std::uint32_t>(next)));
    if (first > last_) break;
    const std::uint32_t begin = first - first % kWindow;
    next = std::uint64_t{begin} + kWindow;
    const auto end = static_cast<std::uint32_t>(std::min<std::uint64_t>(next, std::uint64_t{last_} + 1));

    std::int64_t bound = 0;
    for (const Conjunction& one : all_) bound += one.bound(end);
    const Steps threshold = heaviest.threshold();
    if (bound <= threshold) continue;
    if (!go_on()) break;
    window->open(begin, end, threshold);
    for (Conjunction& one : all_) window->add(one, nullptr);
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
    window->open(begin, begin + std::min(kWindow, kNoDocument - begin), 0);
    for (Conjunction& one : all_) window->add(one, &among);
    window->for_each_heavy([&](std::uint32_t document, Steps weight) {
      matches.push_back({document, weight * kTicketWeightStep});
    });
  }
  return matches;
}

}  // namespace callside
