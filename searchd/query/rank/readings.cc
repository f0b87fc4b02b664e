#include "searchd/query/rank/readings.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/format/find_documents.h"
#include "searchd/query/rank/continuations.h"
#include "searchd/query/rank/ticket_weights.h"
#include "searchd/query/retrieve/article_search.h"
#include "searchd/query/understand/translated_question.h"

namespace callside {

namespace {

// The next six constants: RANKING.md, Half-typed words.

// Documents found by the rest of the question whose words predict the last word.
constexpr std::size_t kContextDocuments = 50;
// Candidates of a reading with a completed word.
constexpr std::size_t kReadingCandidates = 30;
// Factor for the number of candidates if a phrase is searched, because many contain its words apart.
// RANKING.md, Phrases.
constexpr std::size_t kPhraseOversampling = 4;
// Likelihood from which a word counts as complete and is not completed.
constexpr double kCompleteWordThreshold = 0.3;
// Share of the continuations' likelihood that the question as typed keeps, for those that are not read.
constexpr double kAsTypedShare = 0.5;
// Difference in weight that makes a document e times as likely as another.
constexpr double kWeightScale = 4;

// Articles that are added because their tickets' words match, and their minimum weight relative to the
// heaviest candidate. RANKING.md, Tickets.
constexpr std::size_t kMaxArticlesByTickets = 10;
constexpr double kByTicketsShare = 0.5;

// Articles in the reader's languages whose titles are looked at, share of the question from which a title has
// it, and factor for the weight of translations then. RANKING.md, Language.
constexpr std::size_t kOwnTitles = 10;
constexpr double kWholeQuestion = 0.99;
constexpr double kTranslatedShare = 0.8;

// Log of the sum of e ^ (weight / kWeightScale). `ranked`: heaviest first, not empty.
double log_of_sum(const std::vector<Candidate>& ranked) {
  double sum = 0;
  for (const Candidate& one : ranked) sum += std::exp((one.weight - ranked.front().weight) / kWeightScale);
  return ranked.front().weight / kWeightScale + std::log(sum);
}

// Sets the words of a completed word back to what was typed, and marks their matches as completions.
void mark_completed(Question& question, const QueryWord& half_typed, const std::string& word) {
  for (QueryWord& query_word : question.words) {
    if (query_word.start >= half_typed.start) {
      query_word.start = half_typed.start;
      query_word.typed = half_typed.typed;
    } else if (query_word.kind == SegmentKind::joined && query_word.typed.ends_with(word)) {
      query_word.typed.replace(query_word.typed.size() - word.size(), word.size(), half_typed.typed);
    } else {
      continue;
    }
    for (FormMatch& match : query_word.forms) match.level = std::max(match.level, MatchLevel::prefix);
  }
}

// Weight of hits found through translation, relative to direct hits: grows with the number of articles that
// the translations were learned from, and makes up for half of the words that have no translation.
// RANKING.md, Translations.
double translated_share(const MatchTable& typed, const MatchTable& translated, std::size_t articles) {
  // Articles at which it is one half.
  constexpr double kHalfTrusted = 4;
  // Lower bound of a translated question's weight, against division by zero.
  constexpr double kMinWeight = 0.1;
  const auto taught = static_cast<double>(articles);
  return taught / (taught + kHalfTrusted) *
         std::sqrt(typed.total_weight() / std::max(translated.total_weight(), kMinWeight));
}

// Keeps the heaviest candidate of each document.
void keep_heaviest(std::vector<Candidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.document, -a.weight, a.reading) < std::tuple(b.document, -b.weight, b.reading);
  });
  const auto same = [](const Candidate& a, const Candidate& b) { return a.document == b.document; };
  candidates.erase(std::unique(candidates.begin(), candidates.end(), same), candidates.end());
}

}  // namespace

Readings::Readings(const Context& context, const Lexicon& lexicon, QuestionReader& reader)
    : context_(context),
      search_(context.database, context.reach, context.time, context.cache),
      preference_(context.request.lang, context.reach),
      callers_(context.generation.callers(), context.reach.classes()) {
  add(reader.read(context_.request.text, context_.request.lang, lexicon, context_.time), 1);
  add_completed(lexicon, reader);
  double all = 0;
  for (const QuestionReading& reading : readings_) all += reading.likelihood;
  for (const QuestionReading& reading : readings_)
    callers_.read(reading.question, lexicon, reading.likelihood / all);
  add_translated(lexicon, reader);
}

