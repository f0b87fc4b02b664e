#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/day.h"
#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "indexer/base/time_zone.h"
#include "indexer/format/access.h"
#include "indexer/format/document.h"
#include "indexer/format/fields.h"
#include "indexer/format/score_features.h"
#include "searchd/query/time_budget.h"
#include "searchd/query/understand/match_level.h"

namespace callside {

// The interface of searchd/query: which documents answer a question, in which order, and with which passage?
// RANKING.md describes the steps, searchd/README.md the folders.

// Bytes of a question that are used; the rest is ignored. More than an agent types and some minutes of a
// call. The time of an answer depends on it.
inline constexpr std::size_t kMaxQuestionBytes = 4096;

struct SuggestRequest {
  std::string text;               // UTF-8; any bytes; only the first kMaxQuestionBytes are used
  std::vector<std::string> lang;  // BCP 47, preferred first; orders language versions, removes nothing
  // Filter; empty: all. A usage error if no document of one of them exists for the reader.
  std::vector<std::string> only_lang;
  std::size_t limit = 5;
  std::vector<std::string> product;  // filter; empty: all; documents without a product always pass
  std::vector<std::string> brand;
  std::optional<Kind> kind;
  // ISO day against which valid_from and valid_until are checked; empty: Suggester::today()
  std::string today;
  std::optional<Moment> now;  // moment at which notices are checked; nullopt: now
  bool explain = false;       // adds an explanation to each suggestion; takes longer
  // Answers as if this ticket, and tickets of its article with the same question, did not exist: for
  // evaluating an index with its own tickets. Empty: all tickets count.
  std::string without_ticket;
  // Answers as if the titles of this article did not exist: it is asked its own title to learn how certain
  // answers are. Empty: all titles count.
  std::string without_title = {};
  // Answers as if this question had not taught what everyday language is: it is an everyday utterance in this
  // analysis language. Empty: it is none.
  std::string without_utterance = {};
  // The signed-in browser or the key that asks, the same for every keystroke. Requests of a session reuse
  // what those before found. Empty: none.
  std::string session;
  TimeBudget time;
};

// What an answer can go without if time runs out, in the order in which it is given up.
enum class Degraded : std::uint8_t {
  tickets,       // not all tickets were searched
  passages,      // some passages are the beginning of their document instead of the best part
  translations,  // the question was not translated to all languages
  corrections,   // not all typing errors were corrected
};
inline constexpr std::size_t kDegradedParts = 4;

// [start, end) in Unicode code points of the accompanying text.
struct Highlight {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct PassageBlock {
  BlockType type = BlockType::paragraph;
  std::string text;
  std::vector<Highlight> highlights;
  std::size_t block = 0;  // number of the block in the document: data-block="N" in its HTML
};

struct Passage {
  std::string heading;
  std::string text;  // texts of the blocks, separated by newlines
  std::vector<Highlight> highlights;
  std::vector<PassageBlock> blocks;
};

// The parts of a ranking weight. The first six add up to it. RANKING.md, Rank.
struct RankParts {
  double bm25f = 0;       // BM25F of the question's words, reduced where some are missing
  double together = 0;    // neighbouring words of the question that are near each other in the document
  double block = 0;       // best block of the document: most of the question in the fewest words
  double title = 0;       // share of the title that the question asks for
  double half_typed = 0;  // change from completing the last word in several ways; 0: it is complete
  double tickets = 0;     // from the article's tickets: their words, and how well they match

  double coverage = 0;     // 0 to 1: share of the question's weight that the document covers
  double title_share = 0;  // 0 to 1: share of the title's words that are in the question
  double titled = 0;       // 0 to 1: share of the question's weight that is in the title

