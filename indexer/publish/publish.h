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

// Publishing is an act: which generation is read, who said so, and what keeps it from happening. All of this
// needs the writer's lock; `const WriterLock&` shows that it is held.

inline constexpr std::size_t kGenerationsKept = 3;

// What a gate says of a generation.
struct GateVerdict {
  bool was_asked = false;        // else there is no gate after all
  std::optional<Error> stopped;  // why the generation must not be published
};

// What else must hold of a generation before it is published, such as how well it answers. Asked last, once
// the generation is complete and staged. `before` is what is published; empty: nothing. An error keeps the
// generation from being published, as a verdict that stops it does.
using PublishGate = std::function<Result<GateVerdict>(const std::string& name, const std::string& before)>;

// Whoever publishes may bring a gate, and may have been told to skip it, which the log says.
struct GateOptions {
  PublishGate gate;      // none: there is nothing to ask
  bool skipped = false;  // there is a gate, and it is not to be asked; `gate` is none then
};

// How a finished generation goes on.
struct PublishOptions {
  std::string command = "build";  // for the log
  std::string note;               // for the log: why, in the words of whoever does it
  bool stage = false;             // make it a generation, but don't publish it
  bool allow_removals = false;    // publish also what the shrink guard would stop
  GateOptions gate;
  std::size_t keep = kGenerationsKept;
};

struct Publication {
  std::string generation;
  std::string before;             // what was published before; empty: nothing, or nothing that could be read
  bool published = false;         // else it is staged
  std::optional<Error> stopped;   // it was to be published, and a hold or a guard kept it from that
  std::optional<Error> unlogged;  // all is done, but the log could not be written
  // What could not be tidied up: old generations, leftovers, room for withdrawals. None of it keeps a
  // generation from being published; the next command that writes the index tries again.
  std::vector<Error> untidy;
};

// Makes a finished building.NAME (its manifest is written) a generation, and publishes it, unless it is only
// to be staged, the index is held, it lost too much, or the gate stops it. Everything in it is on the disk
// before CURRENT names it; until then readers and crashes see what was published before. Logs it, and removes
// old generations. An error means that nothing was published.
Result<Publication> publish_building(const IndexFolder& folder, const std::string& name,
                                     const PublishOptions& options, const WriterLock& lock);

struct PublishStagedOptions {
  std::optional<std::string> generation;  // none: the newest that is staged
  std::string note;
  bool resume = false;  // ends a hold; none named: the newest is published, staged or not
  bool allow_removals = false;
  GateOptions gate;
  std::size_t keep = kGenerationsKept;
  StopReading stop;  // true: nothing is published any more, an interrupted error
};

// Publishes a generation that is there already, once all its files are found to be as they were written.
// `stopped`, as an error, where the index is held, the generation lost too much, or the gate stops it. What
// is older than the published is refused: that is a rollback. With `resume` the hold ends also where nothing
// newer is there; then `published` is false. An error means that nothing was published, and that a hold is
// still there.
Result<Publication> publish_generation(const IndexFolder& folder, const PublishStagedOptions& options,
                                       const WriterLock& lock);

// Points CURRENT to the generation `to`; empty: to the newest that was published before the present one.
// Holds the index. No guard looks at it: it is the way out. A generation with a damaged file is refused; the
// hint names the one that was published before it, if there is one. `stop`: as in PublishStagedOptions. An
// error means that nothing changed.
Result<Publication> roll_back(const IndexFolder& folder, const std::string& to, const std::string& note,
                              const WriterLock& lock, const StopReading& stop = {});

}  // namespace callside
