#include "indexer/assembly/learn/callers_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/assembly/learn/said_words.h"

namespace callside {

namespace {

using Question = ResolvedQuestions::Question;
using Key = SaidWords::Key;

// What a pair counts against a word: .4 to 1 are the same to .003; without pairs .015 less.
constexpr double kPairShare = 0.5;
// Steps of the descent: .1 and 1 lose .015; 3 to 10 rounds are the same to .005.
constexpr float kStep = 0.3F;
constexpr unsigned kRounds = 5;
// Weights looked at in all: some three seconds.
constexpr double kMostWork = 1e9;
// Questions that the work is estimated by.
constexpr std::size_t kMeasured = 5000;
// Gradients below that change nothing.
constexpr float kLeastGradient = 1e-4F;

// What trust is chosen from, and the most questions that it is tried on.
constexpr std::array<float, 11> kTrusts{0, .1F, .2F, .3F, .4F, .5F, .6F, .7F, .8F, 1, 1.25F};
constexpr std::size_t kFewestTried = 10, kMostTried = 2000;

// Another order each round, the same in every build (the mixer of SplitMix64: Steele, Lea and Flood 2014).
void shuffle(std::vector<const Question*>& questions, std::uint64_t round) {
  const auto place = [&](const Question* question) {
    std::uint64_t at = question->key + (round + 1) * 0x9E3779B97F4A7C15U;
    at = (at ^ (at >> 30U)) * 0xBF58476D1CE4E5B9U;
    at = (at ^ (at >> 27U)) * 0x94D049BB133111EBU;
    return std::pair(at ^ (at >> 31U), question->first_word);
  };
  std::sort(questions.begin(), questions.end(),
            [&](const Question* a, const Question* b) { return place(a) < place(b); });
}

// How what was learned did on questions that it had not been learned from.
struct Trial {
  float trust = 0;
  float hit_rate = 0;
};

// Of what there were too few tickets for to try it: helped by, but not relied on.
constexpr Trial kUntried{0.5F, 0};

// The table of one class, while it is learned.
class Training {
 public:
  // `questions`: of the class, by their article's number and then by key. `numbers`: of all_'s articles.
  Training(const ResolvedQuestions& all, std::vector<const Question*> questions,
           const std::vector<std::uint32_t>& numbers, SaidWords& said)
      : all_(all), questions_(std::move(questions)), numbers_(numbers), said_(said) {
    count();
    index();
  }

  bool empty() const { return postings_.empty(); }

  void run() {
    if (empty()) return;
    std::vector<const Question*> chosen = choose();
    std::vector<float> squares(postings_.size(), 1e-2F);
    for (unsigned round = 0; round < kRounds; ++round) {
      shuffle(chosen, round);
      for (const Question* question : chosen) learn(*question, squares);
    }
  }

  // The trust that makes what resolved these questions likeliest: temperature scaling (Guo, Pleiss, Sun and
  // Weinberger 2017). They must not have been learned from.
  Trial try_on(const std::vector<const Question*>& questions) {
    std::array<double, kTrusts.size()> likelihoods{};
    std::size_t hits = 0;
    for (const Question* question : questions) {
      const auto truth = std::lower_bound(articles_.begin(), articles_.end(), numbers_[question->article]);
      if (truth == articles_.end() || *truth != numbers_[question->article]) continue;
      read(*question);
      add_up();
      const float right = chance_[static_cast<std::size_t>(truth - articles_.begin())];
      const float most = *std::max_element(chance_.begin(), chance_.end());
      hits += right == most ? 1 : 0;
      for (std::size_t i = 0; i < kTrusts.size(); ++i) {
        double sum = 0;
        for (const float one : chance_) sum += std::exp(kTrusts[i] * (one - most));
        likelihoods[i] += kTrusts[i] * (right - most) - std::log(sum);
      }
    }
    const auto best = std::max_element(likelihoods.begin(), likelihoods.end());
    return {kTrusts[static_cast<std::size_t>(best - likelihoods.begin())],
            static_cast<float>(hits) / static_cast<float>(std::max<std::size_t>(questions.size(), 1))};
  }

