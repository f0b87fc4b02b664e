#include "indexer/build/forgetting.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/user_name.h"
#include "indexer/build/bar_plan.h"
#include "indexer/build/forgotten_traces.h"
#include "indexer/build/generation_cleaning.h"
#include "indexer/build/old_generations.h"
#include "indexer/build/subject_key.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr auto kLookAgain = std::chrono::milliseconds(50);

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::string mend(const IndexFolder& folder) {
  return "callside-index forget --again --index " + folder.root().string();
}

// Removes condemned generations as their readers leave them, until `patience_ms` is over. Gives those that
// stay.
Result<std::vector<std::string>> remove_condemned(const IndexFolder& folder, std::int64_t patience_ms,
                                                  const std::atomic<bool>* interrupted) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  for (;;) {
    std::vector<std::string> left;
    for (const std::string& name : condemned(folder)) {
      CALLSIDE_ASSIGN(const bool removed, remove_unless_read(folder.generation(name)));
      if (!removed) left.push_back(name);
    }
    const bool stop = interrupted != nullptr && interrupted->load();
    if (left.empty() || stop || std::chrono::steady_clock::now() >= deadline) return left;
    std::this_thread::sleep_for(kLookAgain);
  }
}

// What comes after the copies are in place.
Result<void> tidy(const IndexFolder& folder, const BarList& list, const BarHashes& hashes,
                  const WriterLock& lock, std::int64_t patience_ms, const std::atomic<bool>* interrupted,
                  ForgetReceipt& receipt) {
  CALLSIDE_ASSIGN(receipt.pending, remove_condemned(folder, patience_ms, interrupted));
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    const auto& pending = receipt.pending;
    if (std::find(pending.begin(), pending.end(), one.original) == pending.end())
      receipt.deleted.push_back(one.original);
  }
  if (!receipt.pending.empty()) return ok();
  CALLSIDE_ASSIGN(const ForgottenTraces traces,
                  remove_traces(folder, Admission(list, hashes, std::nullopt), lock));
  receipt.withdrawals = traces.withdrawals;
  receipt.translations = traces.translations;
  receipt.evaluations = traces.evaluations;
  receipt.logged = traces.logged;
  return ok();
}

// Replaces what needs it by the bars in `list`; `resumed`: forgetting.jsonl was there before.
Result<std::set<std::string>> clean(const IndexFolder& folder, const BarList& list, const BarHashes& hashes,
                                    bool is_new, bool resumed, const WriterLock& lock,
                                    const std::atomic<bool>* interrupted, BuildProgress& progress,
                                    ForgetReceipt& receipt) {
  GenerationCleaning cleaning(folder, lock, list, hashes);
  if (!cleaning.is_needed() && !is_new && !resumed) return cleaning.hashes();
  CALLSIDE_TRY(write_bars(folder.forgetting_file(), list));
  if (auto written = cleaning.write(receipt, interrupted, progress); !written) {
    if (!resumed) ::unlink(folder.forgetting_file().c_str());
    written.error().message += "; nothing was forgotten";
    return tl::unexpected<Error>(std::move(written).error());
  }
  if (auto placed = cleaning.put_in_place(receipt); !placed) {
    placed.error().hint = "to complete it: " + mend(folder);
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
  CALLSIDE_TRY(remove_leftovers(folder, lock));
  const std::int32_t day = options.today.value_or(today());
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
  CALLSIDE_ASSIGN(const std::set<std::string> gone,
                  clean(folder, plan.list, hashes, plan.list.bars.size() > known,
                        is_there(folder.forgetting_file()), lock, options.interrupted, progress, receipt));
  receipt.bars = std::move(plan.named);
  receipt.not_in_index = static_cast<std::size_t>(
      std::count_if(plan.things.begin(), plan.things.end(), [&](const std::vector<std::string>& thing) {
        return std::none_of(thing.begin(), thing.end(),
                            [&](const std::string& hash) { return gone.contains(hash); });
      }));
  CALLSIDE_TRY(tidy(folder, plan.list, hashes, lock, options.patience_ms, options.interrupted, receipt));
  return receipt;
}

Result<void> complete_forgetting(const IndexFolder& folder, const WriterLock& lock) {
  const bool cut_short = is_there(folder.forgetting_file());
  if (!cut_short && !is_there(folder.forgotten_file())) return ok();
  CALLSIDE_ASSIGN(const std::string secret, subject_key(folder));
  const BarHashes hashes(secret);
  CALLSIDE_ASSIGN(const BarList list, read_bars_to_be(folder));
  CALLSIDE_TRY(require_secret(folder, list, hashes));
  ForgetReceipt receipt;
  BuildProgress progress;
  if (cut_short) {
    const auto cleaned = clean(folder, list, hashes, false, true, lock, nullptr, progress, receipt);
    // A generation that is damaged or of another version can't be cleaned; the build that is asked for
    // replaces it.
    const bool is_hopeless = !cleaned && (cleaned.error().code == ErrorCode::old_index ||
                                          cleaned.error().code == ErrorCode::damaged);
    if (is_hopeless) return ok();
    if (!cleaned) return tl::unexpected<Error>(cleaned.error());
  }
  return tidy(folder, list, hashes, lock, 0, nullptr, receipt);
}

Result<void> refuse_while_forgetting(const IndexFolder& folder, const WriterLock& lock) {
  if (is_there(folder.forgetting_file())) {
    return fail(ErrorCode::stopped,
                "something is being forgotten in " + folder.root().string() + ", and that was cut short",
                "complete it: " + mend(folder));
  }
  return complete_forgetting(folder, lock);
}

}  // namespace callside
