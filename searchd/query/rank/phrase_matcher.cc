#include "searchd/query/rank/phrase_matcher.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace callside {

namespace {

// Different sets of matching phrases that are reweighed, at most: each needs a query. Other candidates keep
// their weight. RANKING.md, Phrases.
constexpr std::size_t kMaxPhraseSets = 4;
constexpr std::size_t kMaxPhrases = 64;  // phrases that a set distinguishes

using PhraseSet = std::uint64_t;  // a bit for each phrase that matches

struct PhraseMatches {
  PhraseSet found = 0;
  bool apart = false;  // the words of another phrase occur, but apart
};

PhraseMatches match_phrases(const StoredDocument& document, const PhraseMatcher& phrases) {
  PhraseMatches matches;
  const std::size_t count = std::min(kMaxPhrases, phrases.entries().size());
  for_each_text(document, [&](std::span<const std::uint32_t> words, Field /*field*/) {
    phrases.find(words, [&](const PhraseMatcher::Entry& entry) {
      const auto at = static_cast<std::size_t>(&entry - phrases.entries().data());
      if (at < count) matches.found |= PhraseSet{1} << at;
    });
  });
  matches.apart = matches.found != (count == kMaxPhrases ? ~PhraseSet{0} : (PhraseSet{1} << count) - 1);
  return matches;
}

// The question without the phrases that do not match.
Question without_split_phrases(const Question& question, const PhraseMatcher& phrases, PhraseSet set) {
  Question out = question;
  std::set<std::pair<std::uint16_t, std::uint16_t>> kept;
  for (std::size_t i = 0; i < std::min(kMaxPhrases, phrases.entries().size()); ++i) {
    if ((set >> i & 1U) != 0) kept.emplace(phrases.entries()[i].query_word, phrases.entries()[i].number);
  }
  for (std::uint16_t query_word = 0; query_word < out.words.size(); ++query_word) {
    std::uint16_t number = 0;
    std::erase_if(out.words[query_word].guesses, [&](const Guess& guess) {
      return !guess.parts.empty() && !kept.contains({query_word, number++});
    });
  }
  return out;
}

}  // namespace

PhraseMatcher::PhraseMatcher(const Question& question, const Vocabulary& vocabulary) {
  for (std::uint16_t query_word = 0; query_word < question.words.size(); ++query_word) {
    const std::vector<Phrase>& all = question.words[query_word].phrases;
    for (std::uint16_t number = 0; number < all.size(); ++number) {
      const auto entry = static_cast<std::uint32_t>(entries_.size());
      const auto size = static_cast<std::uint32_t>(all[number].forms.size());
      entries_.push_back({query_word, number, all[number].window, size, all[number].share});
      for (std::uint32_t word = 0; word < size; ++word) {
        for (const std::uint32_t form : all[number].forms[word])
          by_id_.push_back({vocabulary.id_of(form), entry, member_count_, word});
      }
      member_count_ += size;
    }
  }
  std::sort(by_id_.begin(), by_id_.end(), [](const Member& a, const Member& b) { return a.id < b.id; });
}

std::span<const PhraseMatcher::Member> PhraseMatcher::members_of(std::uint32_t id) const {
  const auto less = [](const Member& member, std::uint32_t wanted) { return member.id < wanted; };
  const auto begin = std::lower_bound(by_id_.begin(), by_id_.end(), id, less);
  auto end = begin;
  while (end != by_id_.end() && end->id == id) ++end;
  return {begin, end};
}

bool PhraseMatcher::within_window(const std::uint32_t* seen, const Entry& entry) {
  const auto [least, most] = std::minmax_element(seen, seen + entry.size);
  return *least > 0 && *most - *least < entry.window;
}

void reweigh_split_phrases(std::vector<Candidate>& candidates, const Question& question,
                           const PhraseMatcher& phrases, const DocumentStore& store,
                           const CandidateSearch& search, double documents) {
  std::map<PhraseSet, std::map<std::uint32_t, Candidate*>> sets;
  for (Candidate& one : candidates) {
    const PhraseMatches matches = match_phrases(store.document(one.document), phrases);
    if (matches.apart) sets[matches.found][one.document] = &one;
  }
  std::size_t asked = 0;
  for (const auto& [set, wanted] : sets) {
    if (asked++ == kMaxPhraseSets) break;
    std::vector<std::uint32_t> numbers;
    for (const auto& [document, one] : wanted) {
      one->weight = one->bm25f = 0;
      numbers.push_back(document);
    }
    const WordsQuery query = words_query(without_split_phrases(question, phrases, set), documents);
    for (const Candidate& found : search.weigh(query, std::move(numbers))) {
      Candidate& one = *wanted.at(found.document);
      one.weight = one.bm25f = found.bm25f;
    }
  }
  // Removes candidates that match nothing of what is left of the question.
  std::erase_if(candidates, [](const Candidate& one) { return one.bm25f <= 0; });
}

}  // namespace callside