  CallersTable table(std::uint32_t access_class) const {
    CallersTable out;
    out.access_class = access_class;
    out.tickets = static_cast<std::uint32_t>(questions_.size());
    out.articles = articles_;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      CallersTable::Word word{said_.name(words_[i]), rarity_[i], {}};
      word.postings.assign(postings_.begin() + static_cast<std::ptrdiff_t>(first_[i]),
                           postings_.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]));
      for (CallersPosting& posting : word.postings) posting.article = articles_[posting.article];
      out.words.push_back(std::move(word));
    }
    std::sort(out.words.begin(), out.words.end(),
              [](const CallersTable::Word& a, const CallersTable::Word& b) { return a.name < b.name; });
    return out;
  }

 private:
  struct Counted {
    Key key;
    CallersPosting posting;
  };

  // Counts the words of each article's tickets, and keeps those of several.
  void count() {
    std::vector<Key> keys, together;
    for (std::size_t begin = 0; begin < questions_.size();) {
      std::size_t end = begin;
      together.clear();
      for (; end < questions_.size() && questions_[end]->article == questions_[begin]->article; ++end) {
        said_.read(all_, *questions_[end], keys);
        together.insert(together.end(), keys.begin(), keys.end());
      }
      std::sort(together.begin(), together.end());
      const auto article = static_cast<std::uint32_t>(articles_.size());
      for (std::size_t at = 0; at < together.size();) {
        std::size_t next = at;
        while (next < together.size() && together[next] == together[at]) ++next;
        if (next - at >= kCallersWord)
          counted_.push_back({together[at], {article, static_cast<std::uint32_t>(next - at), 0}});
        at = next;
      }
      articles_.push_back(numbers_[questions_[begin]->article]);
      begin = end;
    }
  }

  void index() {
    std::sort(counted_.begin(), counted_.end(), [](const Counted& a, const Counted& b) {
      return std::pair(a.key, a.posting.article) < std::pair(b.key, b.posting.article);
    });
    for (const Counted& one : counted_) {
      if (words_.empty() || words_.back() != one.key) {
        by_key_.emplace(one.key, static_cast<std::uint32_t>(words_.size()));
        words_.push_back(one.key);
        first_.push_back(postings_.size());
      }
      postings_.push_back(one.posting);
    }
    first_.push_back(postings_.size());
    counted_ = {};
    weigh();
  }

  // Rare words say more: by the tickets of the class that have them.
  void weigh() {
    std::vector<double> tickets(words_.size(), 0.0);
    for (const Question* question : questions_) {
      said_.read(all_, *question, keys_);
      for (const Key key : keys_) {
        if (const auto at = by_key_.find(key); at != by_key_.end()) ++tickets[at->second];
      }
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const double share = !SaidWords::is_pair(words_[i]) ? 1.0 : kPairShare;
      rarity_.push_back(
          static_cast<float>(share * std::log(1.0 + static_cast<double>(questions_.size()) / tickets[i])));
    }
  }

  // A question's words that have weights, with what each counts.
  void read(const Question& question) {
    said_.read(all_, question, keys_);
    known_.clear();
    double length = 0;
    const double unknown = std::pow(rarity_of_unknown(static_cast<std::uint32_t>(questions_.size())), 2);
    for (const Key key : keys_) {
      const auto at = by_key_.find(key);
      if (at == by_key_.end()) {
        if (!SaidWords::is_pair(key)) length += unknown;
        continue;
      }
      known_.emplace_back(at->second, rarity_[at->second]);
      length += static_cast<double>(rarity_[at->second]) * rarity_[at->second];
    }
    const auto scale = static_cast<float>(kQuestionLength / std::sqrt(std::max(length, 1e-9)));
    for (auto& [word, value] : known_) value *= scale;
  }

  std::span<CallersPosting> postings(std::uint32_t word) {
    return std::span(postings_).subspan(first_[word], first_[word + 1] - first_[word]);
  }

  // The questions that are learned from: all, or of each article such a share that the work is bounded.
  std::vector<const Question*> choose() {
    double work = 0;
    const std::size_t step = questions_.size() / kMeasured + 1;
    for (std::size_t i = 0; i < questions_.size(); i += step) {
      read(*questions_[i]);
      for (const auto& [word, value] : known_) work += static_cast<double>(postings(word).size());
      work += static_cast<double>(articles_.size());
    }
    work *= static_cast<double>(step);
    const double share = std::min(1.0, kMostWork / (2 * kRounds * std::max(work, 1.0)));
    std::vector<const Question*> chosen;
    for (std::size_t begin = 0; begin < questions_.size();) {
      std::size_t end = begin;
      while (end < questions_.size() && questions_[end]->article == questions_[begin]->article) ++end;
      const auto count = static_cast<std::size_t>(std::ceil(share * static_cast<double>(end - begin)));
      chosen.insert(chosen.end(), questions_.begin() + static_cast<std::ptrdiff_t>(begin),
                    questions_.begin() + static_cast<std::ptrdiff_t>(begin + count));
      begin = end;
    }
    return chosen;
  }

  void add_up() {
    chance_.assign(articles_.size(), 0.0F);
    for (const auto& [word, value] : known_) {
      for (const CallersPosting& posting : postings(word)) chance_[posting.article] += value * posting.weight;
    }
  }

  void learn(const Question& question, std::vector<float>& squares) {
    read(question);
    const auto truth = static_cast<std::size_t>(
        std::lower_bound(articles_.begin(), articles_.end(), numbers_[question.article]) - articles_.begin());
    add_up();
    const float most = *std::max_element(chance_.begin(), chance_.end());
    float sum = 0;
    for (float& chance : chance_) sum += chance = std::exp(chance - most);
    for (float& chance : chance_) chance /= sum;
    chance_[truth] -= 1;
    for (const auto& [word, value] : known_) {
      const std::span<CallersPosting> own = postings(word);
      for (std::size_t i = 0; i < own.size(); ++i) {
        const float gradient = value * chance_[own[i].article];
        if (std::abs(gradient) < kLeastGradient) continue;
        float& square = squares[first_[word] + i];
        square += gradient * gradient;
        own[i].weight -= kStep * gradient / std::sqrt(square);
      }
    }
  }

  const ResolvedQuestions& all_;
  std::vector<const Question*> questions_;
  const std::vector<std::uint32_t>& numbers_;
  SaidWords& said_;
  std::vector<std::uint32_t> articles_;  // ascending; while it is learned, postings hold places in it
  std::vector<Counted> counted_;
  std::vector<Key> words_;
  std::vector<std::size_t> first_;  // posting of each word
  std::vector<CallersPosting> postings_;
  std::vector<float> rarity_;
  std::unordered_map<Key, std::uint32_t> by_key_;
  // Of the question that is looked at.
  std::vector<Key> keys_;
  std::vector<std::pair<std::uint32_t, float>> known_;
  std::vector<float> chance_;
};

