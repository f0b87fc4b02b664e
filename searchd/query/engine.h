#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/format/access.h"
#include "indexer/format/live_state.h"
#include "searchd/query/suggester.h"

namespace callside {

// Callbacks through which the engine reports to the log. A failure that is retried and fails in the same way
// is reported once.
// `failed`: a published generation could not be opened; the last one stays in use. `live_failed`: the same
// for live.json and translations.json. `damaged`: the generation that is served differs from what was
// written. `prepared`: everything is prepared for all readers (EngineOptions::readers) and what is served
// now.
struct EngineEvents {
  std::function<void(const std::string& generation)> moved = [](const std::string&) {};
  std::function<void(const Error& error)> failed = [](const Error&) {};
  std::function<void(const LiveState& state)> live_changed = [](const LiveState&) {};
  std::function<void(std::size_t count)> translations_changed = [](std::size_t) {};
  std::function<void(const Error& error)> live_failed = [](const Error&) {};
  std::function<void(const Error& error)> damaged = [](const Error&) {};
  std::function<void(const std::string& generation)> prepared = [](const std::string&) {};
};

struct EngineOptions {
  std::string generation;  // name of the generation to serve; empty: follow what is published
  EngineEvents events;
  // Ignores what was learned from the trial tickets (callers_words.h), so that these can be used as queries.
  bool held_out = false;
  // Reads all files in the background and compares them with their digests (index_follower.h).
  bool verify = false;
  // Returns all readers that may ask, in any order; equal ones may repeat. The engine prepares for them
  // before it serves a generation, and after changes in the background (warm_up.h). Called often and from any
  // thread, so it must be fast and thread-safe. Empty: nothing is prepared.
  std::function<std::vector<Access>()> readers = {};
  // `generation` is being built, and not in its final place yet (IndexFolder::of_building).
  bool is_building = false;
};

// Opens an index for searching and answers questions from it: searchd/query's front door.
// The engine follows what is published and what editors change live: requests that start more than a quarter
// of a second after CURRENT, live.json or translations.json was replaced see the change; running requests
// finish on the old state. A file that cannot be read is retried, and raises an alarm until it can be
// (Suggester::alarms). Events are called from a thread of the engine.
Result<std::unique_ptr<Suggester>> open_engine(const std::filesystem::path& index,
                                               EngineOptions options = {});

}  // namespace callside
