#include "searchd/query/present/explanation.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace callside {

namespace {

// What callers said is named up to so many words.
constexpr std::size_t kMostSaid = 8;

using WordsById = std::map<std::uint32_t, ExplainedFields>;

// The words of a document that mean any word of the question, counted by field as the indexer weighed them
// (weights.cc).
WordsById count_wanted(const StoredDocument& document, const std::vector<std::uint32_t>& wanted) {
  WordsById counts;
  each_stretch(document, [&](std::span<const std::uint32_t> words, Field field) {
    for (const std::uint32_t word : words) {
      const std::uint32_t id = word & ~kOverlayBit;
      if (std::binary_search(wanted.begin(), wanted.end(), id)) ++counts[id][static_cast<std::size_t>(field)];
    }
  });
  return counts;
}

std::vector<std::uint32_t> ids_of(const Question& question, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> ids;
  for (const QueryGroup& group : question.groups) {
    for (const FormMatch& match : group.forms) ids.push_back(vocabulary.id_of(match.form));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

const std::string& because_of(const QueryGroup& group, std::uint16_t synonym) {
  static const std::string kNothing;
  return synonym == 0 ? kNothing : group.synonyms[synonym - 1];
}

// The meanings of several words that stand together in the document, by group and number.
using MeaningsTogether = std::map<std::pair<std::uint16_t, std::uint16_t>, ExplainedFields>;

MeaningsTogether count_together(const StoredDocument& document, const StandingTogether& together) {
  MeaningsTogether counts;
  if (together.empty()) return counts;
  each_stretch(document, [&](std::span<const std::uint32_t> words, Field field) {
    together.find(words, [&](const StandingTogether::Meaning& meaning) {
      ++counts[{meaning.group, meaning.number}][static_cast<std::size_t>(field)];
    });
  });
  return counts;
}

// The words of the document that mean this word of the question, best first. Not by the match table, which
// gives a document's word to one word of the question only: that the document has it is true for each.
std::vector<ExplainedMatch> found_for(const QueryGroup& group, const WordsById& counts,
                                      const Lexicon& lexicon) {
  std::vector<std::pair<FormMatch, ExplainedFields>> found;
  for (const FormMatch& match : group.forms) {
    if (const auto at = counts.find(lexicon.vocabulary.id_of(match.form)); at != counts.end())
      found.emplace_back(match, at->second);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first.level, -a.first.share, a.first.form) <
           std::tuple(b.first.level, -b.first.share, b.first.form);
  });
  std::vector<ExplainedMatch> matches;
  for (const auto& [match, fields] : found) {
    const Vocabulary::Form form = lexicon.form(match.form);
    // A word of few tickets is their callers' own: it is counted, and named only to who typed it.
    const bool may_name = match.level == MatchLevel::exact || Lexicon::offers(form);
    // The same word in two languages is two forms, and one word to who reads this.
    const std::string name(may_name ? form.normal : std::string_view());
    const std::string& because = because_of(group, match.synonym);
    const auto same =
        std::find_if(matches.begin(), matches.end(), [&, level = match.level](const ExplainedMatch& one) {
          return one.level == level && one.word == name && one.because == because;
        });
    if (same == matches.end()) {
      matches.push_back({name, match.level, fields, because, match.articles});
    } else {
      for (std::size_t i = 0; i < kFieldCount; ++i) same->fields[i] += fields[i];
    }
  }
  return matches;
}

void add_together(const QueryGroup& group, std::uint16_t number, const MeaningsTogether& counts,
                  std::vector<ExplainedMatch>& found) {
  for (std::uint16_t i = 0; i < group.together.size(); ++i) {
    const WordsTogether& meaning = group.together[i];
    if (const auto at = counts.find({number, i}); at != counts.end())
      found.push_back({meaning.text, meaning.level, at->second, because_of(group, meaning.synonym)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const ExplainedMatch& a, const ExplainedMatch& b) { return a.level < b.level; });
}

// A word and where it was typed.
template <typename Word>
using Placed = std::pair<std::uint32_t, Word>;
using TypedWords = std::set<Placed<std::string>>;

template <typename Word>
std::vector<Word> in_order(std::vector<Placed<Word>> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Word> out;
  for (auto& [start, word] : words) out.push_back(std::move(word));
  return out;
}

// Several groups may stand for one word, a compound and its parts: what is found of it is enough for not
// being lacking, and what is lacking is said once.
template <typename Word>
std::vector<Word> once_in_order(std::vector<Placed<Word>> words, TypedWords seen) {
  std::erase_if(words,
                [&](const Placed<Word>& one) { return !seen.emplace(one.first, one.second.typed).second; });
  return in_order(std::move(words));
}

void explain_words(const StoredDocument& document, const Lexicon& lexicon, const Question& question,
                   const MatchTable& matches, Explanation& out) {
  const WordsById counts = count_wanted(document, ids_of(question, lexicon.vocabulary));
  const MeaningsTogether together = count_together(document, matches.together());
  std::vector<Placed<ExplainedWord>> words, missing;
  std::vector<Placed<IgnoredWord>> ignored;
  TypedWords found;
  for (std::size_t g = 0; g < question.groups.size(); ++g) {
    const QueryGroup& group = question.groups[g];
    if (group.stop) {
      ignored.push_back({group.start, {group.typed, IgnoredWord::Why::stop_word}});
      continue;
    }
    ExplainedWord word{group.typed, matches.weight(g), found_for(group, counts, lexicon)};
    add_together(group, static_cast<std::uint16_t>(g), together, word.found);
    if (!word.found.empty()) {
      found.emplace(group.start, group.typed);
      words.emplace_back(group.start, std::move(word));
    } else if (!group.overlay) {
      missing.emplace_back(group.start, std::move(word));
    }
  }
  for (const LeftOutWord& word : question.left_out) {
    if (word.why == LeftOutWord::Why::unknown && !word.stop) {
      missing.push_back({word.start, {word.typed, 0, {}}});
    } else {
      ignored.push_back({word.start,
                         {word.typed, word.stop ? IgnoredWord::Why::stop_word
                                                : IgnoredWord::Why::rarer_words_were_searched}});
    }
  }
  out.words = in_order(std::move(words));
  out.missing = once_in_order(std::move(missing), found);
  out.ignored = once_in_order(std::move(ignored), found);
}

}  // namespace

Explanation explain(const Collapsed& result, const Generation& generation, const Lexicon& lexicon,
                    const QuestionReading& reading, const CallersEvidence& callers, const Reach& reach) {
  const StoredDocument matched = generation.store().document(result.matched);
  Explanation out;
  out.weight = result.weight;
  // Where the editors' file says what is no matter for callers.
  if (result.pin != 0 && reach.internal())
    out.pinned_by = std::string(kEditorsName) + ':' + std::to_string(result.pin);
  // Only what the reader may see is among the results. Should that ever fail, nothing is said of it.
  if (!reach.is_asked_for(result.matched)) return out;
  out.parts = rank_parts(matched, result.bm25f, reading.question, reading.matches).scaled(reading.share);
  // Nothing, where there was one reading: the parts are what was added up.
  out.parts.tickets = result.by_tickets;
  if (result.blended) out.parts.half_typed = result.weight - out.parts.weight();
  const std::string_view article = matched.kind() == Kind::article ? matched.id() : matched.article();
  for (const CallersEvidence::Said& one :
       callers.said(article, reading.question, generation.vocabulary(), kMostSaid))
    out.callers.push_back({one.typed, one.tickets});
  explain_words(matched, lexicon, reading.question, reading.matches, out);
  if (result.matched != result.shown) {
    out.matched_version = DocumentRef{matched.kind(), std::string(matched.id()),
                                      generation.manifest().language_tags[matched.head().language_tag]};
  }
  return out;
}

}  // namespace callside