// How far what is learned from these questions may be trusted: learned from four fifths, tried on the rest.
// What was learned so, where it is anything.
std::optional<CallersTable> try_out(const ResolvedQuestions& all,
                                    const std::vector<const Question*>& questions,
                                    const std::vector<std::uint32_t>& numbers, const Vocabulary& vocabulary,
                                    std::uint32_t access_class) {
  SaidWords said(vocabulary);
  std::vector<const Question*> learned_from, trial;
  for (const Question* question : questions)
    (is_for_trial(question->key) ? trial : learned_from).push_back(question);
  if (trial.size() > kMostTried) {
    shuffle(trial, 0);
    trial.resize(kMostTried);
  }
  Training training(all, std::move(learned_from), numbers, said);
  training.run();
  if (training.empty()) return std::nullopt;
  CallersTable table = training.table(access_class);
  if (trial.size() >= kFewestTried) {
    const Trial tried = training.try_on(trial);
    table.trust = tried.trust;
    table.hit_rate = tried.hit_rate;
  } else {
    table.trust = kUntried.trust;
    table.hit_rate = kUntried.hit_rate;
  }
  return table;
}

}  // namespace

LearnedCallersWords learn_callers_words(const ResolvedQuestions& questions,
                                        const std::vector<std::string>& published,
                                        const Vocabulary& vocabulary) {
  LearnedCallersWords learned;
  for (const std::string& article : questions.articles()) {
    if (std::binary_search(published.begin(), published.end(), article)) learned.articles.push_back(article);
  }
  std::sort(learned.articles.begin(), learned.articles.end());
  constexpr std::uint32_t kUnpublished = 0xFFFFFFFF;
  std::vector<std::uint32_t> numbers;
  for (const std::string& article : questions.articles()) {
    const auto at = std::lower_bound(learned.articles.begin(), learned.articles.end(), article);
    const bool there = at != learned.articles.end() && *at == article;
    numbers.push_back(there ? static_cast<std::uint32_t>(at - learned.articles.begin()) : kUnpublished);
  }
  std::vector<std::vector<const Question*>> by_class;
  for (const Question& question : questions.questions()) {
    if (numbers[question.article] == kUnpublished) continue;
    if (by_class.size() <= question.access_class) by_class.resize(question.access_class + 1);
    by_class[question.access_class].push_back(&question);
  }
  for (std::uint32_t access_class = 0; access_class < by_class.size(); ++access_class) {
    std::vector<const Question*>& own = by_class[access_class];
    std::sort(own.begin(), own.end(), [&](const Question* a, const Question* b) {
      return std::tie(numbers[a->article], a->key, a->first_word) <
             std::tie(numbers[b->article], b->key, b->first_word);
    });
    std::optional<CallersTable> tried;
    std::jthread on_trial([&] { tried = try_out(questions, own, numbers, vocabulary, access_class); });
    SaidWords said(vocabulary);
    Training training(questions, own, numbers, said);
    training.run();
    on_trial.join();
    if (training.empty()) continue;
    learned.tables.push_back(training.table(access_class));
    learned.tables.back().trust = tried ? tried->trust : kUntried.trust;
    learned.tables.back().hit_rate = tried ? tried->hit_rate : kUntried.hit_rate;
    if (tried) learned.trial.push_back(std::move(*tried));
  }
  return learned;
}

}  // namespace callside
