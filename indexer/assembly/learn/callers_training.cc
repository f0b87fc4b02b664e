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

#include "indexer/assembly/learn/question_features.h"

namespace callside {

namespace {

using Question = ResolvedQuestions::Question;
using Key = QuestionFeatures::Key;

// Weight of a pair of words relative to a single word. Results for .4 to 1 are within .003; without pairs,
// they are .015 worse.
constexpr double kPairShare = 0.5;
// Learning rate and number of passes over the questions. Rates of .1 and 1 are .015 worse; results for 3 to
// 10 rounds are within .005.
constexpr float kStep = 0.3F;
constexpr unsigned kRounds = 5;
// Bound on the number of weights read and updated: about three seconds.
constexpr double kMaxWork = 1e9;
// Number of questions from which the work is estimated.
constexpr std::size_t kMeasured = 5000;
// Smaller gradients are skipped, since they hardly change a weight.
constexpr float kMinGradient = 1e-4F;

// Values that trust is chosen from, and how many questions it is evaluated on.
constexpr std::array<float, 11> kTrusts{0, .1F, .2F, .3F, .4F, .5F, .6F, .7F, .8F, 1, 1.25F};
constexpr std::size_t kFewestTried = 10, kMaxTried = 2000;

// Orders questions differently in each round, but the same in every build. Uses the mixer of SplitMix64
// (Steele, Lea and Flood 2014).
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

// Result of evaluating a table on questions that it was not learned from.
struct Trial {
  float trust = 0;
  float hit_rate = 0;
};

// For tables with too few tickets to evaluate. They help to rank, but no answer relies on them alone.
constexpr Trial kUntried{0.5F, 0};

// Learns the table of one access class.
class Training {
 public:
  // `questions`: of the class, sorted by their article's number and then by key. `numbers`: by index in
  // all.articles(), the article's number in the tables.
  Training(const ResolvedQuestions& all, std::vector<const Question*> questions,
           const std::vector<std::uint32_t>& numbers, QuestionFeatures& features)
      : all_(all), questions_(std::move(questions)), numbers_(numbers), features_(features) {
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

  // Chooses the trust that maximises the likelihood of the articles that resolved these questions:
  // temperature scaling (Guo, Pleiss, Sun and Weinberger 2017). The table must not have been learned from
  // them.
  Trial evaluate(const std::vector<const Question*>& questions) {
    std::array<double, kTrusts.size()> likelihoods{};
    std::size_t hits = 0;
    for (const Question* question : questions) {
      const auto truth = std::lower_bound(articles_.begin(), articles_.end(), numbers_[question->article]);
      if (truth == articles_.end() || *truth != numbers_[question->article]) continue;
      read(*question);
      compute_scores();
      const float right = scores_[static_cast<std::size_t>(truth - articles_.begin())];
      const float most = *std::max_element(scores_.begin(), scores_.end());
      hits += right == most ? 1 : 0;
      for (std::size_t i = 0; i < kTrusts.size(); ++i) {
        double sum = 0;
        for (const float one : scores_) sum += std::exp(kTrusts[i] * (one - most));
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
      CallersTable::Word word{features_.name(words_[i]), rarity_[i], {}};
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

  // Counts the tickets of each article that contain a word, and keeps words of at least kCallersWord tickets.
  void count() {
    std::vector<Key> keys, together;
    for (std::size_t begin = 0; begin < questions_.size();) {
      std::size_t end = begin;
      together.clear();
      for (; end < questions_.size() && questions_[end]->article == questions_[begin]->article; ++end) {
        features_.read(all_, *questions_[end], keys);
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

  // Computes the rarity of each word from the number of tickets of the class that contain it.
  void weigh() {
    std::vector<double> tickets(words_.size(), 0.0);
    for (const Question* question : questions_) {
      features_.read(all_, *question, keys_);
      for (const Key key : keys_) {
        if (const auto at = by_key_.find(key); at != by_key_.end()) ++tickets[at->second];
      }
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const double share = !QuestionFeatures::is_pair(words_[i]) ? 1.0 : kPairShare;
      rarity_.push_back(
          static_cast<float>(share * std::log(1.0 + static_cast<double>(questions_.size()) / tickets[i])));
    }
  }

  // Sets known_ to a question's words that have weights, with their normalised values.
  void read(const Question& question) {
    features_.read(all_, question, keys_);
    known_.clear();
    double length = 0;
    const double unknown = std::pow(rarity_of_unknown(static_cast<std::uint32_t>(questions_.size())), 2);
    for (const Key key : keys_) {
      const auto at = by_key_.find(key);
      if (at == by_key_.end()) {
        if (!QuestionFeatures::is_pair(key)) length += unknown;
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

  // Returns the questions to learn from: all, or an equal share of each article's if the work exceeds
  // kMaxWork.
  std::vector<const Question*> choose() {
    double work = 0;
    const std::size_t step = questions_.size() / kMeasured + 1;
    for (std::size_t i = 0; i < questions_.size(); i += step) {
      read(*questions_[i]);
      for (const auto& [word, value] : known_) work += static_cast<double>(postings(word).size());
      work += static_cast<double>(articles_.size());
    }
    work *= static_cast<double>(step);
    const double share = std::min(1.0, kMaxWork / (2 * kRounds * std::max(work, 1.0)));
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

  // Sets scores_ to the score of each article for the words in known_.
  void compute_scores() {
    scores_.assign(articles_.size(), 0.0F);
    for (const auto& [word, value] : known_) {
      for (const CallersPosting& posting : postings(word)) scores_[posting.article] += value * posting.weight;
    }
  }

  void learn(const Question& question, std::vector<float>& squares) {
    read(question);
    const auto truth = static_cast<std::size_t>(
        std::lower_bound(articles_.begin(), articles_.end(), numbers_[question.article]) - articles_.begin());
    compute_scores();
    // Turn scores into probabilities, then into the gradient of the loss.
    const float most = *std::max_element(scores_.begin(), scores_.end());
    float sum = 0;
    for (float& score : scores_) sum += score = std::exp(score - most);
    for (float& score : scores_) score /= sum;
    scores_[truth] -= 1;
    for (const auto& [word, value] : known_) {
      const std::span<CallersPosting> own = postings(word);
      for (std::size_t i = 0; i < own.size(); ++i) {
        const float gradient = value * scores_[own[i].article];
        if (std::abs(gradient) < kMinGradient) continue;
        float& square = squares[first_[word] + i];
        square += gradient * gradient;
        own[i].weight -= kStep * gradient / std::sqrt(square);
      }
    }
  }

  const ResolvedQuestions& all_;
  std::vector<const Question*> questions_;
  const std::vector<std::uint32_t>& numbers_;
  QuestionFeatures& features_;
  std::vector<std::uint32_t> articles_;  // ascending; during training, postings hold indexes into it
  std::vector<Counted> counted_;
  std::vector<Key> words_;
  std::vector<std::size_t> first_;  // by word: index of its first posting
  std::vector<CallersPosting> postings_;
  std::vector<float> rarity_;
  std::unordered_map<Key, std::uint32_t> by_key_;
  // Scratch space for the current question.
  std::vector<Key> keys_;
  std::vector<std::pair<std::uint32_t, float>> known_;
  std::vector<float> scores_;
};

// Learns a table from four fifths of the questions and evaluates it on the rest. Returns it with its trust
// and hit rate, or nullopt if nothing was learned.
std::optional<CallersTable> learn_trial(const ResolvedQuestions& all,
                                        const std::vector<const Question*>& questions,
                                        const std::vector<std::uint32_t>& numbers,
                                        const Vocabulary& vocabulary, std::uint32_t access_class) {
  QuestionFeatures features(vocabulary);
  std::vector<const Question*> learned_from, trial;
  for (const Question* question : questions)
    (is_held_out(question->key) ? trial : learned_from).push_back(question);
  if (trial.size() > kMaxTried) {
    shuffle(trial, 0);
    trial.resize(kMaxTried);
  }
  Training training(all, std::move(learned_from), numbers, features);
  training.run();
  if (training.empty()) return std::nullopt;
  CallersTable table = training.table(access_class);
  if (trial.size() >= kFewestTried) {
    const Trial tried = training.evaluate(trial);
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
    std::jthread held_out([&] { tried = learn_trial(questions, own, numbers, vocabulary, access_class); });
    QuestionFeatures features(vocabulary);
    Training training(questions, own, numbers, features);
    training.run();
    held_out.join();
    if (training.empty()) continue;
    learned.tables.push_back(training.table(access_class));
    learned.tables.back().trust = tried ? tried->trust : kUntried.trust;
    learned.tables.back().hit_rate = tried ? tried->hit_rate : kUntried.hit_rate;
    if (tried) learned.trial.push_back(std::move(*tried));
  }
  return learned;
}

}  // namespace callside
