#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "searchd/query/suggester.h"

namespace callside::testing {

// An engine whose answers a test defines. It records the requests, without their time: it ends with them.
class FakeSuggester final : public Suggester {
 public:
  // May block, fail or throw. By default the only suggestion is sample().
  std::function<Result<SuggestAnswer>(const SuggestRequest&)> on_suggest;
  std::function<Result<FullDocument>(const std::string& id)> on_document;
  std::function<Result<IndexSummary>()> on_census;
  std::function<Result<ReaderState>(const StateRequest&)> on_state;
  std::function<std::vector<Alarm>()> on_alarms;
  std::atomic<int> looks = 0;  // calls of look_again()

  static Suggestion sample() {
    Suggestion suggestion;
    suggestion.id = "billing/refund";
    suggestion.lang = "en";
    suggestion.title = "Refund a duplicate charge";
    suggestion.url = "https://kb.example/billing/refund";
    suggestion.product = {"billing"};
    suggestion.audience = {"public"};
    suggestion.confidence = Confidence::validated;
    suggestion.updated = "2026-10-01";
    suggestion.languages = {"en", "de"};
    suggestion.owner = "billing-team";
    suggestion.escalate_to = "Billing, tier 2";
    suggestion.before_escalating = {"order number"};
    suggestion.do_not_say = "Never confirm who else is on the account.";
    suggestion.verify_caller = true;
    suggestion.read_aloud_obstacle = "verify the caller first";
    suggestion.passage.heading = "Refund";
    suggestion.passage.text = "Open the order.";
    suggestion.passage.highlights = {{9, 14}};
    suggestion.passage.blocks = {{BlockType::step, "Open the order.", {{9, 14}}, 3}};
    suggestion.resolved_tickets = 14;
    const Passage question{
        "", "Charged twice.", {{0, 7}}, {{BlockType::paragraph, "Charged twice.", {{0, 7}}, 0}}};
    suggestion.tickets = {{"T-1029", "sl", "2026-09-12", question, 2}};
    suggestion.score = 0.83;
    return suggestion;
  }

  // An explanation with one entry of each kind.
  static Explanation explanation() {
    Explanation why;
    why.parts.bm25f = 6.12345;
    why.parts.together = 1.5;
    why.parts.block = 2.25;
    why.parts.title = 0.5;
    why.parts.half_typed = -0.5;
    why.parts.tickets = 1.25;
    why.weight = why.parts.weight();
    why.parts.coverage = 0.75;
    why.parts.title_share = 0.5;
    why.words = {
        {"refnd", 3.25, {{"refund", MatchLevel::typo, {1, 0, 0, 2, 0, 0}}, {"", MatchLevel::stem, {}}}}};
    why.words[0].found.push_back(
        {"money back", MatchLevel::synonym, {1}, "refnd = money back (search.yaml:3)"});
    why.pinned_by = "search.yaml:12";
    why.missing = {{"twice", 2.5, {}}};
    why.ignored = {{"the", IgnoredWord::Why::stop_word}};
    why.callers = {{"refnd", 14}};
    why.matched_version = DocumentRef{Kind::ticket, "T-7", "sl"};
    return why;
  }

  Result<SuggestAnswer> suggest(const SuggestRequest& request, const Access& access) const override {
    remember(access);
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      requests_.back().time = {};
    }
    if (on_suggest) return on_suggest(request);
    return SuggestAnswer{"000007", {"en"}, {}, false, {sample()}};
  }
  Result<FullDocument> article(const std::string& id, const std::vector<std::string>& lang,
                               const Access& access) const override {
    remember(access);
    {
      const std::lock_guard lock(mutex_);
      document_langs_ = lang;
    }
    return document("article " + id);
  }
  Result<FullDocument> ticket(const std::string& id, const Access& access) const override {
    remember(access);
    return document("ticket " + id);
  }
  Result<IndexSummary> census(const Access& access) const override {
    remember(access);
    if (on_census) return on_census();
    return IndexSummary{"000007", "2026-10-05T08:00:00Z", 12, 5, 7, {"en", "sl"}};
  }
  Result<ReaderState> state(const StateRequest& request, const Access& access) const override {
    remember(access);
    {
      const std::lock_guard lock(mutex_);
      state_request_ = request;
    }
    if (on_state) return on_state(request);
    ReaderState state{"000007", {}, {}, std::vector(request.listed.size(), DocumentState::live)};
    if (request.open) state.open = DocumentState::live;
    return state;
  }

  std::vector<Alarm> alarms() const override { return on_alarms ? on_alarms() : std::vector<Alarm>(); }
  void look_again() override { ++looks; }
  void end_session(const std::string& session) const override {
    const std::lock_guard lock(mutex_);
    ended_sessions_.push_back(session);
  }

  std::vector<SuggestRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  SuggestRequest last_request() const { return requests().back(); }
  std::vector<std::string> ended_sessions() const {
    const std::lock_guard lock(mutex_);
    return ended_sessions_;
  }
  Access last_access() const {
    const std::lock_guard lock(mutex_);
    return accesses_.back();
  }
  StateRequest last_state_request() const {
    const std::lock_guard lock(mutex_);
    return state_request_;
  }
  // "article ID" or "ticket ID".
  std::string last_document() const {
    const std::lock_guard lock(mutex_);
    return document_;
  }
  std::vector<std::string> last_document_langs() const {
    const std::lock_guard lock(mutex_);
    return document_langs_;
  }

 private:
  void remember(const Access& access) const {
    const std::lock_guard lock(mutex_);
    accesses_.push_back(access);
  }
  Result<FullDocument> document(const std::string& what) const {
    {
      const std::lock_guard lock(mutex_);
      document_ = what;
    }
    if (on_document) return on_document(what);
    return FullDocument{"000007", sample(), "<p data-block=\"0\">Open the order.</p>"};
  }

  mutable std::mutex mutex_;
  mutable std::vector<SuggestRequest> requests_;
  mutable std::vector<std::string> ended_sessions_;
  mutable std::vector<Access> accesses_;
  mutable StateRequest state_request_;
  mutable std::string document_;
  mutable std::vector<std::string> document_langs_;
};

// Makes calls of the engine wait until a test opens it, and counts the waiting ones.
class Barrier {
 public:
  ~Barrier() { open(); }
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --waiting_;
  }
  void until_waiting(int n) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= n; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

}  // namespace callside::testing