  double weight() const { return bm25f + together + block + title + half_typed + tickets; }
  RankParts scaled(double by) const {
    return {bm25f * by,   together * by, block * by,  title * by, half_typed * by,
            tickets * by, coverage,      title_share, titled};
  }
};

// Occurrences of a word in each field, in the order of kFields.
using ExplainedFields = std::array<std::uint32_t, kFieldCount>;

// A word of the document that matches a word of the question.
struct ExplainedMatch {
  std::string word;  // empty: must not be named
  MatchLevel level = MatchLevel::exact;
  ExplainedFields fields{};
  std::string because = {};    // for synonyms, the rule: "kartica = card (search.yaml:12)"; otherwise empty
  std::uint32_t articles = 0;  // for translations, the articles it was learned from that the reader may see
};

struct ExplainedWord {
  std::string typed;
  double weight = 0;  // higher for rarer words; 0: in no document
  std::vector<ExplainedMatch> found;
};

// A word of the question that was not searched for.
struct IgnoredWord {
  enum class Why : std::uint8_t { stop_word, rarer_words_were_searched };
  std::string typed;
  Why why = Why::stop_word;
};

// Identifies a document: a ticket, or one language version of an article.
struct DocumentRef {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;  // BCP 47
};

// A word of the question, or a pair of neighbouring words, that occurs in tickets which the article resolved.
// `tickets`: how many of them the reader may see; at least kCallersWord.
struct SaidByCallers {
  std::string said;  // as typed in the question
  std::uint32_t tickets = 0;
};

// Why a suggestion has its rank. Words are in the order of the question.
struct Explanation {
  double weight = 0;
  RankParts parts;
  std::vector<ExplainedWord> words;    // that match
  std::vector<ExplainedWord> missing;  // that do not match
  std::vector<IgnoredWord> ignored;
  std::vector<SaidByCallers> callers;  // strongest first
  // the version or ticket that gave the rank, if it is not the document shown
  std::optional<DocumentRef> matched_version;
  std::string pinned_by;  // "search.yaml:21" if the suggestion is pinned
};

// A ticket shown under the article that resolved it.
struct SimilarTicket {
  std::string id;
  std::string lang;    // BCP 47
  std::string closed;  // ISO day; may be empty
  // the best-matching paragraph of the question; the subject, without highlights, if the ticket has no
  // question
  Passage question;
  std::size_t similar = 0;  // further matching tickets with the same question
};

// A suggested document. Staff-only fields are empty for readers who are not staff.
struct Suggestion {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;
  std::string title;
  std::string url;
  std::vector<std::string> product, audience;
  Confidence confidence = Confidence::not_validated;
  std::string updated;                 // for a ticket, the day on which it was closed
  std::vector<std::string> languages;  // versions that the reader may see, the one shown first
  std::string article;                 // for a ticket: the article that resolved it, if the reader may see it
  std::string owner, escalate_to, do_not_say;  // staff only
  std::vector<std::string> before_escalating;  // staff only
  bool verify_caller = false;
  bool stale = false;     // an earlier version, because the current source record was rejected
  bool outdated = false;  // the source version changed after it was translated
  // It is in none of the languages asked for, or it was found by translating the question because the article
  // has no version in the question's language.
  bool crosslingual = false;
  std::string read_aloud_obstacle;  // why it must not be read to the customer; empty: it may be

  std::size_t resolved_tickets = 0;    // for an article: tickets that it resolved and that the reader may see
  std::vector<SimilarTicket> tickets;  // for an article: the best-matching ones, without duplicates
  std::size_t similar = 0;  // for a ticket: further matching tickets with the same question and resolution

