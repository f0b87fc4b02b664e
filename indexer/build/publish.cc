#include "indexer/build/publish.h"

#include <unistd.h>

#include <cerrno>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/user_name.h"
#include "indexer/build/forgetting.h"
#include "indexer/build/old_generations.h"
#include "indexer/build/publish_log.h"
#include "indexer/build/shrink_guard.h"
#include "indexer/schema/generation.h"
#include "indexer/schema/generation_files.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// Makes a generation the published one. That it was staged is forgotten first: published and staged at once
// is what no crash may leave.
Result<void> point_current_to(const IndexFolder& folder, const std::string& name) {
  const fs::path staged = folder.generation(name) / kStagedFile;
  if (::unlink(staged.c_str()) == 0) {
    CALLSIDE_TRY(sync_folder(folder.generation(name)));
  } else if (errno != ENOENT) {
    return fail_errno("cannot remove " + staged.string());
  }
  return replace_file(folder.current_file(), name + "\n");
}

// What the guard has to say of publishing `name`. What was published may be of another format: its counts are
// compared all the same. Where nothing readable is published, there is nothing to lose.
std::optional<Error> lost_too_much(const IndexFolder& folder, const std::string& before,
                                   const std::string& name, const DocumentCounts& counts) {
  if (before.empty() || before == name) return std::nullopt;
  const auto was = read_counts(folder.generation(before) / kManifestFile);
  if (!was) return std::nullopt;
  const std::vector<Loss> lost = losses(*was, counts);
  if (lost.empty()) return std::nullopt;
  return shrink_error(folder, before, name, lost);
}

// What the gate has to say of publishing `name`, and in the log what was done about it.
std::optional<Error> stopped_by_gate(const GateOptions& options, const std::string& before,
                                     const std::string& name, LogEntry& entry) {
  if (options.skipped) entry.gate = "skipped";
  if (!options.gate) return std::nullopt;
  Result<std::optional<Error>> said = options.gate(name, before);
  std::optional<Error> stopped = said ? std::move(*said) : std::optional<Error>(std::move(said).error());
  entry.gate = stopped ? "stopped" : "passed";
  return stopped;
}

void log_publication(const IndexFolder& folder, LogEntry entry, Publication& publication) {
  entry.generation = publication.generation;
  entry.before = publication.before;
  if (publication.stopped) entry.why = publication.stopped->message;
  if (auto logged = append_log(folder, entry); !logged) publication.unlogged = std::move(logged).error();
}

// The manifest was just read or written by this program, but its counts are what is logged.
std::optional<DocumentCounts> logged_counts(const IndexFolder& folder, const std::string& name) {
  auto counts = read_counts(folder.generation(name) / kManifestFile);
  return counts ? std::optional<DocumentCounts>(std::move(*counts)) : std::nullopt;
}

// The generation that `publish` means where none is named; empty: there is none.
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
                "nothing newer than the published generation is staged in " + folder.root().string(),
                "stage something: callside-index build --stage" + index + " SOURCE...");
  }
  const std::string& name = *options.generation;
  CALLSIDE_TRY(folder.require(name));
  if (!before.empty() && is_older(name, before)) {
    return fail(ErrorCode::usage, "generation " + name + " is older than " + before + ", which is published",
                "to go back to it, and stay there: callside-index rollback" + index + " --to " + name);
  }
  return name;
}

// What was published before `current` and is still there; empty: nothing.
std::string rollback_target(const IndexFolder& folder, const std::string& current) {
  std::string target;
  for (const std::string& name : folder.list()) {
    if (is_older(name, current) && !folder.is_staged(name)) target = name;
  }
  return target;
}

}  // namespace

