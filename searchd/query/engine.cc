#include "searchd/query/engine.h"

#include <algorithm>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/base/day.h"
#include "indexer/base/utf8.h"
#include "indexer/format/block_html.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/xapian_seam.h"
#include "searchd/query/present/collapse.h"
#include "searchd/query/present/description.h"
#include "searchd/query/present/explanation.h"
#include "searchd/query/present/passage_choice.h"
#include "searchd/query/present/pinned_results.h"
#include "searchd/query/present/result_scores.h"
#include "searchd/query/rank/readings.h"
#include "searchd/query/rank/score_features.h"
#include "searchd/query/reach/reach.h"
#include "searchd/query/reach/reader_state.h"
#include "searchd/query/serve/index_follower.h"
#include "searchd/query/serve/session_caches.h"
#include "searchd/query/time_plan.h"

namespace callside {

namespace {

// Documents that are ranked closely. RANKING.md, Candidates.
constexpr std::size_t kCandidates = 50;
// The same where collapsing leaves too few results, as for many tickets of one article. RANKING.md,
// Candidates.
constexpr std::size_t kMoreCandidates = 1500;
// Suggestions shown if none is good enough. RANKING.md, Score.
constexpr std::size_t kMaxWeakSuggestions = 3;

// The number of the best passage of the version that is shown. If the question's words match another version
// better, the passage at the same position as that version's best.
std::size_t best_passage(const Generation& generation, const Collapsed& result, const MatchTable& matches) {
  const StoredDocument shown = generation.store().document(result.shown);
  PassageChoice choice = choose_passage(shown, matches);
  if (result.matched != result.shown) {
    const StoredDocument matched = generation.store().document(result.matched);
    const PassageChoice other = choose_passage(matched, matches);
    const bool same_cut = matched.passages().size() == shown.passages().size();
    if (matched.kind() == shown.kind() && same_cut && other.value > choice.value) choice = other;
  }
  return choice.number;
}

// The best passage, or the first if there is no time to choose.
Passage passage_of(const Generation& generation, const Collapsed& result, const QuestionReading& reading,
                   TimePlan& time, SentenceFinder& sentences) {
  const std::size_t number =
      time.allows(Degraded::passages) ? best_passage(generation, result, reading.matches) : 0;
  const StoredDocument shown = generation.store().document(result.shown);
  const std::string& language = generation.manifest().language_tags[shown.head().language_tag];
  return cut_passage(shown, number, reading.matches, reading.question, language, sentences);
}

tl::unexpected<Error> client_has_left() { return fail(ErrorCode::interrupted, "the client has left"); }

// The tickets shown under an article.
std::vector<SimilarTicket> similar_tickets(const Generation& generation, const Collapsed& result,
                                           const Readings& readings, SentenceFinder& sentences) {
  std::vector<SimilarTicket> tickets;
  for (const FoldedTicket& folded : result.tickets) {
    const StoredDocument ticket = generation.store().document(folded.document);
    const QuestionReading& reading = readings[folded.reading];
    DocumentMeta meta = ticket.meta();
    const std::string& lang = generation.manifest().language_tags[ticket.head().language_tag];
    tickets.push_back({std::move(meta.id), lang, std::move(meta.updated),
                       cut_question(ticket, reading.matches, reading.question, lang, sentences),
                       folded.similar});
  }
  return tickets;
}

// Returns true if languages were asked for and `lang` is none of them.
bool is_other_language(const std::vector<std::string>& wishes, const std::string& lang) {
  return !wishes.empty() && std::none_of(wishes.begin(), wishes.end(), [&](const std::string& want) {
    return language_matches(want, lang);
  });
}

// Cuts the question to kMaxQuestionBytes at a character boundary. Returns true if it was longer.
bool cut_question(std::string& text) {
  const std::size_t used = whole_characters(text, kMaxQuestionBytes);
  if (used == text.size()) return false;
  text.resize(used);
  return true;
}

// Rejects a filter for a language without documents: it is probably a typo, not a question without an answer.
Result<void> check_only_lang(const std::vector<std::string>& wanted, std::vector<std::string> tags) {
  for (const std::string& want : wanted) {
    if (std::any_of(tags.begin(), tags.end(),
                    [&](const std::string& tag) { return language_matches(want, tag); }))
      continue;
    std::sort(tags.begin(), tags.end());
    std::string all;
    for (const std::string& tag : tags) all += (all.empty() ? "" : ", ") + tag;
    return fail(ErrorCode::usage, "only_lang: no document is in \"" + want + "\"; " +
                                      (all.empty() ? "there are no documents" : "use one of " + all));
  }
  return ok();
}

std::vector<std::string> answer_languages(const std::vector<std::string>& tags, const SuggestRequest& request,
                                          const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> languages;
  for (const std::string& want : request.lang) {
    const bool has = std::any_of(tags.begin(), tags.end(),
                                 [&](const std::string& tag) { return language_matches(want, tag); });
    if (has) languages.push_back(want);
  }
  if (!languages.empty()) return languages;
  for (const Suggestion& one : suggestions) {
    if (std::find(languages.begin(), languages.end(), one.lang) == languages.end())
      languages.push_back(one.lang);
  }
  return languages;
}

// If nothing is good, marks the first few suggestions as weak and drops the others.
void mark_nothing_good(SuggestAnswer& answer) {
  answer.nothing_good = true;
  for (Suggestion& one : answer.suggestions) one.weak = true;
  if (answer.suggestions.size() > kMaxWeakSuggestions) answer.suggestions.resize(kMaxWeakSuggestions);
}

class Engine final : public Suggester {
 public:
  explicit Engine(std::unique_ptr<IndexFollower> follower) : follower_(std::move(follower)) {}

