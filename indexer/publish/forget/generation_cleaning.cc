#include "indexer/publish/forget/generation_cleaning.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <utility>

#include "indexer/assembly/assembly.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/format/generation.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/hold.h"
#include "indexer/publish/old_generations.h"
#include "indexer/publish/publish_log.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

std::string name_after(const std::string& name) {
  unsigned long number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  char next[32];
  std::snprintf(next, sizeof next, "%06lu", number + 1);
  return next;
}

std::string counted(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [kind, number] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + kind + (number == 1 ? "" : "s");
  return text.empty() ? "nothing" : text;
}

// The error for a generation that cannot be read now. It must neither be skipped, since it would keep
// forgotten documents, nor removed, since it may be readable later.
tl::unexpected<Error> unreadable_now(const IndexFolder& folder, const std::string& name, Error why) {
  if (!why.hint.empty()) why.hint += "; ";
  why.hint += "if generation " + name + " is not worth repairing, remove " +
              folder.generation(name).string() + " and run the command again";
  return tl::unexpected<Error>(std::move(why));
}

}  // namespace

GenerationCleaning::GenerationCleaning(const IndexFolder& folder, const WriterLock& lock, const BarList& list,
                                       BarHashes hashes)
    : folder_(folder),
      lock_(lock),
      list_(list),
      hashes_(std::move(hashes)),
      admission_(list, hashes_, std::nullopt) {}

// Replaces all generations from the oldest that needs it on, so that the copies, which get newer names, keep
// the order.
Result<void> GenerationCleaning::survey() {
  CALLSIDE_ASSIGN(current_, folder_.current_or_none());
  CALLSIDE_ASSIGN(const std::vector<std::string> names, folder_.list_strictly());
  const BarState state = list_.state();
  std::set<std::string> clean, copies;
  for (const std::string& name : names) {
    const auto manifest = read_manifest(folder_.generation(name) / kManifestFile);
    if (!manifest && !is_lost(manifest.error())) return unreadable_now(folder_, name, manifest.error());
    if (!manifest || manifest->bars != state) continue;
    clean.insert(name);
    if (std::find(names.begin(), names.end(), manifest->copy_of) == names.end()) continue;
    done_[manifest->copy_of] = name;
    copies.insert(name);
  }
  bool any = false;
  for (const std::string& name : names) {
    any = any || (!clean.contains(name) && !done_.contains(name));
    if (!copies.contains(name) && (any || done_.contains(name))) originals_.push_back(name);
  }
  return ok();
}

Result<void> GenerationCleaning::write(ForgetReceipt& receipt, const std::atomic<bool>* interrupted,
                                       BuildProgress& progress) {
  auto written = write_copies(receipt, interrupted, progress);
  if (!written) {
    for (const ForgetReceipt::Cleaned& one : receipt.generations) {
      if (one.copy.empty() || done_.contains(one.original)) continue;
      if (auto removed = remove_tree(folder_.building(one.copy)); !removed)
        written.error().message += "; " + removed.error().message;
    }
    receipt.generations.clear();
  }
  return written;
}

Result<void> GenerationCleaning::write_copies(ForgetReceipt& receipt, const std::atomic<bool>* interrupted,
                                              BuildProgress& progress) {
  std::string name = next_generation(folder_, lock_);
  for (const std::string& original : originals_) {
    ForgetReceipt::Cleaned& one = receipt.generations.emplace_back();
    one.original = original;
    one.published = original == current_;
    one.staged = folder_.is_staged(original);
    if (const auto done = done_.find(original); done != done_.end()) {
      one.copy = done->second;
      continue;
    }
    CALLSIDE_TRY(write_copy(one, name, interrupted, progress));
    if (!one.copy.empty()) name = name_after(name);
  }
  for (const auto& [kind, names] : removed_names_) {
    receipt.forgotten[kind] = names.size();
    for (const auto& [term, lang] : names) ++receipt.languages[kind][lang];
  }
  return ok();
}

// Marks a generation that can never be read as lost: it cannot be cleaned, and a rollback to it is
// impossible. Fails for the published generation, since another program may still serve it.
Result<void> GenerationCleaning::remove_as_lost(ForgetReceipt::Cleaned& one, Error why) {
  if (one.published) return tl::unexpected<Error>(std::move(why));
  if (!one.copy.empty()) CALLSIDE_TRY(remove_tree(folder_.building(one.copy)));
  one.copy.clear();
  one.lost = std::move(why);
  return ok();
}