  Passage passage;
  // 0 to 1: probability that it answers the question; does not rise with the rank. A pinned suggestion keeps
  // the score that its words earn, or gets 1 if the ranking did not find it.
  double score = 0;
  bool weak = false;                       // shown although nothing good was found
  bool pinned = false;                     // an editor put it first for this question
  std::optional<Explanation> explanation;  // if asked for
};

// A notice that editors show to agents now. Empty lists and texts mean all or none.
struct ShownNotice {
  std::string id, text;
  std::string lang;     // BCP 47
  std::string article;  // article with details, if the reader may see it
  std::vector<std::string> product;
  std::string until;  // ISO 8601, UTC
};

struct SuggestAnswer {
  std::string generation;
  // languages asked for that the index has; if none, those of the suggestions
  std::vector<std::string> languages;
  std::string corrected;      // the question with typing errors corrected; empty: nothing was corrected
  bool nothing_good = false;  // the question is hardly about what the index holds; all suggestions are weak
  std::vector<Suggestion> suggestions;
  std::vector<ShownNotice> notices = {};  // for this reader, newest first
  bool q_cut = false;                     // the question was longer than kMaxQuestionBytes
  ScoreFeatures score_features{};       // of the first suggestion that is not pinned; zeros if there is none
  std::vector<Degraded> degraded = {};  // what there was no time for, in the order of the enumerators
};

// A whole document.
struct FullDocument {
  std::string generation;
  Suggestion about;  // without passage and score
  std::string
      html;  // article: sanitised, data-block="N" on each block; ticket: question and resolution as sections
};

// Answer to: may this reader be shown the document?
enum class DocumentState : std::uint8_t {
  live,
  withdrawn,  // an editor withdrew it; the reader could see it otherwise
  gone,       // missing, not valid today, or not visible to this reader; the three cannot be told apart
};

// Asks for what an idle page needs to know.
struct StateRequest {
  std::vector<std::string> lang = {}, product = {};  // filters for notices, as in SuggestRequest
  std::optional<Moment> now = {};                    // moment at which notices are checked; nullopt: now
  std::optional<DocumentRef> open = {};              // document that is open; empty lang: any version
  std::vector<DocumentRef> listed = {};              // other documents on the screen
};

struct ReaderState {
  std::string generation;
  std::vector<ShownNotice> notices;   // for this reader, newest first
  std::optional<DocumentState> open;  // state of StateRequest::open
  std::vector<DocumentState> listed;  // states of StateRequest::listed, in the same order
};

struct IndexSummary {
  std::string generation;
  std::string published;      // when the generation was created, ISO 8601
  std::size_t documents = 0;  // in the index
  std::size_t visible = 0;    // that the reader may see, without withdrawn ones
  std::size_t hidden = 0;     // in access classes that the reader may not see
  std::vector<std::string> languages;
};

// A persistent problem that an operator has to fix. Answers go on, but from older data than is on the disk.
// The alarm ends by itself once the cause is gone.
struct Alarm {
  std::string code;    // "keys", "live", "translations", "generation", "checksum"; stable
  std::string detail;  // what failed and how to fix it; names files, never a personal value
  Moment since;
};

// Answers questions about one index. Thread-safe; each request is answered from one generation. Documents
// that `access` does not cover do not affect the result, except through what a build learned from the whole
// collection (RANKING.md, What readers may see).
class Suggester {
 public:
  virtual ~Suggester() = default;
  // Returns `interrupted` if the client has left (SuggestRequest::time).
  virtual Result<SuggestAnswer> suggest(const SuggestRequest& request, const Access& access) const = 0;
  // Forgets what was kept for a session (SuggestRequest::session).
  virtual void end_session(const std::string&) const {}
  // Returns not_found if it does not exist, is not visible, or is not valid today. `lang`: as in
  // SuggestRequest.
  virtual Result<FullDocument> article(const std::string& id, const std::vector<std::string>& lang,
                                       const Access& access) const = 0;
  virtual Result<FullDocument> ticket(const std::string& id, const Access& access) const = 0;
  // Returns true if `access` covers a document with that id, valid today or not. For evaluating an index.
  virtual Result<bool> holds(const std::string& id, const Access& access) const {
    for (const auto& found : {article(id, {}, access), ticket(id, access)}) {
      if (found) return true;
      if (found.error().code != ErrorCode::not_found) return tl::unexpected<Error>(found.error());
    }
    return false;
  }
  virtual Result<IndexSummary> census(const Access& access) const = 0;
  // Today as an ISO day ("2026-10-01") in the time zone of the generation that is served.
  virtual std::string today() const { return format_day(TimeZone().today()); }
  // A few look-ups by id, no search: pages poll it every other second.
  virtual Result<ReaderState> state(const StateRequest& request, const Access& access) const = 0;
  // Active alarms, oldest first.
  virtual std::vector<Alarm> alarms() const { return {}; }
  // How often requests to the generation that is served had to compute what should have been prepared for
  // them (EngineOptions::readers).
  virtual std::uint64_t computed_on_request() const { return 0; }
  // Rereads soon what changed on the disk and what could not be read before. Returns at once.
  virtual void look_again() {}
};

}  // namespace callside
