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
#include "searchd/query/understand/translated_question.h"

namespace callside {

namespace {

// Half-typed questions of the judged sets, nDCG@10 in the mean of five languages; .6317 as it is.

// Documents that the rest of the question finds, whose words tell how its last word goes on. With 20 .001
// less.
constexpr std::size_t kAround = 50;
// Documents of a reading with a completed word. With 20 .001 less; 50 are the same.
constexpr std::size_t kOfReading = 30;
// How many times more are looked at where words must stand together: many may have them apart.
constexpr std::size_t kTogetherMore = 4;
// A word that is whole with this likelihood is not completed. With 0.5 whole questions lose .0003.
constexpr double kSurelyWhole = 0.3;
// What of the continuations' likelihood the question keeps as it was typed, for those that are not read.
// 0.35 to 0.7 are the same.
constexpr double kAsTyped = 0.5;
// The difference of weight at which one document is e times as likely as another. 3 to 6 are the same to
// .001.
constexpr double kUnit = 4;

// Articles that are looked at for what callers said alone, and their weight before that, against the
// heaviest.
constexpr std::size_t kMostByCallers = 10;
constexpr double kOnlyByCallers = 0.5;

// The logarithm of the sum of e ^ (weight / kUnit). Of the heaviest first; not empty.
double log_of_sum(const std::vector<Candidate>& ranked) {
  double sum = 0;
  for (const Candidate& one : ranked) sum += std::exp((one.weight - ranked.front().weight) / kUnit);
  return ranked.front().weight / kUnit + std::log(sum);
}

// Says of a completed word's groups what was typed, and that they complete it.
void name_as_typed(Question& question, const QueryGroup& half_typed, const std::string& word) {
  for (QueryGroup& group : question.groups) {
    if (group.start >= half_typed.start) {
      group.start = half_typed.start;
      group.typed = half_typed.typed;
    } else if (group.kind == SegmentKind::joined && group.typed.ends_with(word)) {
      group.typed.replace(group.typed.size() - word.size(), word.size(), half_typed.typed);
    } else {
      continue;
    }
    for (FormMatch& match : group.forms) match.level = std::max(match.level, MatchLevel::prefix);
  }
}

// How much what a translated question finds counts, against what the question itself does. What has no
// counterpart there (bigrams, words that nothing was learned of) weighs nothing, and half of that is made up
// for: without, Japanese is .06 less; with all of it, questions whose answer there is in their own language
// lose .03. The fewer articles taught the words, the less it counts; with many, of documents that answer as
// well the one in the asker's language is first, and more than that would cost questions whose answer is in
// another .004 a hundredth, and help the others as much.
double translated_share(const MatchTable& typed, const MatchTable& translated, std::size_t articles) {
  // From 0 to 8 articles the demo's nDCG@10 grows from .751 to .768, where its languages have 20 to 46 each.
  constexpr double kFew = 4;
  const auto taught = static_cast<double>(articles);
  return taught / (taught + kFew) *
         std::sqrt(typed.total_weight() / std::max(translated.total_weight(), 0.1));
}

// Of each document its heaviest.
void keep_heaviest(std::vector<Candidate>& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.document, -a.weight, a.reading) < std::tuple(b.document, -b.weight, b.reading);
  });
  const auto same = [](const Candidate& a, const Candidate& b) { return a.document == b.document; };
  candidates.erase(std::unique(candidates.begin(), candidates.end(), same), candidates.end());
}

}  // namespace

Readings::Readings(const Asked& asked, const Lexicon& lexicon, QuestionReader& reader)
    : asked_(asked), callers_(asked.generation.callers(), asked.reach.classes()) {
  add(reader.read(asked_.request.text, asked_.request.lang, lexicon), 1);
  add_completed(lexicon, reader);
  double all = 0;
  for (const QuestionReading& reading : readings_) all += reading.likelihood;
  for (const QuestionReading& reading : readings_)
    callers_.read(reading.question, asked_.generation.vocabulary(), reading.likelihood / all);
  add_translated(lexicon, reader);
}