  Result<SuggestAnswer> suggest(const SuggestRequest& asked, const Access& access) const override {
    SuggestRequest request = asked;
    request.limit = std::max(asked.limit, kScoredSuggestions);
    const bool q_cut = cut_question(request.text);
    Serving serving = follower_->current();
    const Snapshot& snapshot = *serving.snapshot;
    if (!request.without_ticket.empty()) {
      CALLSIDE_ASSIGN(serving.live,
                      LiveView::without_ticket(*serving.live, snapshot, request.without_ticket));
    }
    const Generation& generation = snapshot.generation();
    const Reach reach(snapshot, *serving.live, access, request);
    CALLSIDE_TRY(check_only_lang(request.only_lang, reach.tags()));
    SuggestAnswer answer;
    answer.generation = generation.name();
    answer.q_cut = q_cut;
    CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot.borrow());
    const Lexicon lexicon{
        generation.vocabulary(),  generation.trie(),    reach.forms(),
        reach.languages(),        &snapshot.synonyms(), &generation.calibration().everyday(),
        request.without_utterance};
    const Pins::Matches pins = snapshot.pins().match(request, reach.languages(), tools->text_keys);
    std::vector<Collapsed> results;
    double by_tickets = 0;
    TimePlan time(request.time);
    const std::shared_ptr<SearchCache> cache =
        caches_.of(request.without_ticket.empty() ? request.session : "");
    CALLSIDE_ASSIGN(const Readings readings, with_xapian("cannot search " + folder().root().string(), [&] {
                      return Readings(
                          {request, reach, generation, tools->database, snapshot, time, cache.get()}, lexicon,
                          tools->reader);
                    }));
    answer.corrected = readings.typed().question.corrected;
    const auto weigh = [&](std::uint32_t document) {
      const QuestionReading& typed = readings.typed();
      return rank_document(generation.store().document(document), 0, typed.question, typed.matches);
    };
    for (const std::size_t count : {std::max(kCandidates, 2 * request.limit), kMoreCandidates}) {
      CALLSIDE_ASSIGN(Readings::Found found, with_xapian("cannot search " + folder().root().string(),
                                                         [&] { return readings.find(count); }));
      by_tickets = found.by_tickets;
      remove_never_for(pins, generation, reach, found.ranked);
      results = collapse(found.ranked, generation, reach);
      apply_pins(pins, generation, reach, found.ranked, weigh, results);
      if (time.is_abandoned()) return client_has_left();
      if (found.all || results.size() >= request.limit) break;
    }
    const ScoreModel model = generation.calibration().model_for(access);
    ResultScores scores(model, results, readings, generation, by_tickets, reach.documents());
    // Whether anything is good must not depend on how many suggestions are shown.
    std::vector<double> values;
    for (const Collapsed& result : results) values.push_back(scores.add(result));
    if (results.size() > asked.limit) results.resize(asked.limit);
    for (const Collapsed& result : results) {
      const QuestionReading& reading = readings[result.reading];
      Suggestion& shown = answer.suggestions.emplace_back(
          describe(generation, result.shown, access, reach, *serving.translations));
      shown.passage = passage_of(generation, result, reading, time, tools->sentences);
      shown.crosslingual =
          reading.translates != QuestionReading::kNoReading || is_other_language(request.lang, shown.lang);
      shown.score = values[answer.suggestions.size() - 1];
      shown.pinned = result.pin != 0;
      shown.tickets = similar_tickets(generation, result, readings, tools->sentences);
      shown.similar = result.similar;
      if (request.explain)
        shown.explanation = explain(result, generation, lexicon, reading, readings.callers(), reach);
    }
    answer.score_features = scores.first();
    if (!scores.any_good()) mark_nothing_good(answer);
    const StateRequest about{.lang = request.lang, .product = request.product, .now = request.now};
    CALLSIDE_ASSIGN(answer.notices, shown_notices(reach, tools->database, access, about));
    answer.languages = answer_languages(reach.tags(), request, answer.suggestions);
    answer.degraded = time.given_up();
    return answer;
  }

