#include "indexer/check/checker.h"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>

#include "indexer/check/collection_check.h"
#include "indexer/check/editorial_check.h"
#include "indexer/check/record_check.h"

namespace callside {

namespace {

constexpr std::size_t kBatchRecords = 64;

// Hands out the stream's records in batches. Thread-safe.
class RecordFeed {
 public:
  RecordFeed(DocumentStream& stream, const CheckOptions& options) : stream_(stream), options_(options) {}

  // Returns the next records and the number of the first. Empty at the end, or if the stream failed.
  std::pair<std::uint64_t, std::vector<RawRecord>> next() {
    const std::lock_guard lock(mutex_);
    std::vector<RawRecord> batch;
    const std::uint64_t first = count_;
    while (!ended_ && batch.size() < kBatchRecords) {
      if (options_.interrupted != nullptr && options_.interrupted->load()) {
        failure_ = Error{ErrorCode::interrupted, "interrupted", ""};
        ended_ = true;
        break;
      }
      auto record = stream_.next();
      ended_ = !record || !*record;
      if (!record) failure_ = record.error();
      if (ended_) break;
      batch.push_back(std::move(**record));
      ++count_;
    }
    return {first, std::move(batch)};
  }

  // Valid once all workers are done.
  const std::optional<Error>& failure() const { return failure_; }
  std::uint64_t count() const { return count_; }

 private:
  DocumentStream& stream_;
  const CheckOptions& options_;
  std::mutex mutex_;
  std::uint64_t count_ = 0;       // guarded by mutex_
  bool ended_ = false;            // guarded by mutex_
  std::optional<Error> failure_;  // guarded by mutex_
};

void run_worker(RecordFeed& feed, RecordCheck& worker, std::atomic<std::uint64_t>* read) {
  for (;;) {
    const auto [first, batch] = feed.next();
    if (batch.empty()) return;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      worker.take(first + i, batch[i]);
      if (read != nullptr) ++*read;
    }
  }
}

template <typename T>
void sort_by_sequence(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return a.sequence < b.sequence; });
}

// Merges the workers' facts in the order of the sources, and appends their findings to `findings`.
Facts merge_workers(std::deque<RecordCheck>& workers, std::vector<OrderedFinding>& findings) {
  Facts all;
  std::size_t articles = 0, tickets = 0;
  for (const RecordCheck& worker : workers) {
    articles += worker.facts.articles.size();
    tickets += worker.facts.tickets.size();
  }
  all.articles.reserve(articles);
  all.tickets.reserve(tickets);
  for (RecordCheck& worker : workers) {
    const auto shift = static_cast<std::uint32_t>(all.files.size());
    std::move(worker.facts.files.begin(), worker.facts.files.end(), std::back_inserter(all.files));
    for (ArticleFacts& one : worker.facts.articles) {
      one.place.file += shift;
      all.articles.push_back(std::move(one));
    }
    for (TicketFacts& one : worker.facts.tickets) {
      one.place.file += shift;
      all.tickets.push_back(std::move(one));
    }
    std::move(worker.facts.refused.begin(), worker.facts.refused.end(), std::back_inserter(all.refused));
    std::move(worker.findings.begin(), worker.findings.end(), std::back_inserter(findings));
    worker.facts = Facts{};
  }
  sort_by_sequence(all.articles);
  sort_by_sequence(all.tickets);
  return all;
}

// Returns the findings that `rules` do not silence, with their levels, sorted by file in the order of the
// sources, then by line and code.
std::vector<CheckFinding> apply_rules(std::vector<OrderedFinding> findings, const Rules& rules) {
  std::map<std::string, std::uint64_t> first_of;
  for (const OrderedFinding& one : findings) {
    auto& first = first_of.try_emplace(one.finding.place.file, one.sequence).first->second;
    first = std::min(first, one.sequence);
  }
  const auto order = [&](const OrderedFinding& one) {
    return std::tuple(first_of.at(one.finding.place.file), std::string_view(one.finding.place.file),
                      one.finding.place.line, one.sequence, one.finding.code);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const OrderedFinding& a, const OrderedFinding& b) { return order(a) < order(b); });
  std::vector<CheckFinding> wanted;
  for (OrderedFinding& one : findings) {
    const auto level = rules.level_of(one.finding.code, one.finding.id);
    if (!level) continue;
    one.finding.level = *level;
    wanted.push_back(std::move(one.finding));
  }
  return wanted;
}

}  // namespace

std::uint64_t CheckReport::count(CheckLevel level) const {
  return static_cast<std::uint64_t>(std::count_if(
      findings.begin(), findings.end(), [&](const CheckFinding& one) { return one.level == level; }));
}

Result<CheckReport> check(DocumentStream& stream, const CheckOptions& options) {
  RecordFeed feed(stream, options);
  std::deque<RecordCheck> workers;
  // Only synonyms need the words.
  const bool wants_words = !options.editorial.synonyms.empty();
  for (unsigned i = 0; i < options.threads; ++i) workers.emplace_back(stream, options.redactor, wants_words);
  {
    std::vector<std::jthread> threads;
    for (RecordCheck& worker : workers)
      threads.emplace_back([&feed, &worker, &options] { run_worker(feed, worker, options.read); });
  }
  if (feed.failure()) return tl::unexpected<Error>(*feed.failure());
  CheckReport report;
  report.records = feed.count();
  std::vector<OrderedFinding> findings;
  report.facts = merge_workers(workers, findings);
  WrittenWords words;
  for (RecordCheck& worker : workers) words.merge(std::move(worker.written));
  judge_collection(report.facts, options, findings);
  judge_editorial_rules(options.editorial, report.facts, words, options.known_articles, options.today,
                        options.timezone, findings);
  report.findings = apply_rules(std::move(findings), options.rules);
  return report;
}

}  // namespace callside
