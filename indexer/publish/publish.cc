#include "indexer/publish/publish.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/user_name.h"
#include "indexer/format/generation.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/forget/forgetting.h"
#include "indexer/publish/live_changes.h"
#include "indexer/publish/old_generations.h"
#include "indexer/publish/publish_log.h"
#include "indexer/publish/shrink_guard.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Removes the mark of a generation that has never been published.
Result<void> remove_staged_mark(const IndexFolder& folder, const std::string& name) {
  const fs::path mark = folder.generation(name) / kStagedFile;
  if (::unlink(mark.c_str()) == 0) return sync_folder(folder.generation(name));
  const int reason = errno;
  if (reason == ENOENT || reason == ENOTDIR) return ok();
  errno = reason;
  return fail_on_file("cannot remove", mark);
}

// Points CURRENT to a generation. Its staged mark is removed afterwards: a crash in between is harmless,
// since CURRENT overrides the mark (IndexFolder::is_staged). A mark that such a crash left on the previous
// generation is removed before CURRENT moves on. If it fails, CURRENT did not change.
Result<void> point_current_to(const IndexFolder& folder, const std::string& name,
                              std::vector<Error>& cleanup_failures) {
  const std::string before = folder.current().value_or("");
  if (!before.empty()) CALLSIDE_TRY(remove_staged_mark(folder, before));
  auto moved = replace_file(folder.current_file(), name + "\n");
  if (!moved) {
    // If only flushing the folder failed, CURRENT has changed.
    if (folder.current().value_or("") != name) return moved;
    cleanup_failures.push_back(std::move(moved).error());
  }
  if (auto removed = remove_staged_mark(folder, name); !removed)
    cleanup_failures.push_back(std::move(removed).error());
  return ok();
}

// Returns an error if publishing `name` would drop too many documents. Compares counts even if the published
// generation has another format. If its manifest is lost for good, there is nothing to compare; if it cannot
// be read right now, returns that error.
std::optional<Error> shrink_guard_error(const IndexFolder& folder, const std::string& before,
                                        const std::string& name, const DocumentCounts& counts) {
  if (before.empty() || before == name) return std::nullopt;
  auto was = read_counts(folder.generation(before) / kManifestFile);
  if (!was && is_lost(was.error())) return std::nullopt;
  if (!was) return std::move(was).error();
  const std::vector<Loss> lost = losses(*was, counts);
  if (lost.empty()) return std::nullopt;
  return shrink_error(folder, before, name, lost);
}

// Asks the gate about publishing `name`, and records the result in the log entry. Returns an error if the
// gate stops it.
std::optional<Error> ask_gate(const GateOptions& options, const std::string& before, const std::string& name,
                              LogEntry& entry) {
  entry.gate = options.skipped ? kGateSkipped : kGateNone;
  if (!options.gate) return std::nullopt;
  Result<GateVerdict> verdict = options.gate(name, before);
  if (!verdict) {
    entry.gate = kGateStopped;
    return std::move(verdict).error();
  }
  if (verdict->stopped) {
    entry.gate = kGateStopped;
  } else if (verdict->was_asked) {
    entry.gate = kGatePassed;
  }
  return std::move(verdict->stopped);
}

void log_publication(const IndexFolder& folder, LogEntry entry, Publication& publication) {
  entry.generation = publication.generation;
  entry.before = publication.before;
  if (publication.stopped) entry.why = publication.stopped->message;
  if (auto logged = append_log(folder, entry); !logged) publication.log_failure = std::move(logged).error();
}

// Cleans up after publishing. Failures do not affect what is published.
void clean_up(const IndexFolder& folder, std::size_t keep, const WriterLock& lock, Publication& publication) {
  for (Error& failure : remove_old_generations(folder, keep, lock))
    publication.cleanup_failures.push_back(std::move(failure));
  if (auto kept = keep_room_for_changes(folder); !kept)
    publication.cleanup_failures.push_back(std::move(kept).error());
}

// The counts for the log; nullopt if the manifest cannot be read.
std::optional<DocumentCounts> logged_counts(const IndexFolder& folder, const std::string& name) {
  auto counts = read_counts(folder.generation(name) / kManifestFile);
  return counts ? std::optional<DocumentCounts>(std::move(*counts)) : std::nullopt;
}

