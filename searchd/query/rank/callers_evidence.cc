#include "searchd/query/rank/callers_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace callside {

namespace {

// A weight is multiplied by ((probability + kDoubt) / (1 / articles + kDoubt)) ^ kPower. kDoubt keeps the
// factor finite and limits confident errors; kPower weighs the evidence against the words of the documents.
// RANKING.md, Tickets.
constexpr double kDoubt = 0.03;
constexpr double kPower = 0.35;
// Tickets judge a question as far as (share of it that they know) ^ kSharePower. RANKING.md, Tickets.
constexpr double kSharePower = 2;

// A word or pair of words of the question, under the names by which it may have been learned.
struct QuestionTerm {
  std::vector<std::string> names;
  std::string typed;
  bool is_pair = false;
  bool is_in_articles = false;
};

bool is_itself(MatchLevel level) {
  return level == MatchLevel::exact || level == MatchLevel::folded || level == MatchLevel::stem;
}

struct Stem {
  std::string_view language, stem;
  bool operator==(const Stem&) const = default;
};

// The stems of a query word: its own, or if it has none, its corrections, or its completions.
// `is_in_articles`: set if one of them is in an article.
std::vector<Stem> stems_of(const QueryWord& word, const Lexicon& lexicon, bool& is_in_articles) {
  const Vocabulary& vocabulary = lexicon.vocabulary;
  std::vector<Stem> stems;
  const auto take = [&](bool (*wanted)(MatchLevel)) {
    for (const FormMatch& match : word.forms) {
      if (!wanted(match.level)) continue;
      const Vocabulary::Form form = lexicon.form(match.form);
      is_in_articles = is_in_articles || form.counts.articles > 0;
      const Stem stem{vocabulary.languages()[form.language], callers_stem(form)};
      if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.push_back(stem);
    }
  };
  take(is_itself);
  if (stems.empty()) take([](MatchLevel level) { return level == MatchLevel::typo; });
  if (stems.empty()) take([](MatchLevel level) { return level == MatchLevel::prefix; });
  return stems;
}

std::vector<QuestionTerm> question_terms(const Question& question, const Lexicon& lexicon) {
  std::vector<QuestionTerm> terms;
  std::vector<Stem> before;
  const QueryWord* first = nullptr;
  for (const QueryWord& word : question.words) {
    if (word.overlay) continue;
    QuestionTerm term;
    std::vector<Stem> stems = stems_of(word, lexicon, term.is_in_articles);
    if (stems.empty()) continue;
    term.typed = word.typed;
    for (const Stem& stem : stems) term.names.push_back(callers_word(stem.language, stem.stem));
    terms.push_back(std::move(term));
    const bool is_neighbour = first != nullptr && first->position + 1 == word.position;
    if (is_neighbour) {
      QuestionTerm pair;
      pair.is_pair = true;
      pair.typed = first->typed + " " + word.typed;
      for (const Stem& a : before) {
        for (const Stem& b : stems) {
          if (a.language.empty() || a.language == b.language)
            pair.names.push_back(callers_pair(b.language, a.stem, b.stem));
        }
      }
      terms.push_back(std::move(pair));
    }
    before = std::move(stems);
    first = &word;
  }
  // Words that are too frequent to be searched are not unknown.
  for (const UnsearchedWord& word : question.unsearched) {
    if (word.why == UnsearchedWord::Why::unknown) terms.push_back({{}, word.typed, false});
  }
  return terms;
}

// A word of the question that a table knows, with its value in the question's vector.
struct KnownTerm {
  const QuestionTerm* term = nullptr;
  CallersWords::Table::Word word;
  float value = 0;
};

struct KnownTerms {
  std::vector<KnownTerm> terms;
  // Share of the question's words that the table knows, among these and those that it does not know but
  // articles have, by their squared values.
  double share = 0;
};

KnownTerms known_terms(const std::vector<QuestionTerm>& terms, const CallersWords::Table& table) {
  std::vector<KnownTerm> known;
  double length = 0, words = 0, only_in_articles = 0;
  const double unknown = rarity_of_unknown(table.tickets());
  for (const QuestionTerm& one : terms) {
    // If several meanings are known, use the one that occurs in most tickets.
    KnownTerm best;
    for (const std::string& name : one.names) {
      const CallersWords::Table::Word word = table.find(name);
      if (!word.empty() && (best.word.empty() || word.rarity < best.word.rarity))
        best = {&one, word, word.rarity};
    }
    if (best.word.empty()) {
      if (one.is_pair) continue;
      length += unknown * unknown;
      if (one.is_in_articles) only_in_articles += unknown * unknown;
      continue;
    }
    const auto same = [&](const KnownTerm& other) {
      return other.word.postings.data() == best.word.postings.data();
    };
    if (std::any_of(known.begin(), known.end(), same)) continue;
    length += static_cast<double>(best.value) * best.value;
    if (!one.is_pair) words += static_cast<double>(best.value) * best.value;
    known.push_back(best);
  }
  const auto scale = table.trust() * static_cast<float>(kQuestionLength / std::sqrt(std::max(length, 1e-9)));
  for (KnownTerm& one : known) one.value *= scale;
  return {std::move(known), words > 0 ? words / (words + only_in_articles) : 0};
}

}  // namespace