  Result<FullDocument> article(const std::string& id, const std::vector<std::string>& lang,
                               const Access& access) const override {
    return find(Kind::article, id, lang, access);
  }

  Result<FullDocument> ticket(const std::string& id, const Access& access) const override {
    return find(Kind::ticket, id, {}, access);
  }

  Result<bool> holds(const std::string& id, const Access& access) const override {
    for (const Kind kind : {Kind::article, Kind::ticket}) {
      const auto found = find(kind, id, {}, access, true);
      if (found) return true;
      if (found.error().code != ErrorCode::not_found) return tl::unexpected<Error>(found.error());
    }
    return false;
  }

  Result<IndexSummary> census(const Access& access) const override {
    const Serving serving = follower_->current();
    const Manifest& manifest = serving.snapshot->generation().manifest();
    const SuggestRequest everything;
    const Reach reach(*serving.snapshot, *serving.live, access, everything);
    IndexSummary census;
    census.generation = serving.snapshot->generation().name();
    census.published = manifest.created;
    census.documents = manifest.documents;
    for (std::size_t i = 0; i < reach.classes().size(); ++i) {
      if (!reach.classes()[i]) census.hidden += manifest.class_documents[i];
    }
    census.visible = static_cast<std::size_t>(reach.documents());
    census.languages = reach.tags();
    return census;
  }

  std::string today() const override {
    return format_day(follower_->current().snapshot->generation().timezone().today());
  }
  void end_session(const std::string& session) const override { caches_.end(session); }
  std::vector<Alarm> alarms() const override { return follower_->alarms(); }
  std::uint64_t computed_on_request() const override {
    return follower_->current().snapshot->computed_on_request();
  }
  void look_again() override { follower_->look_again(); }

  Result<ReaderState> state(const StateRequest& request, const Access& access) const override {
    const Serving serving = follower_->current();
    return reader_state(*serving.snapshot, *serving.live, request, access);
  }

 private:
  const IndexFolder& folder() const { return follower_->folder(); }

  // `any_day`: ignores valid_from and valid_until.
  Result<FullDocument> find(Kind kind, const std::string& id, const std::vector<std::string>& lang,
                            const Access& access, bool any_day = false) const {
    const auto [snapshot, live, translations] = follower_->current();
    const Generation& generation = snapshot->generation();
    const DocumentStore& store = generation.store();
    SuggestRequest request;
    request.lang = lang;
    const Reach reach(*snapshot, *live, access, request);
    CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot->borrow());
    CALLSIDE_ASSIGN(const auto versions, with_xapian("cannot read " + folder().root().string(), [&] {
                      return find_documents(generation, tools->database, kind, id);
                    }));
    std::uint32_t best = 0;
    std::size_t best_rank = 0;
    for (const std::uint32_t number : versions) {
      // If a page of the store was lost, a number may lead to another record; check the id and the access
      // class of the record itself.
      const StoredDocument document = store.document(number);
      if (document.kind() != kind || document.id() != id || !reach.exists(number)) continue;
      // A version that is expired or not valid yet is not shown. An archived one is: it is marked as
      // archived, and tickets link to it.
      if (!any_day && !reach.is_valid_today(number)) continue;
      const std::uint16_t tag = document.head().language_tag;
      const std::size_t rank = language_rank(lang, generation.manifest().language_tags[tag]);
      if (best == 0 || rank < best_rank) {
        best = number;
        best_rank = rank;
      }
    }
    if (best == 0) return fail(ErrorCode::not_found, std::string("there is no such ") + name_of(kind));
    FullDocument full;
    full.generation = generation.name();
    full.about = describe(generation, best, access, reach, *translations);
    if (kind == Kind::ticket) {
      full.html = ticket_html(store.document(best));
      return full;
    }
    CALLSIDE_ASSIGN(full.html, with_xapian("cannot read " + folder().root().string(),
                                           [&] { return tools->database.get_document(best).get_data(); }));
    return full;
  }

  const std::unique_ptr<IndexFollower> follower_;
  mutable SessionCaches caches_;
};

}  // namespace

Result<std::unique_ptr<Suggester>> open_engine(const std::filesystem::path& index, EngineOptions options) {
  IndexFolder folder =
      options.is_building ? IndexFolder::of_building(index, options.generation) : IndexFolder(index);
  CALLSIDE_ASSIGN(auto follower, IndexFollower::start(std::move(folder), std::move(options)));
  return std::make_unique<Engine>(std::move(follower));
}

}  // namespace callside
