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

// open_engine() of searchd/query/engine.h, or a test's.
using EngineOpener = std::function<Result<std::unique_ptr<Suggester>>(const std::filesystem::path& index,
                                                                      EngineOptions options)>;

// Serves until SIGTERM or SIGINT, then finishes the requests that run. Call it before any thread is started:
// it blocks those signals for all of them.
Result<void> serve(const ServeOptions& options, const EngineOpener& open_engine,
                   std::span<const PageFile> page);

// The program: reads the command line, does what it says, returns the exit status.
int searchd_main(int argc, char** argv, const EngineOpener& open_engine, std::span<const PageFile> page);

}  // namespace callside