void Readings::add_completed(const Lexicon& lexicon, QuestionReader& reader) {
  const QueryGroup* found = half_typed_word(typed().question);
  if (found == nullptr) return;
  const Question rest = without_last_word(typed().question);
  const auto around = find_candidates(asked_.database, query_of(rest), kAround);
  const Outlook outlook =
      likely_continuations(*found, typed().question, typed().matches, asked_.request.lang, around,
                           asked_.reach.documents(), asked_.generation.store(), lexicon);
  if (outlook.whole > kSurelyWhole) return;
  const QueryGroup half_typed = *found;
  const std::string before = typed().question.before_last;
  for (const auto& [word, likelihood] : outlook.continuations) {
    Question question = reader.read(before + word + ' ', asked_.request.lang, lexicon);
    name_as_typed(question, half_typed, word);
    add(std::move(question), likelihood);
  }
  readings_.front().likelihood = outlook.whole + kAsTyped * (1 - outlook.whole);
}

// Of each reading that there is by now, what it is in other languages. In an index that has every article in
// the asker's language there is nothing to find so, and all is as though there were no lexicon.
void Readings::add_translated(const Lexicon& lexicon, QuestionReader& reader) {
  const BilingualLexicon& lexicon_of_pairs = asked_.generation.bilingual_lexicon();
  if (lexicon_of_pairs.languages().empty()) return;
  const QuestionTranslator translator(lexicon_of_pairs, lexicon, asked_.reach.classes());
  const std::size_t readings = readings_.size();
  for (const std::uint16_t language : translator.languages(typed().question, asked_.request.lang)) {
    const Snapshot::Untranslated without =
        asked_.snapshot.without_version(lexicon_of_pairs.languages()[language], asked_.reach);
    if (without.documents->empty()) continue;
    for (std::size_t i = 0; i < readings; ++i) {
      Question question = translator.translate(readings_[i].question, language, reader);
      if (question.groups.empty()) continue;
      add(std::move(question), readings_[i].likelihood);
      QuestionReading& added = readings_.back();
      added.translates = i;
      added.share = translated_share(readings_[i].matches, added.matches, without.translated);
      const Xapian::Query filter((new DocumentSet(without.documents))->release());
      added.query =
          added.query.empty() ? added.query : Xapian::Query(Xapian::Query::OP_FILTER, added.query, filter);
    }
  }
}

Xapian::Query Readings::query_of(const Question& question) const {
  return filter(words_query(question, asked_.reach.documents()));
}

Xapian::Query Readings::filter(Xapian::Query query) const {
  return filtered(std::move(query), asked_.reach, asked_.generation.manifest());
}

// Of equals not the lower number: numbers tell how the index came about, by a build or by updates.
void Readings::sort_by_weight(std::vector<Candidate>& candidates) const {
  const DocumentStore& store = asked_.generation.store();
  const std::vector<std::string>& tags = asked_.generation.manifest().language_tags;
  const auto name = [&](const Candidate& one) {
    const StoredDocument document = store.document(one.document);
    return std::tuple(document.id(), document.kind(), std::string_view(tags[document.head().language_tag]));
  };
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : name(a) < name(b);
  });
}

void Readings::add(Question question, double likelihood) {
  count_documents(question, asked_.reach, asked_.database);
  MatchTable matches(question, asked_.generation.vocabulary(), asked_.reach.documents());
  Xapian::Query query = query_of(question);
  readings_.push_back({std::move(question), std::move(matches), std::move(query), likelihood});
}

std::vector<Candidate> Readings::found_by(std::size_t reading, std::size_t count) const {
  const DocumentStore& store = asked_.generation.store();
  const QuestionReading& asks = readings_[reading];
  const StandingTogether& together = asks.matches.together();
  std::vector<Candidate> candidates =
      find_candidates(asked_.database, asks.query, together.empty() ? count : kTogetherMore * count);
  if (!together.empty()) {
    weigh_as_they_stand(candidates, asks.question, together, store, asked_.database,
                        [this](const Question& question) { return query_of(question); });
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i + 1 < candidates.size()) store.expect(candidates[i + 1].document);
    Candidate& one = candidates[i];
    one.reading = reading;
    one.weight =
        asks.share * rank_document(store.document(one.document), one.weight, asks.question, asks.matches);
  }
  return candidates;
}

