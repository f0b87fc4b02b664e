#include "searchd/query/rank/standing_together.h"

#include <algorithm>
#include <map>
#include <set>

namespace callside {

namespace {

// Different ways to stand that are weighed apart: each is another query. The rest is taken as it was found.
constexpr std::size_t kMostWays = 4;
constexpr std::size_t kMostMeanings = 64;  // that a way can tell

using Way = std::uint64_t;  // a bit for each meaning that stands together

struct Standing {
  Way together = 0;
  bool apart = false;  // the words of some other meaning are all there
};

Standing standing_in(const StoredDocument& document, const StandingTogether& together) {
  Standing standing;
  const std::size_t count = std::min(kMostMeanings, together.meanings().size());
  each_stretch(document, [&](std::span<const std::uint32_t> words, Field /*field*/) {
    together.find(words, [&](const StandingTogether::Meaning& meaning) {
      const auto at = static_cast<std::size_t>(&meaning - together.meanings().data());
      if (at < count) standing.together |= Way{1} << at;
    });
  });
  standing.apart = standing.together != (count == kMostMeanings ? ~Way{0} : (Way{1} << count) - 1);
  return standing;
}

// The question without the meanings that don't stand together.
Question as_it_stands(const Question& question, const StandingTogether& together, Way way) {
  Question out = question;
  std::set<std::pair<std::uint16_t, std::uint16_t>> kept;
  for (std::size_t i = 0; i < std::min(kMostMeanings, together.meanings().size()); ++i) {
    if ((way >> i & 1U) != 0) kept.emplace(together.meanings()[i].group, together.meanings()[i].number);
  }
  for (std::uint16_t group = 0; group < out.groups.size(); ++group) {
    std::uint16_t number = 0;
    std::erase_if(out.groups[group].guesses, [&](const Guess& guess) {
      return !guess.parts.empty() && !kept.contains({group, number++});
    });
  }
  return out;
}

class Among final : public Xapian::MatchDecider {
 public:
  explicit Among(const std::map<std::uint32_t, Candidate*>& wanted) : wanted_(wanted) {}
  bool operator()(const Xapian::Document& document) const override {
    return wanted_.contains(document.get_docid());
  }

 private:
  const std::map<std::uint32_t, Candidate*>& wanted_;
};

}  // namespace

StandingTogether::StandingTogether(const Question& question, const Vocabulary& vocabulary) {
  for (std::uint16_t group = 0; group < question.groups.size(); ++group) {
    const std::vector<WordsTogether>& all = question.groups[group].together;
    for (std::uint16_t number = 0; number < all.size(); ++number) {
      const auto meaning = static_cast<std::uint32_t>(meanings_.size());
      const auto words = static_cast<std::uint32_t>(all[number].forms.size());
      meanings_.push_back({group, number, all[number].reach, words, all[number].share});
      for (std::uint32_t word = 0; word < words; ++word) {
        for (const std::uint32_t form : all[number].forms[word])
          by_id_.push_back({vocabulary.id_of(form), meaning, parts_, word});
      }
      parts_ += words;
    }
  }
  std::sort(by_id_.begin(), by_id_.end(), [](const Part& a, const Part& b) { return a.id < b.id; });
}

std::span<const StandingTogether::Part> StandingTogether::parts_of(std::uint32_t id) const {
  const auto less = [](const Part& part, std::uint32_t wanted) { return part.id < wanted; };
  const auto begin = std::lower_bound(by_id_.begin(), by_id_.end(), id, less);
  auto end = begin;
  while (end != by_id_.end() && end->id == id) ++end;
  return {begin, end};
}

bool StandingTogether::within_reach(const std::uint32_t* seen, const Meaning& meaning) {
  const auto [least, most] = std::minmax_element(seen, seen + meaning.words);
  return *least > 0 && *most - *least < meaning.reach;
}

void weigh_as_they_stand(std::vector<Candidate>& candidates, const Question& question,
                         const StandingTogether& together, const DocumentStore& store,
                         const Xapian::Database& database,
                         const std::function<Xapian::Query(const Question&)>& query_of) {
  std::map<Way, std::map<std::uint32_t, Candidate*>> ways;
  for (Candidate& one : candidates) {
    const Standing standing = standing_in(store.document(one.document), together);
    if (standing.apart) ways[standing.together][one.document] = &one;
  }
  std::size_t asked = 0;
  for (const auto& [way, wanted] : ways) {
    if (asked++ == kMostWays) break;
    for (const auto& [document, one] : wanted) one->weight = one->bm25f = 0;
    const Among among(wanted);
    for (const Candidate& found :
         find_candidates(database, query_of(as_it_stands(question, together, way)), wanted.size(), &among)) {
      Candidate& one = *wanted.at(found.document);
      one.weight = one.bm25f = found.bm25f;
    }
  }
  // What has nothing of the question left was not found.
  std::erase_if(candidates, [](const Candidate& one) { return one.bm25f <= 0; });
}

}  // namespace callside
