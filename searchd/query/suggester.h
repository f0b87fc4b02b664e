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
#include "searchd/query/understand/match_level.h"

namespace callside {

// How much of a question is used: more than an agent types, and some minutes of a call. All that is done with
// it takes time by its length.
inline constexpr std::size_t kMostQuestionBytes = 4096;

struct SuggestRequest {
  std::string text;               // UTF-8; any content; only kMostQuestionBytes of it are used
  std::vector<std::string> lang;  // BCP 47, most preferred first; orders versions, removes nothing
  // Empty: all. A usage error where a document of one of them does not exist for the reader.
  std::vector<std::string> only_lang;
  std::size_t limit = 5;
  std::vector<std::string> product;  // empty: all; documents without a product always pass
  std::vector<std::string> brand;
  std::optional<Kind> kind;
  std::string today;  // ISO day that valid_from and valid_until are judged by; empty: Suggester::today()
  std::optional<Moment> now;  // that notices are judged by; none: the system's
  bool explain = false;       // whether each suggestion gets an explanation, which takes longer
  // Answered as though this ticket, and those of its article whose callers said the same, were not there: for
  // judging an index by its own tickets. Empty: by all.
  std::string without_ticket;
};

// [start, end) in Unicode code points of the text beside it.
struct Highlight {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct PassageBlock {
  BlockType type = BlockType::paragraph;
  std::string text;
  std::vector<Highlight> highlights;
  std::size_t block = 0;  // number in the document: data-block="N" of its HTML
};

struct Passage {
  std::string heading;
  std::string text;  // the blocks' texts, a line each
  std::vector<Highlight> highlights;
  std::vector<PassageBlock> blocks;
};

// What a rank is made of. The first six add up to the weight.
struct RankParts {
  double bm25f = 0;     // how often, and in which fields, the words stand; less where some are missing
  double together = 0;  // words that stand near each other in the question and in the document
  double block = 0;     // the block that has most of the question for its length
  double title = 0;     // the title, as far as it was asked for
  double half_typed =
      0;               // what is added or taken since the last word may become this or that; 0: it is whole
  double tickets = 0;  // of the article's tickets: what callers say in them, and how near they are

  double coverage = 0;     // 0 to 1: share of the question's weight that the document has
  double title_share = 0;  // 0 to 1: share of the title's words that were asked for

  double weight() const { return bm25f + together + block + title + half_typed + tickets; }
  RankParts scaled(double by) const {
    return {bm25f * by,      together * by, block * by, title * by,
            half_typed * by, tickets * by,  coverage,   title_share};
  }
};

// How often a word stands in each field, in the order of kFields.
using ExplainedFields = std::array<std::uint32_t, kFieldCount>;

// A word of the document that answers a word of the question.
struct ExplainedMatch {
  std::string word;  // empty: it is not to be named
  MatchLevel level = MatchLevel::exact;
  ExplainedFields fields{};
  std::string because = {};    // of a synonym: who said so, "kartica = card (search.yaml:12)"; else empty
  std::uint32_t articles = 0;  // translated: that it was learned from, of those that the reader may see
};

struct ExplainedWord {
  std::string typed;
  double weight = 0;  // the rarer in the index, the more; 0: in none of its documents
  std::vector<ExplainedMatch> found;
};

// A word that was not searched for.
struct IgnoredWord {
  enum class Why : std::uint8_t { stop_word, rarer_words_were_searched };
  std::string typed;
  Why why = Why::stop_word;
};

// A document: a ticket, or one language version of an article.
struct DocumentRef {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;  // BCP 47
};

// A word of the question, or two that stand side by side, that callers said in tickets which the article
// resolved, and in how many of those that the reader may see; never fewer than kCallersWord.
struct SaidByCallers {
  std::string said;  // as it was typed
  std::uint32_t tickets = 0;
};

// Why a suggestion stands where it does. The words in the order of the question.
struct Explanation {
  double weight = 0;
  RankParts parts;
  std::vector<ExplainedWord> words;    // that the document has
  std::vector<ExplainedWord> missing;  // that it lacks: nothing found
  std::vector<IgnoredWord> ignored;
  std::vector<SaidByCallers> callers;          // the strongest first
  std::optional<DocumentRef> matched_version;  // the version, or the ticket, that gave the rank, where it
                                               // is not the document that is shown
  std::string pinned_by;                       // where it is pinned: "search.yaml:21"
};

// A ticket that an article resolved, as it is given with that article.
struct NearTicket {
  std::string id;
  std::string lang;         // BCP 47
  std::string closed;       // ISO day; may be empty
  Passage question;         // of what the caller said, the part that says most of what is asked; of a ticket
                            // without a question its subject, unmarked
  std::size_t similar = 0;  // further tickets among those found whose callers said the same
};

// What is known of a document apart from its text; of it, the staff-only fields are empty for who may not see
// them.
struct Suggestion {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;
  std::string title;
  std::string url;
  std::vector<std::string> product, audience;
  Confidence confidence = Confidence::not_validated;
  std::string updated;                 // of a ticket: the day it was closed
  std::vector<std::string> languages;  // in which the reader may see it, the shown one first
  std::string article;                 // ticket: the article that resolved it, where the reader may see that
  std::string owner, escalate_to, do_not_say;  // staff only
  std::vector<std::string> before_escalating;  // staff only
  bool verify_caller = false;
  bool stale = false;     // an earlier version: what its source holds now can't be read
  bool outdated = false;  // the version that it was translated from has changed since
  // It is in none of the languages asked for, or was found by what its words mean in the language of the
  // question, since the article has no version in that.
  bool crosslingual = false;
  std::string not_aloud_reason;  // why it is not to be said to the caller; empty: it may be