void Readings::add_completed(const Lexicon& lexicon, QuestionReader& reader) {
  const QueryWord* found = half_typed_word(typed().question);
  if (found == nullptr) return;
  const Question rest = without_last_word(typed().question);
  const double documents = context_.reach.documents();
  const auto around = search_.find(words_query(rest, documents), kContextDocuments);
  const LastWordForecast forecast =
      likely_continuations(*found, typed().question, typed().matches, context_.request.lang, around,
                           documents, context_.generation.store(), lexicon);
  if (forecast.whole > kCompleteWordThreshold) return;
  const QueryWord half_typed = *found;
  const std::string before = typed().question.before_last;
  for (const auto& [word, likelihood] : forecast.continuations) {
    Question question = reader.read(before + word + ' ', context_.request.lang, lexicon, context_.time);
    mark_completed(question, half_typed, word);
    add(std::move(question), likelihood);
  }
  readings_.front().likelihood = forecast.whole + kAsTypedShare * (1 - forecast.whole);
}

// Translates each reading so far. If every article has a version in the question's language, there is nothing
// to find that way, and the answer is the same as without translations.
void Readings::add_translated(const Lexicon& lexicon, QuestionReader& reader) {
  const BilingualLexicon& translations = context_.generation.bilingual_lexicon();
  if (translations.languages().empty()) return;
  const QuestionTranslator translator(translations, lexicon, context_.reach.classes());
  const std::size_t readings = readings_.size();
  for (const std::uint16_t language : translator.languages(typed().question, context_.request.lang)) {
    const auto without = context_.snapshot.untranslated(translations.languages()[language], context_.reach);
    // Without articles to learn from, nothing that a translation finds has any weight.
    if (without->empty() || without->translated() == 0) continue;
    if (!context_.time.allows(Degraded::translations)) return;
    for (std::size_t i = 0; i < readings; ++i) {
      Question question = translator.translate(readings_[i].question, language, reader);
      if (question.words.empty()) continue;
      add(std::move(question), readings_[i].likelihood);
      QuestionReading& added = readings_.back();
      added.translates = i;
      added.share = translated_share(readings_[i].matches, added.matches, without->translated());
      added.among = without;
    }
  }
}

// Breaks ties by id, not by number: numbers depend on whether the index was built or updated.
void Readings::sort_by_weight(std::vector<Candidate>& candidates) const {
  const DocumentStore& store = context_.generation.store();
  const std::vector<std::string>& tags = context_.generation.manifest().language_tags;
  const auto name = [&](const Candidate& one) {
    const StoredDocument document = store.document(one.document);
    return std::tuple(document.id(), document.kind(), std::string_view(tags[document.head().language_tag]));
  };
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : name(a) < name(b);
  });
}

void Readings::add(Question question, double likelihood) {
  count_documents(question, context_.reach, context_.database);
  MatchTable matches(question, context_.generation.vocabulary(), context_.reach.documents());
  WordsQuery query = words_query(question, context_.reach.documents());
  readings_.push_back({std::move(question), std::move(matches), std::move(query), likelihood});
}

std::vector<Candidate> Readings::candidates_of(std::size_t reading, std::size_t count) const {
  const DocumentStore& store = context_.generation.store();
  const QuestionReading& asks = readings_[reading];
  const PhraseMatcher& phrases = asks.matches.phrases();
  std::vector<Candidate> candidates =
      search_.find(asks.query, phrases.empty() ? count : kPhraseOversampling * count, asks.among.get());
  if (!phrases.empty()) {
    reweigh_split_phrases(candidates, asks.question, phrases, store, search_, context_.reach.documents());
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i + 1 < candidates.size()) store.expect(candidates[i + 1].document);
    Candidate& one = candidates[i];
    one.reading = reading;
    const StoredDocument document = store.document(one.document);
    const bool with_title = counts_title(document);
    if (!with_title) one.bm25f = bm25f_without_title(document, asks.question, asks.matches);
    // A translation has its own share.
    one.share = asks.translates == QuestionReading::kNoReading
                    ? preference_.share(document.head().language_tag)
                    : asks.share;
    one.weight =
        one.share * rank_parts(document, one.bm25f, asks.question, asks.matches, with_title).weight();
  }
  return candidates;
}

Readings::Found Readings::ranked(std::size_t reading, std::size_t count) const {
  Found found{candidates_of(reading, count)};
  found.all = found.ranked.size() < count;
  bool has_others = false;
  for (std::size_t other = reading + 1; other < readings_.size(); ++other) {
    if (readings_[other].translates != reading) continue;
    const std::vector<Candidate> translated = candidates_of(other, count);
    found.all = found.all && translated.size() < count;
    found.ranked.insert(found.ranked.end(), translated.begin(), translated.end());
    has_others = true;
  }
  if (has_others) keep_heaviest(found.ranked);
  sort_by_weight(found.ranked);
  if (has_others && prefer_own_titles(found.ranked)) sort_by_weight(found.ranked);
  return found;
}

