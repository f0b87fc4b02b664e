#include "searchd/query/present/explanation.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace callside {

namespace {

// Words from tickets that an explanation names, at most.
constexpr std::size_t kMaxMatchedWords = 8;

using WordsById = std::map<std::uint32_t, ExplainedFields>;

// Counts the document's words that match any word of the question, by field as the indexer weighs them
// (weights.cc).
WordsById count_wanted(const StoredDocument& document, const std::vector<std::uint32_t>& wanted) {
  WordsById counts;
  for_each_text(document, [&](std::span<const std::uint32_t> words, Field field) {
    for (const std::uint32_t word : words) {
      const std::uint32_t id = word & ~kOverlayBit;
      if (std::binary_search(wanted.begin(), wanted.end(), id)) ++counts[id][static_cast<std::size_t>(field)];
    }
  });
  return counts;
}

std::vector<std::uint32_t> ids_of(const Question& question, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> ids;
  for (const QueryWord& query_word : question.words) {
    for (const FormMatch& match : query_word.forms) ids.push_back(vocabulary.id_of(match.form));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

const std::string& because_of(const QueryWord& query_word, std::uint16_t synonym) {
  static const std::string kNothing;
  return synonym == 0 ? kNothing : query_word.synonyms[synonym - 1];
}

// Phrases found in the document, by query word and number.
using PhraseCounts = std::map<std::pair<std::uint16_t, std::uint16_t>, ExplainedFields>;

PhraseCounts count_phrases(const StoredDocument& document, const PhraseMatcher& phrases) {
  PhraseCounts counts;
  if (phrases.empty()) return counts;
  for_each_text(document, [&](std::span<const std::uint32_t> words, Field field) {
    phrases.find(words, [&](const PhraseMatcher::Entry& phrase) {
      ++counts[{phrase.query_word, phrase.number}][static_cast<std::size_t>(field)];
    });
  });
  return counts;
}

// The document's words that match one word of the question, best first. Does not use the match table, which
// assigns each word of a document to one word of the question only.
std::vector<ExplainedMatch> found_for(const QueryWord& query_word, const WordsById& counts,
                                      const Lexicon& lexicon) {
  std::vector<std::pair<FormMatch, ExplainedFields>> found;
  for (const FormMatch& match : query_word.forms) {
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
    // A word of few tickets may identify a customer: it is counted, and named only if the question contains
    // it.
    const bool may_name = match.level == MatchLevel::exact || Lexicon::offers(form);
    // The same word in two languages is two forms, but one word to the reader.
    const std::string name(may_name ? form.normal : std::string_view());
    const std::string& because = because_of(query_word, match.synonym);
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

void add_phrases(const QueryWord& query_word, std::uint16_t number, const PhraseCounts& counts,
                 std::vector<ExplainedMatch>& found) {
  for (std::uint16_t i = 0; i < query_word.phrases.size(); ++i) {
    const Phrase& phrase = query_word.phrases[i];
    if (const auto at = counts.find({number, i}); at != counts.end())
      found.push_back({phrase.text, phrase.level, at->second, because_of(query_word, phrase.synonym)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const ExplainedMatch& a, const ExplainedMatch& b) { return a.level < b.level; });
}

// A word with its position in the question.
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

// Several query words may stand for one typed word, such as a compound and its parts. The typed word is
// missing only if none of them matched, and is listed once.
template <typename Word>
std::vector<Word> once_in_order(std::vector<Placed<Word>> words, TypedWords seen) {
  std::erase_if(words,
                [&](const Placed<Word>& one) { return !seen.emplace(one.first, one.second.typed).second; });
  return in_order(std::move(words));
}

void explain_words(const StoredDocument& document, const Lexicon& lexicon, const Question& question,
                   const MatchTable& matches, Explanation& out) {
  const WordsById counts = count_wanted(document, ids_of(question, lexicon.vocabulary));
  const PhraseCounts phrases = count_phrases(document, matches.phrases());
  std::vector<Placed<ExplainedWord>> words, missing;
  std::vector<Placed<IgnoredWord>> ignored;
  TypedWords found;
  for (std::size_t g = 0; g < question.words.size(); ++g) {
    const QueryWord& query_word = question.words[g];
    if (query_word.stop) {
      ignored.push_back({query_word.start, {query_word.typed, IgnoredWord::Why::stop_word}});
      continue;
    }
    ExplainedWord word{query_word.typed, matches.weight(g), found_for(query_word, counts, lexicon)};
    add_phrases(query_word, static_cast<std::uint16_t>(g), phrases, word.found);
    if (!word.found.empty()) {
      found.emplace(query_word.start, query_word.typed);
      words.emplace_back(query_word.start, std::move(word));
    } else if (!query_word.overlay) {
      missing.emplace_back(query_word.start, std::move(word));
    }
  }
  for (const UnsearchedWord& word : question.unsearched) {
    if (word.why == UnsearchedWord::Why::unknown && !word.stop) {
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
  // Which file and line pinned it is for staff only.
  if (result.pin != 0 && reach.internal())
    out.pinned_by = std::string(kEditorsName) + ':' + std::to_string(result.pin);
  // All results are visible to the reader; if that ever fails, explain nothing.
  if (!reach.shows(result.matched)) return out;
  out.parts = rank_parts(matched, result.bm25f, reading.question, reading.matches).scaled(result.share);
  // Empty if there was one reading: the parts add up to the weight then.
  out.parts.tickets = result.by_tickets;
  if (result.blended) out.parts.half_typed = result.weight - out.parts.weight();
  const std::string_view article = matched.kind() == Kind::article ? matched.id() : matched.article();
  for (const CallersEvidence::MatchedWord& one :
       callers.matched_words(article, reading.question, lexicon, kMaxMatchedWords))
    out.callers.push_back({one.typed, one.tickets});
  explain_words(matched, lexicon, reading.question, reading.matches, out);
  if (result.matched != result.shown) {
    out.matched_version = DocumentRef{matched.kind(), std::string(matched.id()),
                                      generation.manifest().language_tags[matched.head().language_tag]};
  }
  return out;
}

}  // namespace callside