Readings::Found Readings::ranked(std::size_t reading, std::size_t count) const {
  Found found{found_by(reading, count), false};
  found.all = found.ranked.size() < count;
  bool several = false;
  for (std::size_t other = reading + 1; other < readings_.size(); ++other) {
    if (readings_[other].translates != reading) continue;
    const std::vector<Candidate> translated = found_by(other, count);
    found.all = found.all && translated.size() < count;
    found.ranked.insert(found.ranked.end(), translated.begin(), translated.end());
    several = true;
  }
  if (several) keep_heaviest(found.ranked);
  sort_by_weight(found.ranked);
  return found;
}

Readings::Found Readings::find(std::size_t count) const {
  Found found = ranked(0, count);
  // Translations stand behind all that they translate.
  const bool several = readings_.size() > 1 && readings_[1].translates == QuestionReading::kNoReading;
  if (several && !found.ranked.empty()) blend(found.ranked);
  if (callers_.speaks()) add_by_callers(found.ranked);
  if (weigh_tickets(callers_, asked_.reach, asked_.generation.store(), found.ranked))
    sort_by_weight(found.ranked);
  return found;
}

// Articles that by what callers said are likely, and of which neither the text nor a ticket is among the
// candidates.
void Readings::add_by_callers(std::vector<Candidate>& candidates) const {
  const DocumentStore& store = asked_.generation.store();
  std::vector<std::string> terms;
  for (const std::string_view article : callers_.likeliest(kMostByCallers)) {
    for (std::string& term : version_terms(asked_.generation.manifest(), Kind::article, article))
      terms.push_back(std::move(term));
  }
  if (terms.empty()) return;
  std::unordered_set<std::uint32_t> groups;
  for (const Candidate& one : candidates) groups.insert(store.group_of(one.document));
  const double least = kOnlyByCallers * (candidates.empty() ? 1.0 : candidates.front().weight);
  const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
  for (Candidate one : find_candidates(asked_.database, filter(any), terms.size())) {
    if (groups.contains(store.group_of(one.document))) continue;
    one.bm25f = 0;
    const double by_words = rank_document(store.document(one.document), 0, typed().question, typed().matches);
    one.weight = std::max(least, by_words);
    one.by_tickets = one.weight - by_words;
    candidates.push_back(one);
  }
}

// `candidates`: of the question as it was typed. The weights stay of its size.
void Readings::blend(std::vector<Candidate>& candidates) const {
  struct Blend {
    double likelihood = 0;
    double most = 0;  // of one reading
    Candidate best;   // in that
  };
  std::unordered_map<std::uint32_t, Blend> blends;
  const double size = log_of_sum(candidates);
  for (std::size_t reading = 0; reading < readings_.size(); ++reading) {
    if (readings_[reading].translates != QuestionReading::kNoReading) continue;
    if (reading > 0) candidates = ranked(reading, kOfReading).ranked;
    if (candidates.empty()) continue;
    const double sum = log_of_sum(candidates);
    for (Candidate one : candidates) {
      const double part = readings_[reading].likelihood * std::exp(one.weight / kUnit - sum);
      Blend& blend = blends[one.document];
      blend.likelihood += part;
      if (part <= blend.most) continue;
      blend.most = part;
      blend.best = one;
    }
  }
  candidates.clear();
  for (auto& [document, blend] : blends) {
    // e ^ at + 1, so that what is hardly likely weighs nothing, and never less.
    const double at = std::log(blend.likelihood) + size;
    blend.best.weight = kUnit * (at > 30 ? at : std::log1p(std::exp(at)));
    blend.best.blended = true;
    candidates.push_back(blend.best);
  }
  sort_by_weight(candidates);
}

}  // namespace callside
