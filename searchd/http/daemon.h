#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "indexer/base/error.h"
#include "searchd/http/options.h"
#include "searchd/page/page.h"
#include "searchd/query/engine.h"

namespace callside {

// Opens the engine of an index: open_engine() of searchd/query/engine.h, or a test's replacement.
using EngineOpener = std::function<Result<std::unique_ptr<Suggester>>(const std::filesystem::path& index,
                                                                      EngineOptions options)>;

// Serves until SIGTERM or SIGINT, then finishes the running requests. Call it before starting any thread,
// because it blocks those signals for all of them.
Result<void> serve(const ServeOptions& options, const EngineOpener& open_engine,
                   std::span<const PageFile> page);

// The program: parses the command line, runs the command and returns the exit status.
int searchd_main(int argc, char** argv, const EngineOpener& open_engine, std::span<const PageFile> page);

}  // namespace callside
