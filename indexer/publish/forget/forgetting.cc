#include "indexer/publish/forget/forgetting.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <thread>
#include <utility>

#include "indexer/assembly/subject_key.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/moment.h"
#include "indexer/base/paths.h"
#include "indexer/base/user_name.h"
#include "indexer/format/index_timezone.h"
#include "indexer/publish/forget/bar_plan.h"
#include "indexer/publish/forget/forgotten_traces.h"
#include "indexer/publish/forget/generation_cleaning.h"
#include "indexer/publish/old_generations.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr auto kRetryInterval = std::chrono::milliseconds(50);

// The command that completes a forgetting.
std::string completion_command(const IndexFolder& folder) {
  return "callside-index forget --again --index " + folder.root().string();
}

// Removes condemned generations as their readers leave them, for at most `reader_timeout_ms`.
Condemned remove_condemned_patiently(const IndexFolder& folder, const WriterLock& lock,
                                     std::int64_t reader_timeout_ms, const std::atomic<bool>* interrupted) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(reader_timeout_ms);
  for (;;) {
    Condemned condemned = remove_condemned(folder, lock);
    const bool is_unused = condemned.left.size() == condemned.failures.size();
    const bool stop = interrupted != nullptr && interrupted->load();
    if (is_unused || stop || std::chrono::steady_clock::now() >= deadline) return condemned;
    std::this_thread::sleep_for(kRetryInterval);
  }
}

// Removes the originals and, once all are removed, traces of forgotten ids. Returns failures.
Result<std::vector<Error>> remove_originals(const IndexFolder& folder, const BarList& list,
                                            const BarHashes& hashes, const WriterLock& lock,
                                            std::int64_t reader_timeout_ms,
                                            const std::atomic<bool>* interrupted, ForgetReceipt& receipt) {
  Condemned condemned = remove_condemned_patiently(folder, lock, reader_timeout_ms, interrupted);
  receipt.pending = std::move(condemned.left);
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    const auto& pending = receipt.pending;
    if (std::find(pending.begin(), pending.end(), one.original) == pending.end())
      receipt.deleted.push_back(one.original);
  }
  if (!receipt.pending.empty()) return std::move(condemned.failures);
  CALLSIDE_ASSIGN(const ForgottenTraces traces,
                  remove_traces(folder, Admission(list, hashes, std::nullopt), lock));
  receipt.withdrawals = traces.withdrawals;
  receipt.translations = traces.translations;
  receipt.evaluations = traces.evaluations;
  receipt.logged = traces.logged;
  return std::vector<Error>();
}

// Replaces generations that were made without some bar in `list`. `is_new`: the list has new bars. `resumed`:
// forgetting.jsonl existed before. Returns the hashes of documents and people that were removed.
Result<std::set<std::string>> clean(const IndexFolder& folder, const BarList& list, const BarHashes& hashes,
                                    bool is_new, bool resumed, const WriterLock& lock,
                                    const std::atomic<bool>* interrupted, BuildProgress& progress,
                                    ForgetReceipt& receipt) {
  GenerationCleaning cleaning(folder, lock, list, hashes);
  CALLSIDE_TRY(cleaning.survey());
  if (!cleaning.is_needed() && !is_new && !resumed) return cleaning.hashes();
  CALLSIDE_TRY(write_bars(folder.forgetting_file(), list));
  if (auto written = cleaning.write(receipt, interrupted, progress); !written) {
    if (!resumed) ::unlink(folder.forgetting_file().c_str());
    written.error().message += "; nothing was forgotten";
    return tl::unexpected<Error>(std::move(written).error());
  }
  if (auto placed = cleaning.put_in_place(receipt); !placed) {
    placed.error().hint = "to complete it: " + completion_command(folder);
    return tl::unexpected<Error>(std::move(placed).error());
  }
  return cleaning.hashes();
}

Result<void> require_index(const IndexFolder& folder) {
  const auto current = folder.current();
  return current || !folder.list().empty() ? ok() : Result<void>(tl::unexpected<Error>(current.error()));
}

}  // namespace

