#include "searchd/query/explanation.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace callside {

namespace {

using WordsById = std::map<std::uint32_t, ExplainedFields>;

// The words of a document that mean any word of the question, counted by field as the indexer weighed them
// (weights.cc).
WordsById count_words(const StoredDocument& document, const std::vector<std::uint32_t>& wanted) {
  WordsById counts;
  const auto words = document.words();
  const auto count = [&](std::size_t begin, std::size_t end, Field field) {
    for (const std::uint32_t word : words.subspan(begin, end - begin)) {
      const std::uint32_t id = word & ~kOverlayBit;
      if (std::binary_search(wanted.begin(), wanted.end(), id)) ++counts[id][static_cast<std::size_t>(field)];
    }
  };
  const std::size_t title = document.head().title_words;
  count(0, title, Field::title);
  count(title, title + document.head().keyword_words, Field::keywords);
  const auto blocks = document.blocks();
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const bool heading = static_cast<BlockType>(blocks[block].type) == BlockType::heading;
    const auto [begin, end] = document.block_words(block);
    count(begin, end, heading ? Field::heading : static_cast<Field>(blocks[block].field));
  }
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
    const bool may_name = match.level == MatchLevel::exact || lexicon.offers(form);
    // The same word in two languages is two forms, and one word to who reads this.
    const std::string name(may_name ? form.normal : std::string_view());
    const auto same =
        std::find_if(matches.begin(), matches.end(), [&, level = match.level](const ExplainedMatch& one) {
          return one.level == level && one.word == name;
        });
    if (same == matches.end()) {
      matches.push_back({name, match.level, fields, match.articles});
    } else {
      for (std::size_t i = 0; i < kFieldCount; ++i) same->fields[i] += fields[i];
    }
  }
  return matches;
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
  const WordsById counts = count_words(document, ids_of(question, lexicon.vocabulary));
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
                    const QuestionReading& reading, const Eligible& eligible) {
  const StoredDocument matched = generation.store().document(result.matched);
  Explanation out;
  out.weight = result.weight;
  // Only what the reader may see is among the results. Should that ever fail, nothing is said of it.
  if (!eligible(result.matched)) return out;
  out.parts = rank_parts(matched, result.bm25f, reading.question, reading.matches).scaled(reading.share);
  // Nothing, where there was one reading: the parts are what was added up.
  if (result.blended) out.parts.half_typed = result.weight - out.parts.weight();
  explain_words(matched, lexicon, reading.question, reading.matches, out);
  if (result.matched != result.shown) {
    out.matched_version = MatchedVersion{matched.kind(), std::string(matched.id()),
                                         generation.manifest().language_tags[matched.head().language_tag]};
  }
  return out;
}

}  // namespace callside
