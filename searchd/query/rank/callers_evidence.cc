#include "searchd/query/rank/callers_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace callside {

namespace {

// What is left to chance, and how far the evidence counts against the words of the documents: a weight is
// multiplied by ((chance + kDoubt) / (1 / articles + kDoubt)) ^ kPower. From .003 to .03, and from 1/6 to
// 1/2, success@1 is the same to .01 on both sets of tickets.
constexpr double kDoubt = 0.03;
constexpr double kPower = 0.35;

// A word of the question under the names that it may have been learned by, or a pair.
struct Spoken {
  std::vector<std::string> names;
  std::string typed;
  bool is_pair = false;
};

bool is_itself(MatchLevel level) {
  return level == MatchLevel::exact || level == MatchLevel::folded || level == MatchLevel::stem;
}

struct Stem {
  std::string_view language, stem;
  bool operator==(const Stem&) const = default;
};

// What a word of the question is, and where that is nothing, what it was mistyped for.
std::vector<Stem> stems_of(const QueryGroup& group, const Vocabulary& vocabulary) {
  std::vector<Stem> stems;
  const auto take = [&](bool (*wanted)(MatchLevel)) {
    for (const FormMatch& match : group.forms) {
      if (!wanted(match.level)) continue;
      const Vocabulary::Form form = vocabulary.form(match.form);
      const Stem stem{vocabulary.languages()[form.language], callers_stem(form)};
      if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.push_back(stem);
    }
  };
  take(is_itself);
  if (stems.empty()) take([](MatchLevel level) { return level == MatchLevel::typo; });
  if (stems.empty()) take([](MatchLevel level) { return level == MatchLevel::prefix; });
  return stems;
}

std::vector<Spoken> spoken_in(const Question& question, const Vocabulary& vocabulary) {
  std::vector<Spoken> spoken;
  std::vector<Stem> before;
  const QueryGroup* first = nullptr;
  for (const QueryGroup& group : question.groups) {
    if (group.overlay) continue;
    std::vector<Stem> stems = stems_of(group, vocabulary);
    if (stems.empty()) continue;
    Spoken word;
    word.typed = group.typed;
    for (const Stem& stem : stems) word.names.push_back(callers_word(stem.language, stem.stem));
    spoken.push_back(std::move(word));
    const bool is_next = first != nullptr && first->position + 1 == group.position;
    if (is_next) {
      Spoken pair;
      pair.is_pair = true;
      pair.typed = first->typed + " " + group.typed;
      for (const Stem& a : before) {
        for (const Stem& b : stems) {
          if (a.language.empty() || a.language == b.language)
            pair.names.push_back(callers_pair(b.language, a.stem, b.stem));
        }
      }
      spoken.push_back(std::move(pair));
    }
    before = std::move(stems);
    first = &group;
  }
  // Those that are too frequent to be searched for are no unknown ones.
  for (const LeftOutWord& word : question.left_out) {
    if (word.why == LeftOutWord::Why::unknown) spoken.push_back({{}, word.typed, false});
  }
  return spoken;
}

// The words of a question that a table knows, each with what it counts.
struct Known {
  const Spoken* spoken = nullptr;
  CallersWords::Table::Word word;
  float value = 0;
};

std::vector<Known> known_in(const std::vector<Spoken>& spoken, const CallersWords::Table& table) {
  std::vector<Known> known;
  double length = 0;
  const double unknown = rarity_of_unknown(table.tickets());
  for (const Spoken& one : spoken) {
    // Of several meanings the one that most tickets have.
    Known best;
    for (const std::string& name : one.names) {
      const CallersWords::Table::Word word = table.find(name);
      if (!word.empty() && (best.word.empty() || word.rarity < best.word.rarity))
        best = {&one, word, word.rarity};
    }
    if (best.word.empty()) {
      if (!one.is_pair) length += unknown * unknown;
      continue;
    }
    const auto same = [&](const Known& other) {
      return other.word.postings.data() == best.word.postings.data();
    };
    if (std::any_of(known.begin(), known.end(), same)) continue;
    length += static_cast<double>(best.value) * best.value;
    known.push_back(best);
  }
  const auto scale = table.trust() * static_cast<float>(kQuestionLength / std::sqrt(std::max(length, 1e-9)));
  for (Known& one : known) one.value *= scale;
  return known;
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

void CallersEvidence::read(const Question& question, const Vocabulary& vocabulary, double likelihood) {
  if (tables_.empty()) return;
  const std::vector<Spoken> spoken = spoken_in(question, vocabulary);
  std::vector<float> sums(learned_.articles(), 0.0F);
  bool any = false;
  for (const CallersWords::Table* table : tables_) {
    for (const Known& one : known_in(spoken, *table)) {
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
  chances_.resize(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i)
    chances_[i] += static_cast<float>(likelihood * static_cast<double>(sums[i]) / total);
}

double CallersEvidence::hit_rate() const {
  double hits = 0, tickets = 0;
  for (const CallersWords::Table* table : tables_) {
    hits += static_cast<double>(table->hit_rate()) * table->tickets();
    tickets += table->tickets();
  }
  return tickets > 0 ? hits / tickets : 0;
}

double CallersEvidence::chance(std::string_view article) const {
  if (chances_.empty()) return 0;
  const std::uint32_t number = learned_.find_article(article);
  return number < chances_.size() ? static_cast<double>(chances_[number]) : 0;
}

double CallersEvidence::factor(std::string_view article) const {
  if (chances_.empty()) return 1;
  const std::uint32_t number = learned_.find_article(article);
  if (number >= chances_.size() || !known_[number]) return 1;
  const double by_chance = 1.0 / static_cast<double>(known_count_);
  return std::pow((static_cast<double>(chances_[number]) + kDoubt) / (by_chance + kDoubt), kPower);
}

std::vector<std::string_view> CallersEvidence::likeliest(std::size_t most) const {
  const double by_chance = 1.0 / static_cast<double>(std::max<std::size_t>(known_count_, 1));
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < chances_.size(); ++i) {
    if (static_cast<double>(chances_[i]) > by_chance) numbers.push_back(i);
  }
  const std::size_t kept = std::min(most, numbers.size());
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(kept), numbers.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return std::pair(chances_[b], a) < std::pair(chances_[a], b);
                    });
  std::vector<std::string_view> articles;
  for (std::size_t i = 0; i < kept; ++i) articles.push_back(learned_.article(numbers[i]));
  return articles;
}

std::vector<CallersEvidence::Said> CallersEvidence::said(std::string_view article, const Question& question,
                                                         const Vocabulary& vocabulary,
                                                         std::size_t most) const {
  std::vector<Said> said;
  const std::uint32_t number = learned_.find_article(article);
  if (number == learned_.articles()) return said;
  const std::vector<Spoken> spoken = spoken_in(question, vocabulary);
  for (const CallersWords::Table* table : tables_) {
    for (const Known& one : known_in(spoken, *table)) {
      const auto at =
          std::lower_bound(one.word.postings.begin(), one.word.postings.end(), number,
                           [](const CallersPosting& a, std::uint32_t b) { return a.article < b; });
      if (at == one.word.postings.end() || at->article != number) continue;
      const double weight = static_cast<double>(one.value) * at->weight;
      const auto same = std::find_if(said.begin(), said.end(),
                                     [&](const Said& other) { return other.typed == one.spoken->typed; });
      if (same == said.end()) {
        said.push_back({one.spoken->typed, at->tickets, weight});
      } else {
        same->tickets += at->tickets;
        same->weight += weight;
      }
    }
  }
  std::erase_if(said, [](const Said& one) { return one.weight <= 0; });
  std::stable_sort(said.begin(), said.end(),
                   [](const Said& a, const Said& b) { return a.weight > b.weight; });
  if (said.size() > most) said.resize(most);
  return said;
}

}  // namespace callside