Result<void> GenerationCleaning::write_copy(ForgetReceipt::Cleaned& one, const std::string& name,
                                            const std::atomic<bool>* interrupted, BuildProgress& progress) {
  auto generation = Generation::open_uncleaned(folder_, one.original);
  if (!generation && is_lost(generation.error())) return remove_as_lost(one, std::move(generation).error());
  if (!generation) return unreadable_now(folder_, one.original, std::move(generation).error());
  // A copy of a damaged generation would look undamaged.
  auto sound =
      verify_generation(folder_, one.original, [&] { return interrupted != nullptr && interrupted->load(); });
  if (!sound && is_lost(sound.error())) return remove_as_lost(one, std::move(sound).error());
  CALLSIDE_TRY(sound);
  one.copy = name;
  progress.phase = BuildProgress::Phase::reading;
  progress.documents = 0;
  progress.read = 0;
  progress.written = 0;
  CALLSIDE_TRY(make_private_folder(folder_.building(name)));
  ForgottenDocuments forgotten;
  auto written = assemble_copy(std::move(*generation), name, interrupted, forgotten, progress);
  // `damaged` refers to the original: a file missing from the copy gives another error.
  if (!written && written.error().code == ErrorCode::damaged)
    return remove_as_lost(one, std::move(written).error());
  CALLSIDE_TRY(written);
  one.removed = std::move(forgotten.removed);
  for (auto& [kind, names] : forgotten.names) removed_names_[kind].merge(names);
  removed_hashes_.merge(forgotten.hashes);
  if (forgotten.left == 0 && !one.published) {
    CALLSIDE_TRY(remove_tree(folder_.building(name)));
    one.copy.clear();
    return ok();
  }
  CALLSIDE_TRY(replace_file(folder_.building(name) / kInUseFile, ""));
  if (one.staged) CALLSIDE_TRY(replace_file(folder_.building(name) / kStagedFile, ""));
  return sync_private_tree(folder_.building(name));
}

// Assembles a generation from the documents that stay. Everything that is learned from a collection
// (vocabulary, model, lengths, counts) is learned from these documents alone. The copy takes only texts from
// the original, and shares no file with it.
Result<void> GenerationCleaning::assemble_copy(Generation original, const std::string& name,
                                               const std::atomic<bool>* interrupted,
                                               ForgottenDocuments& forgotten, BuildProgress& progress) {
  CALLSIDE_ASSIGN(Ledger ledger, read_ledger(folder_.generation(original.name()) / kLedgerFile,
                                             {original.manifest().sources.size(), original.store().size()}));
  const EarlierGeneration base{std::move(original), std::move(ledger)};
  AssemblyOptions options;
  options.interrupted = interrupted;
  Assembly assembly(folder_, name, &base, Assembly::Reuse::stored_documents, options, progress);
  CALLSIDE_TRY(assembly.read_stored(admission_, hashes_, forgotten));
  CALLSIDE_TRY(assembly.resolve());
  CALLSIDE_TRY(assembly.learn(Learning::anew));
  CALLSIDE_TRY(assembly.write());
  CALLSIDE_TRY(assembly.seal());
  return ok();
}

Result<void> GenerationCleaning::name_copies(const ForgetReceipt& receipt) {
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    if (one.copy.empty() || done_.contains(one.original)) continue;
    const fs::path building = folder_.building(one.copy);
    if (::rename(building.c_str(), folder_.generation(one.copy).c_str()) != 0)
      return fail_errno("cannot move " + building.string());
  }
  return sync_folder(folder_.generations());
}

Result<void> GenerationCleaning::point_to_copies(const ForgetReceipt& receipt) {
  const std::optional<Hold> hold = read_hold(folder_);
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    if (one.copy.empty()) continue;
    if (one.published) CALLSIDE_TRY(replace_file(folder_.current_file(), one.copy + "\n"));
    if (!hold || hold->generation != one.original) continue;
    Hold moved = *hold;
    moved.generation = one.copy;
    CALLSIDE_TRY(write_hold(folder_, moved, lock_));
  }
  return ok();
}

Result<void> GenerationCleaning::put_in_place(ForgetReceipt& receipt) {
  CALLSIDE_TRY(name_copies(receipt));
  CALLSIDE_TRY(point_to_copies(receipt));

  LogEntry entry = log_entry("forget", "forgotten");
  entry.generation = folder_.current().value_or("");
  if (entry.generation != current_) entry.before = current_;
  entry.note = counted(receipt.forgotten) + ", out of " + std::to_string(receipt.generations.size()) +
               (receipt.generations.size() == 1 ? " generation" : " generations");
  if (!entry.generation.empty()) {
    if (auto counts = read_counts(folder_.generation(entry.generation) / kManifestFile))
      entry.counts = std::move(*counts);
  }
  if (auto logged = append_log(folder_, entry); !logged) receipt.log_failure = std::move(logged).error();

  for (const ForgetReceipt::Cleaned& one : receipt.generations)
    CALLSIDE_TRY(condemn(folder_, one.original, lock_));
  const fs::path from = folder_.forgetting_file();
  if (::rename(from.c_str(), folder_.forgotten_file().c_str()) != 0)
    return fail_errno("cannot rename " + from.string());
  return sync_folder(folder_.root());
}

}  // namespace callside