CallersEvidence::CallersEvidence(const CallersWords& learned, const std::vector<bool>& visible_classes)
    : learned_(learned), known_(learned.articles(), false) {
  for (const CallersWords::Table& table : learned.tables()) {
    if (table.access_class() >= visible_classes.size() || !visible_classes[table.access_class()]) continue;
    tables_.push_back(&table);
    for (const std::uint32_t article : table.articles()) {
      if (!known_[article]) ++known_count_;
      known_[article] = true;
    }
  }
}

void CallersEvidence::read(const Question& question, const Lexicon& lexicon, double likelihood) {
  if (tables_.empty()) return;
  const std::vector<QuestionTerm> terms = question_terms(question, lexicon);
  std::vector<float> sums(learned_.articles(), 0.0F);
  bool any = false;
  double share = 0;
  for (const CallersWords::Table* table : tables_) {
    const KnownTerms known = known_terms(terms, *table);
    share = std::max(share, known.share);
    for (const KnownTerm& one : known.terms) {
      any = true;
      for (const CallersPosting& posting : one.word.postings)
        sums[posting.article] += one.value * posting.weight;
    }
  }
  if (!any) return;
  float most = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (known_[i]) most = std::max(most, sums[i]);
  }
  double total = 0;
  for (std::size_t i = 0; i < sums.size(); ++i)
    total += sums[i] = known_[i] ? std::exp(sums[i] - most) : 0.0F;
  known_share_ += likelihood * share;
  probabilities_.resize(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i)
    probabilities_[i] += static_cast<float>(likelihood * static_cast<double>(sums[i]) / total);
}

double CallersEvidence::judged() const { return std::pow(std::min(known_share_, 1.0), kSharePower); }

double CallersEvidence::trust() const {
  double hits = 0, tickets = 0;
  for (const CallersWords::Table* table : tables_) {
    hits += static_cast<double>(table->hit_rate()) * table->tickets();
    tickets += table->tickets();
  }
  return tickets > 0 ? judged() * hits / tickets : 0;
}

double CallersEvidence::probability(std::string_view article) const {
  if (probabilities_.empty()) return 0;
  const std::uint32_t number = learned_.find_article(article);
  return number < probabilities_.size() ? static_cast<double>(probabilities_[number]) : 0;
}

double CallersEvidence::factor(std::string_view article) const {
  if (probabilities_.empty()) return 1;
  const std::uint32_t number = learned_.find_article(article);
  if (number >= probabilities_.size() || !known_[number]) return 1;
  const double by_chance = 1.0 / static_cast<double>(known_count_);
  return std::pow((static_cast<double>(probabilities_[number]) + kDoubt) / (by_chance + kDoubt),
                  kPower * judged());
}

std::vector<std::string_view> CallersEvidence::most_likely(std::size_t most) const {
  const double by_chance = 1.0 / static_cast<double>(std::max<std::size_t>(known_count_, 1));
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < probabilities_.size(); ++i) {
    if (static_cast<double>(probabilities_[i]) > by_chance) numbers.push_back(i);
  }
  const std::size_t kept = std::min(most, numbers.size());
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(kept), numbers.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return std::pair(probabilities_[b], a) < std::pair(probabilities_[a], b);
                    });
  std::vector<std::string_view> articles;
  for (std::size_t i = 0; i < kept; ++i) articles.push_back(learned_.article(numbers[i]));
  return articles;
}

std::vector<CallersEvidence::MatchedWord> CallersEvidence::matched_words(std::string_view article,
                                                                         const Question& question,
                                                                         const Lexicon& lexicon,
                                                                         std::size_t most) const {
  std::vector<MatchedWord> matched;
  const std::uint32_t number = learned_.find_article(article);
  if (number == learned_.articles()) return matched;
  const std::vector<QuestionTerm> terms = question_terms(question, lexicon);
  for (const CallersWords::Table* table : tables_) {
    for (const KnownTerm& one : known_terms(terms, *table).terms) {
      const auto at =
          std::lower_bound(one.word.postings.begin(), one.word.postings.end(), number,
                           [](const CallersPosting& a, std::uint32_t b) { return a.article < b; });
      if (at == one.word.postings.end() || at->article != number) continue;
      const double weight = static_cast<double>(one.value) * at->weight;
      const auto same = std::find_if(matched.begin(), matched.end(), [&](const MatchedWord& other) {
        return other.typed == one.term->typed;
      });
      if (same == matched.end()) {
        matched.push_back({one.term->typed, at->tickets, weight});
      } else {
        same->tickets += at->tickets;
        same->weight += weight;
      }
    }
  }
  std::erase_if(matched, [](const MatchedWord& one) { return one.weight <= 0; });
  std::stable_sort(matched.begin(), matched.end(),
                   [](const MatchedWord& a, const MatchedWord& b) { return a.weight > b.weight; });
  if (matched.size() > most) matched.resize(most);
  return matched;
}

}  // namespace callside