// Returns the generation to publish if the user names none; empty if there is none.
std::string newest_to_publish(const IndexFolder& folder, const std::string& before, bool resume) {
  const std::vector<std::string> names = folder.list();
  for (auto it = names.rbegin(); it != names.rend(); ++it) {
    if (*it != before && !before.empty() && is_older(*it, before)) break;
    if (*it != before && (folder.is_staged(*it) || resume)) return *it;
  }
  return {};
}

Result<std::string> generation_to_publish(const IndexFolder& folder, const PublishStagedOptions& options,
                                          const std::string& before) {
  const std::string index = " --index " + folder.root().string();
  if (!options.generation) {
    std::string newest = newest_to_publish(folder, before, options.resume);
    if (!newest.empty() || options.resume) return newest;
    return fail(ErrorCode::not_found,
                folder.root().string() + " has no staged generation newer than the published one",
                "stage one: callside-index build --stage" + index + " SOURCE...");
  }
  const std::string& name = *options.generation;
  CALLSIDE_TRY(folder.require(name));
  if (!before.empty() && is_older(name, before)) {
    return fail(ErrorCode::usage, "generation " + name + " is older than " + before + ", which is published",
                "to go back to it: callside-index rollback" + index + " --to " + name);
  }
  return name;
}

// Returns the newest generation that was published before `current`. Fails if there is none, or if it is
// unknown whether a newer one was published.
Result<std::string> rollback_target(const IndexFolder& folder, const std::string& current) {
  const std::string log = "callside-index log --index " + folder.root().string();
  std::string target;
  std::optional<Error> unknown;
  for (const std::string& name : folder.list()) {
    if (!is_older(name, current)) continue;
    const fs::path mark = folder.generation(name) / kStagedFile;
    std::error_code error;
    const fs::file_type type = fs::symlink_status(mark, error).type();
    if (type == fs::file_type::not_found) target = name;
    if (type == fs::file_type::not_found) unknown.reset();
    if (type == fs::file_type::none) unknown = fail_on_file("cannot look at", mark, error).value();
  }
  if (unknown) {
    unknown->message += ": it is unknown whether that generation was published";
    unknown->hint += "; or name the generation to go back to with --to: " + log + " lists what was published";
    return tl::unexpected<Error>(std::move(*unknown));
  }
  if (!target.empty()) return target;
  return fail(ErrorCode::not_found,
              folder.root().string() + " keeps no generation that was published before " + current,
              "see what was published: " + log);
}

// Verifies that a generation is undamaged and can be opened. Returns its counts.
Result<DocumentCounts> verified_counts(const IndexFolder& folder, const std::string& name,
                                       const InterruptCheck& stop) {
  // Verify first: an error from opening may not name the damaged file.
  CALLSIDE_TRY(verify_generation(folder, name, stop));
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  return counts_of(generation.manifest());
}

// Called right before CURRENT moves.
Result<void> check_interrupted(const InterruptCheck& stop) {
  if (stop && stop()) return fail(ErrorCode::interrupted, "interrupted");
  return ok();
}

// Restores the state of the hold after publishing failed for the reason `why`. Appends a failure to `why`.
void restore_hold(const IndexFolder& folder, const std::optional<Hold>& hold, const WriterLock& lock,
                  Error& why) {
  if (read_hold(folder) == hold) return;
  auto restored = hold ? write_hold(folder, *hold, lock) : end_hold(folder, lock);
  if (!restored) why.message += "; " + restored.error().message;
}

}  // namespace

Result<Publication> publish_building(const IndexFolder& folder, const std::string& name,
                                     const PublishOptions& options, const WriterLock& lock) {
  const fs::path building = folder.building(name);
  CALLSIDE_ASSIGN(const DocumentCounts counts, read_counts(building / kManifestFile));
  Publication publication;
  publication.generation = name;
  CALLSIDE_ASSIGN(publication.before, folder.current_or_none());
  if (!options.stage) {
    const std::optional<Hold> hold = read_hold(folder);
    if (hold) {
      publication.stopped = held_error(folder, *hold);
    } else if (!options.allow_removals) {
      publication.stopped = shrink_guard_error(folder, publication.before, name, counts);
    }
  }
  CALLSIDE_TRY(replace_file(building / kInUseFile, ""));
  CALLSIDE_TRY(replace_file(building / kStagedFile, ""));
  CALLSIDE_TRY(sync_private_tree(building));
  CALLSIDE_TRY(make_private_folder(folder.generations()));
  if (::rename(building.c_str(), folder.generation(name).c_str()) != 0)
    return fail_on_file("cannot move", building);
  CALLSIDE_TRY(sync_folder(folder.generations()));
  LogEntry entry = log_entry(options.command, "published");
  if (!options.stage && !publication.stopped)
    publication.stopped = ask_gate(options.gate, publication.before, name, entry);
  publication.published = !options.stage && !publication.stopped;
  if (publication.published) CALLSIDE_TRY(point_current_to(folder, name, publication.cleanup_failures));

  if (!publication.published) entry.outcome = options.stage ? "staged" : "stopped";
  entry.note = options.note;
  entry.counts = counts;
  log_publication(folder, std::move(entry), publication);
  clean_up(folder, options.keep, lock, publication);
  return publication;
}