// If one of the first articles in a language that the reader asked for has the question in its title,
// translations of other languages count less. RANKING.md, Language.
bool Readings::prefer_own_titles(std::vector<Candidate>& candidates) const {
  if (preference_.is_neutral()) return false;
  const DocumentStore& store = context_.generation.store();
  std::size_t looked_at = 0;
  double titled = 0;
  for (const Candidate& one : candidates) {
    const StoredDocument document = store.document(one.document);
    if (document.kind() != Kind::article || !preference_.is_asked(document.head().language_tag)) continue;
    if (++looked_at > kOwnTitles) break;
    const QuestionReading& asks = readings_[one.reading];
    titled = std::max(
        titled, rank_parts(document, one.bm25f, asks.question, asks.matches, counts_title(document)).titled);
  }
  if (titled < kWholeQuestion) return false;
  for (Candidate& one : candidates) {
    const bool is_translated = readings_[one.reading].translates != QuestionReading::kNoReading;
    if (!is_translated || preference_.is_asked(store.document(one.document).head().language_tag)) continue;
    one.weight *= kTranslatedShare;
    one.share *= kTranslatedShare;
  }
  return true;
}

Readings::Found Readings::find(std::size_t count) const {
  Found found = ranked(0, count);
  // Translated readings come after all readings that they translate.
  const bool has_others = readings_.size() > 1 && readings_[1].translates == QuestionReading::kNoReading;
  if (has_others && !found.ranked.empty()) blend(found.ranked);
  if (callers_.has_evidence()) found.by_tickets = add_by_tickets(found.ranked);
  if (weigh_tickets(callers_, context_.reach, context_.generation.store(), found.ranked))
    sort_by_weight(found.ranked);
  return found;
}

// Adds articles that are likely by their tickets' words, unless the article or one of its tickets is a
// candidate already.
double Readings::add_by_tickets(std::vector<Candidate>& candidates) const {
  const DocumentStore& store = context_.generation.store();
  std::vector<std::string> terms;
  for (const std::string_view article : callers_.most_likely(kMaxArticlesByTickets)) {
    for (std::string& term : version_terms(context_.generation.manifest(), Kind::article, article))
      terms.push_back(std::move(term));
  }
  if (terms.empty()) return 0;
  std::unordered_set<std::uint32_t> groups;
  for (const Candidate& one : candidates) groups.insert(store.group_of(one.document));
  const double least = kByTicketsShare * (candidates.empty() ? 1.0 : candidates.front().weight);
  double likeliest = 0;
  for (const std::uint32_t article : articles_with(context_.database, terms, context_.reach)) {
    likeliest = std::max(likeliest, callers_.probability(store.document(article).id()));
    if (groups.contains(store.group_of(article))) continue;
    Candidate one{.document = article};
    const StoredDocument document = store.document(one.document);
    const double by_words =
        rank_parts(document, 0, typed().question, typed().matches, counts_title(document)).weight();
    one.weight = std::max(least, by_words);
    one.by_tickets = one.weight - by_words;
    candidates.push_back(one);
  }
  return likeliest;
}

// Combines the candidates of all readings. `candidates`: those of the question as typed. The weights keep
// their scale.
void Readings::blend(std::vector<Candidate>& candidates) const {
  struct Blend {
    double likelihood = 0;
    double most = 0;  // of one reading
    Candidate best;   // its candidate in that reading
  };
  std::unordered_map<std::uint32_t, Blend> blends;
  const double size = log_of_sum(candidates);
  for (std::size_t reading = 0; reading < readings_.size(); ++reading) {
    if (readings_[reading].translates != QuestionReading::kNoReading) continue;
    if (reading > 0) candidates = ranked(reading, kReadingCandidates).ranked;
    if (candidates.empty()) continue;
    const double sum = log_of_sum(candidates);
    for (Candidate one : candidates) {
      const double part = readings_[reading].likelihood * std::exp(one.weight / kWeightScale - sum);
      Blend& blend = blends[one.document];
      blend.likelihood += part;
      if (part <= blend.most) continue;
      blend.most = part;
      blend.best = one;
    }
  }
  candidates.clear();
  for (auto& [document, blend] : blends) {
    // Softplus: stays positive and goes to 0 for unlikely documents.
    const double at = std::log(blend.likelihood) + size;
    constexpr double kLinear = 30;  // from here on softplus is linear in double precision
    blend.best.weight = kWeightScale * (at > kLinear ? at : std::log1p(std::exp(at)));
    blend.best.blended = true;
    candidates.push_back(blend.best);
  }
  sort_by_weight(candidates);
}

}  // namespace callside
