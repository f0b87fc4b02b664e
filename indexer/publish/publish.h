#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/file_digest.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/hold.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// Publishing and rolling back: decides which generation is served. All functions need the writer's lock; a
// `const WriterLock&` proves that it is held.

inline constexpr std::size_t kGenerationsKept = 3;

// A gate's decision about a generation.
struct GateVerdict {
  bool was_asked = false;        // false if it turned out that there is no gate
  std::optional<Error> stopped;  // why the generation must not be published
};

// A check that a generation must pass before it is published, such as how well it answers. Called last, once
// the generation is complete and staged. `before`: the published generation, or empty. If it returns an
// error, the generation is not published either.
using PublishGate = std::function<Result<GateVerdict>(const std::string& name, const std::string& before)>;

// The log records whether the gate was skipped.
struct GateOptions {
  PublishGate gate;      // empty if there is none
  bool skipped = false;  // there is a gate, but it is not used; `gate` is then empty
};

// What to do with a finished generation.
struct PublishOptions {
  std::string command = "build";  // for the log
  std::string note;               // for the log: the user's reason
  bool stage = false;             // stage the generation without publishing it
  bool allow_removals = false;    // skip the shrink guard
  GateOptions gate;
  std::size_t keep = kGenerationsKept;
};

struct Publication {
  std::string generation;
  std::string before;                // published before; empty if there was none, or it could not be read
  bool published = false;            // false if it was only staged
  std::optional<Error> stopped;      // why a hold or a guard prevented publishing
  std::optional<Error> log_failure;  // set if everything was done, but the log could not be written
  // Failures that did not stop publishing: removing old generations and leftovers, reserving space for
  // withdrawals. The next command that writes the index tries again.
  std::vector<Error> cleanup_failures;
};

// Turns a finished building.NAME, whose manifest is written, into a generation. Publishes it unless it is
// only to be staged, the index is held, it lost too many documents, or the gate stops it. All its files are
// flushed before CURRENT names it, so until then readers see the previous generation, even after a crash.
// Writes the log and removes old generations. If it fails, nothing was published.
Result<Publication> publish_building(const IndexFolder& folder, const std::string& name,
                                     const PublishOptions& options, const WriterLock& lock);

struct PublishStagedOptions {
  std::optional<std::string> generation;  // nullopt: the newest staged one
  std::string note;                       // for the log
  bool resume = false;  // end a hold; without `generation`, publish the newest one, staged or not
  bool allow_removals = false;
  GateOptions gate;
  std::size_t keep = kGenerationsKept;
  InterruptCheck stop;  // once it returns true, nothing is published and the error is `interrupted`
};

// Publishes an existing generation after verifying all its files. Fails with `stopped` if the index is held,
// the generation lost too many documents, or the gate stops it. Refuses generations older than the published
// one: use roll_back(). With `resume`, the hold ends even if there is no newer generation; `published` is
// then false. If it fails, nothing was published, and a hold remains.
Result<Publication> publish_generation(const IndexFolder& folder, const PublishStagedOptions& options,
                                       const WriterLock& lock);

// Publishes the older generation `to`, or if it is empty, the newest one that was published before the
// current one. Holds the index. No guard applies, so that a rollback is always possible. Refuses a generation
// with a damaged file; the hint then names the one published before it, if there is one. `stop`: as in
// PublishStagedOptions. If it fails, nothing changed.
Result<Publication> roll_back(const IndexFolder& folder, const std::string& to, const std::string& note,
                              const WriterLock& lock, const InterruptCheck& stop = {});

}  // namespace callside
