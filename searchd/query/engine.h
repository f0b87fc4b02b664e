#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "searchd/query/suggester.h"

namespace callside {

// What the engine tells the log. `failed`: a published generation that could not be opened; the last one is
// kept.
struct EngineEvents {
  std::function<void(const std::string& generation)> moved = [](const std::string&) {};
  std::function<void(const Error& error)> failed = [](const Error&) {};
};

// Opens an index for suggestions. It follows what is published: within a quarter of a second after CURRENT is
// replaced, new requests see the new generation, and running ones end on theirs. `events` is called from a
// thread of the engine.
Result<std::unique_ptr<Suggester>> open_engine(const std::filesystem::path& index, EngineEvents events = {});

}  // namespace callside