Result<Publication> publish_building(const IndexFolder& folder, const std::string& name,
                                     const PublishOptions& options, const WriterLock& lock) {
  const fs::path building = folder.building(name);
  CALLSIDE_ASSIGN(const DocumentCounts counts, read_counts(building / kManifestFile));
  Publication publication;
  publication.generation = name;
  publication.before = folder.current().value_or("");
  if (!options.stage) {
    const std::optional<Hold> hold = read_hold(folder);
    if (hold) {
      publication.stopped = held_error(folder, *hold);
    } else if (!options.allow_removals) {
      publication.stopped = lost_too_much(folder, publication.before, name, counts);
    }
  }
  CALLSIDE_TRY(replace_file(building / kInUseFile, ""));
  CALLSIDE_TRY(replace_file(building / kStagedFile, ""));
  CALLSIDE_TRY(seal_folder(building));
  CALLSIDE_TRY(make_private_folder(folder.generations()));
  if (::rename(building.c_str(), folder.generation(name).c_str()) != 0) {
    return fail_errno("cannot move " + building.string());
  }
  CALLSIDE_TRY(sync_folder(folder.generations()));
  LogEntry entry = log_entry(options.command, "published");
  if (!options.stage && !publication.stopped)
    publication.stopped = stopped_by_gate(options.gate, publication.before, name, entry);
  publication.published = !options.stage && !publication.stopped;
  if (publication.published) CALLSIDE_TRY(point_current_to(folder, name));

  if (!publication.published) entry.outcome = options.stage ? "staged" : "stopped";
  entry.note = options.note;
  entry.counts = counts;
  log_publication(folder, std::move(entry), publication);
  CALLSIDE_TRY(remove_old_generations(folder, options.keep, lock));
  return publication;
}

Result<Publication> publish_generation(const IndexFolder& folder, const PublishStagedOptions& options,
                                       const WriterLock& lock) {
  CALLSIDE_TRY(refuse_while_forgetting(folder, lock));
  Publication publication;
  publication.before = folder.current().value_or("");
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
    // What cannot be read must not be published.
    CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
    CALLSIDE_TRY(verify_generation(folder, name));
    if (!options.allow_removals) {
      auto stopped = lost_too_much(folder, publication.before, name, counts_of(generation.manifest()));
      if (stopped) return tl::unexpected<Error>(std::move(*stopped));
    }
    auto stopped = stopped_by_gate(options.gate, publication.before, name, entry);
    if (stopped) return tl::unexpected<Error>(std::move(*stopped));
    CALLSIDE_TRY(point_current_to(folder, name));
    publication.published = true;
    if (hold) CALLSIDE_TRY(end_hold(folder, lock));
  }
  entry.counts = logged_counts(folder, publication.generation);
  log_publication(folder, std::move(entry), publication);
  CALLSIDE_TRY(remove_old_generations(folder, options.keep, lock));
  return publication;
}

Result<Publication> roll_back(const IndexFolder& folder, const std::string& to, const std::string& note,
                              const WriterLock& lock) {
  CALLSIDE_TRY(refuse_while_forgetting(folder, lock));
  Publication publication;
  publication.before = folder.current().value_or("");
  publication.generation = to;
  if (to.empty()) {
    // The published one itself may be gone.
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    publication.generation = rollback_target(folder, current);
    if (publication.generation.empty()) {
      return fail(ErrorCode::not_found,
                  "no generation before " + current + " is kept in " + folder.root().string(),
                  "what was published when: callside-index log --index " + folder.root().string());
    }
  } else {
    CALLSIDE_TRY(folder.require(to));
  }
  // What cannot be read must not be published.
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, publication.generation));
  CALLSIDE_TRY(verify_generation(folder, generation.name()));
  LogEntry entry = log_entry("rollback", "published");
  entry.note = note;
  entry.counts = logged_counts(folder, publication.generation);
  // First the hold: a crash between the two must not let the next build publish.
  CALLSIDE_TRY(write_hold(folder, {publication.generation, entry.when, entry.who, note}, lock));
  CALLSIDE_TRY(point_current_to(folder, publication.generation));
  publication.published = true;
  log_publication(folder, std::move(entry), publication);
  return publication;
}

}  // namespace callside