  std::size_t resolved_tickets = 0;  // article: how many tickets it resolved, that the reader may see
  std::vector<NearTicket> tickets;   // article: of them the nearest to the question, no two alike
  std::size_t similar = 0;           // ticket: further ones among those found that say the same

  Passage passage;
  // 0 to 1: how likely it is the answer; falls with the rank. A pinned one has what its words give it; 1
  // where the ranking did not find it: an editor vouches for it.
  double score = 0;
  bool weak = false;                       // given though nothing good was found
  bool pinned = false;                     // an editor put it first for this question
  std::optional<Explanation> explanation;  // where it was asked for
};

// What editors want every agent to read now. Empty lists and texts: all, none.
struct ShownNotice {
  std::string id, text;
  std::string lang;     // BCP 47
  std::string article;  // that says more, where the reader may see it
  std::vector<std::string> product;
  std::string until;  // ISO 8601, UTC
};

struct SuggestAnswer {
  std::string generation;
  std::vector<std::string> languages;  // those asked for that the index has; else those of the suggestions
  std::string
      corrected;  // the question as it was understood, where words were mistyped; empty: as it was typed
  bool nothing_good = false;  // no suggestion is good enough; some may be given, all of them weak
  std::vector<Suggestion> suggestions;
  std::vector<ShownNotice> notices = {};  // for this reader, the newest first
  bool q_cut = false;                     // the question is longer than kMostQuestionBytes
};

// One document whole.
struct FullDocument {
  std::string generation;
  Suggestion about;  // without passage and score
  std::string
      html;  // article: sanitised, data-block="N" on each block; ticket: question and resolution as sections
};

// Whether a document may be shown to a reader.
enum class DocumentState : std::uint8_t {
  live,
  withdrawn,  // withdrawn by an editor; the reader could see it otherwise
  gone,       // does not exist, is not valid today, or this reader may not see it: they look the same
};

// What a page that shows documents must know while nobody types.
struct StateRequest {
  std::vector<std::string> lang = {}, product = {};  // which notices, as in SuggestRequest
  std::optional<Moment> now = {};                    // that notices are judged by; none: the system's
  std::optional<DocumentRef> open = {};              // the document that is open; empty lang: any version
  std::vector<DocumentRef> listed = {};              // further documents on the screen
};

struct ReaderState {
  std::string generation;
  std::vector<ShownNotice> notices;   // for this reader, the newest first
  std::optional<DocumentState> open;  // of StateRequest::open
  std::vector<DocumentState> listed;  // of StateRequest::listed, in the same order
};

struct Census {
  std::string generation;
  std::string published;      // when the generation was made, ISO 8601
  std::size_t documents = 0;  // in the index
  std::size_t visible = 0;    // that exist for the given access: those that are withdrawn do not
  std::size_t hidden = 0;     // of classes that the access does not cover
  std::vector<std::string> languages;
};

// A standing problem that an operator has to mend: the answers are still given, but from older data than what
// lies on the disk. It ends by itself once the cause is gone.
struct Alarm {
  std::string code;    // "keys", "live", "translations", "generation", "checksum"; stable
  std::string detail;  // what failed and the way out, for operators; names files, never a personal value
  Moment since;
};

// Answers questions about one index. Any thread may call any method at any time; a call sees one generation
// from beginning to end. Documents that `access` does not cover have no influence on what is returned, other
// than through what a build learned from the whole collection (FORMAT.md, Who may see what).
class Suggester {
 public:
  virtual ~Suggester() = default;
  virtual Result<SuggestAnswer> suggest(const SuggestRequest& request, const Access& access) const = 0;
  // not_found where it does not exist, may not be seen or is not valid today. `lang`: as in SuggestRequest.
  virtual Result<FullDocument> article(const std::string& id, const std::vector<std::string>& lang,
                                       const Access& access) const = 0;
  virtual Result<FullDocument> ticket(const std::string& id, const Access& access) const = 0;
  // Whether `access` covers a document with that id, valid today or not: for judging an index.
  virtual Result<bool> holds(const std::string& id, const Access& access) const {
    for (const auto& found : {article(id, {}, access), ticket(id, access)}) {
      if (found) return true;
      if (found.error().code != ErrorCode::not_found) return tl::unexpected<Error>(found.error());
    }
    return false;
  }
  virtual Result<Census> census(const Access& access) const = 0;
  // ISO day ("2026-10-01") where the knowledge base is: by the time zone of the generation that is served.
  virtual std::string today() const { return format_day(TimeZone().today()); }
  // Cheap: no search, a few look-ups by id. Pages ask it every other second.
  virtual Result<ReaderState> state(const StateRequest& request, const Access& access) const = 0;
  // The standing problems of the index, the oldest first; empty: none.
  virtual std::vector<Alarm> alarms() const { return {}; }
  // Reads soon what has changed on the disk, and what could not be read before. Returns at once.
  virtual void look_again() {}
};

}  // namespace callside