Result<ForgetReceipt> forget(const ForgetOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_TRY(require_index(folder));
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "forget"));
  // Leftovers of a build may contain documents to forget.
  if (std::vector<Error> left = remove_leftovers(folder, lock); !left.empty())
    return tl::unexpected<Error>(std::move(left.front()));
  CALLSIDE_ASSIGN(const TimeZone zone, timezone_of(folder));
  const std::int32_t day = options.today ? *options.today : zone.today();
  CALLSIDE_ASSIGN(const std::string secret, subject_key(folder));
  const BarHashes hashes(secret);
  CALLSIDE_ASSIGN(BarList before, read_bars_to_be(folder));
  CALLSIDE_TRY(require_secret(folder, before, hashes));
  const std::size_t known = before.bars.size();
  CALLSIDE_ASSIGN(BarPlan plan, plan_bars(folder, options.request, hashes, std::move(before), day));

  ForgetReceipt receipt;
  receipt.day = format_day(day);
  receipt.when = now_utc();
  receipt.who = user_name();
  receipt.secret = hashes.secret_name();
  CALLSIDE_ASSIGN(const std::set<std::string> removed,
                  clean(folder, plan.list, hashes, plan.list.bars.size() > known,
                        may_exist(folder.forgetting_file()), lock, options.interrupted, progress, receipt));
  receipt.bars = std::move(plan.named);
  receipt.not_in_index = static_cast<std::size_t>(
      std::count_if(plan.hashes.begin(), plan.hashes.end(), [&](const std::vector<std::string>& named) {
        return std::none_of(named.begin(), named.end(),
                            [&](const std::string& hash) { return removed.contains(hash); });
      }));
  CALLSIDE_ASSIGN(std::vector<Error> delete_failure,
                  remove_originals(folder, plan.list, hashes, lock, options.reader_timeout_ms,
                                   options.interrupted, receipt));
  if (!delete_failure.empty()) receipt.delete_failure = std::move(delete_failure.front());
  return receipt;
}

namespace {

Result<std::vector<Error>> complete_forgetting(const IndexFolder& folder, const WriterLock& lock) {
  const bool cut_short = may_exist(folder.forgetting_file());
  if (!cut_short && !may_exist(folder.forgotten_file())) return remove_condemned(folder, lock).failures;
  CALLSIDE_ASSIGN(const std::string secret, subject_key(folder));
  const BarHashes hashes(secret);
  CALLSIDE_ASSIGN(const BarList list, read_bars_to_be(folder));
  CALLSIDE_TRY(require_secret(folder, list, hashes));
  ForgetReceipt receipt;
  BuildProgress progress;
  if (cut_short) {
    const auto cleaned = clean(folder, list, hashes, false, true, lock, nullptr, progress, receipt);
    // A generation that is damaged or of another version cannot be cleaned. The command that called this
    // builds a new one.
    const bool is_unreadable = !cleaned && (cleaned.error().code == ErrorCode::old_index ||
                                            cleaned.error().code == ErrorCode::damaged);
    if (is_unreadable) return std::vector<Error>();
    if (!cleaned) return tl::unexpected<Error>(cleaned.error());
  }
  CALLSIDE_ASSIGN(std::vector<Error> warnings,
                  remove_originals(folder, list, hashes, lock, 0, nullptr, receipt));
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    if (one.lost) warnings.push_back(deleted_entirely(one));
  }
  return warnings;
}

}  // namespace

Error deleted_entirely(const ForgetReceipt::Cleaned& generation) {
  return {generation.lost->code,
          "generation " + generation.original +
              " can never be read, so it was removed whole: " + generation.lost->message,
          {}};
}

Result<std::vector<Error>> recover_index(const IndexFolder& folder, const WriterLock& lock) {
  std::vector<Error> warnings = remove_leftovers(folder, lock);
  CALLSIDE_ASSIGN(std::vector<Error> more, complete_forgetting(folder, lock));
  std::move(more.begin(), more.end(), std::back_inserter(warnings));
  return warnings;
}

Result<std::vector<Error>> refuse_while_forgetting(const IndexFolder& folder, const WriterLock& lock) {
  if (may_exist(folder.forgetting_file())) {
    return fail(ErrorCode::stopped, "a forgetting in " + folder.root().string() + " was cut short",
                "complete it: " + completion_command(folder));
  }
  return complete_forgetting(folder, lock);
}

}  // namespace callside
