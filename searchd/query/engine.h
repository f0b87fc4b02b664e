#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "indexer/format/live_state.h"
#include "searchd/query/suggester.h"

namespace callside {

// What the engine tells the log. `failed`: a published generation that could not be opened; the last one is
// kept. `live_failed`: the same of live.json and translations.json. `damaged`: the generation that is served
// is not as it was written. What fails again in the same way is told once.
struct EngineEvents {
  std::function<void(const std::string& generation)> moved = [](const std::string&) {};
  std::function<void(const Error& error)> failed = [](const Error&) {};
  std::function<void(const LiveState& state)> live_changed = [](const LiveState&) {};
  std::function<void(std::size_t count)> translations_changed = [](std::size_t) {};
  std::function<void(const Error& error)> live_failed = [](const Error&) {};
  std::function<void(const Error& error)> damaged = [](const Error&) {};
};

struct EngineOptions {
  std::string generation;  // to stay with, published or not; empty: whatever is published
  EngineEvents events;
  // To answer without what the tickets that are for trial taught (callers_words.h), so that they may be
  // asked.
  bool on_trial = false;
  // To read all files in the background and compare them with their digests (index_follower.h).
  bool verify = false;
};

// Opens an index for suggestions. It follows what is published, and what editors say at once: within a
// quarter of a second after CURRENT, live.json or translations.json is replaced, new requests see it, and
// running ones end on what they began with. What can't be read is tried again, and is an alarm until it can
// (Suggester::alarms). The events are called from a thread of the engine.
Result<std::unique_ptr<Suggester>> open_engine(const std::filesystem::path& index,
                                               EngineOptions options = {});

}  // namespace callside