Result<Publication> publish_generation(const IndexFolder& folder, const PublishStagedOptions& options,
                                       const WriterLock& lock) {
  Publication publication;
  CALLSIDE_ASSIGN(publication.cleanup_failures, refuse_while_forgetting(folder, lock));
  CALLSIDE_ASSIGN(publication.before, folder.current_or_none());
  const std::optional<Hold> hold = read_hold(folder);
  if (hold && !options.resume) return tl::unexpected<Error>(held_error(folder, *hold));
  CALLSIDE_ASSIGN(const std::string name, generation_to_publish(folder, options, publication.before));
  LogEntry entry = log_entry("publish", "published");
  entry.note = options.note;
  if (name.empty() || name == publication.before) {
    publication.generation = publication.before;
    entry.outcome = "resumed";
    if (!hold) return publication;
    CALLSIDE_TRY(end_hold(folder, lock));
  } else {
    publication.generation = name;
    CALLSIDE_ASSIGN(const DocumentCounts counts, verified_counts(folder, name, options.stop));
    if (!options.allow_removals) {
      auto stopped = shrink_guard_error(folder, publication.before, name, counts);
      if (stopped) return tl::unexpected<Error>(std::move(*stopped));
    }
    auto stopped = ask_gate(options.gate, publication.before, name, entry);
    if (stopped) return tl::unexpected<Error>(std::move(*stopped));
    CALLSIDE_TRY(check_interrupted(options.stop));
    // End the hold first: after a crash in between, it would hold the index at a generation no longer served.
    auto moved = hold ? end_hold(folder, lock) : ok();
    if (moved) moved = point_current_to(folder, name, publication.cleanup_failures);
    if (!moved) {
      restore_hold(folder, hold, lock, moved.error());
      return tl::unexpected<Error>(std::move(moved).error());
    }
    publication.published = true;
  }
  entry.counts = logged_counts(folder, publication.generation);
  log_publication(folder, std::move(entry), publication);
  clean_up(folder, options.keep, lock, publication);
  return publication;
}

Result<Publication> roll_back(const IndexFolder& folder, const std::string& to, const std::string& note,
                              const WriterLock& lock, const InterruptCheck& stop) {
  Publication publication;
  CALLSIDE_ASSIGN(publication.cleanup_failures, refuse_while_forgetting(folder, lock));
  CALLSIDE_ASSIGN(publication.before, folder.current_or_none());
  publication.generation = to;
  if (to.empty()) {
    // The published generation itself may be missing.
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    CALLSIDE_ASSIGN(publication.generation, rollback_target(folder, current));
  } else {
    CALLSIDE_TRY(folder.require(to));
  }
  if (auto sound = verified_counts(folder, publication.generation, stop); !sound) {
    const auto older = rollback_target(folder, publication.generation);
    if (sound.error().code == ErrorCode::damaged && older) {
      sound.error().hint = "go further back: callside-index rollback --index " + folder.root().string() +
                           " --to " + *older +
                           "; to see which files are damaged: callside-index verify --index " +
                           folder.root().string() + " " + publication.generation;
    }
    return tl::unexpected<Error>(std::move(sound).error());
  }
  CALLSIDE_TRY(check_interrupted(stop));
  LogEntry entry = log_entry("rollback", "published");
  entry.note = note;
  entry.counts = logged_counts(folder, publication.generation);
  // Write the hold first: after a crash in between, the next build must not publish.
  const std::optional<Hold> hold = read_hold(folder);
  auto moved = write_hold(folder, {publication.generation, entry.when, entry.who, note}, lock);
  if (moved) moved = point_current_to(folder, publication.generation, publication.cleanup_failures);
  if (!moved) {
    restore_hold(folder, hold, lock, moved.error());
    return tl::unexpected<Error>(std::move(moved).error());
  }
  publication.published = true;
  log_publication(folder, std::move(entry), publication);
  return publication;
}

}  // namespace callside
