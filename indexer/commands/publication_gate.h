#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/config/daily_work.h"
#include "indexer/publish/publish.h"
#include "indexer/quality/gate.h"

namespace callside {

// The gate of the commands that publish: from the command line, or else from the configuration.

struct GateArguments {
  std::string file;
  std::optional<double> min_success3, max_drop;
  bool skip = false;
};

// Adds --gate, --min-success3, --max-drop and --skip-gate.
void add_gate_options(CLI::App& command, GateArguments& arguments);

// Judged queries that a generation must answer well enough before it is published (quality/gate.h).
class Gatekeeper {
 public:
  // Reads the queries at once, so that their errors are reported before a long build. `declared` is the gate
  // of the configuration, if it has one. Without any gate, everything passes.
  static Result<Gatekeeper> prepare(const GateArguments& arguments,
                                    const std::optional<DailyWork::Gate>& declared,
                                    const std::filesystem::path& index);
  // For `publish`: uses the gate that `config` declares or, if that is empty, the configuration of the
  // generation's sources. Reads it once the generation is known.
  static Gatekeeper for_staged(const GateArguments& arguments, const std::string& config,
                               const std::filesystem::path& index);

  // The options may outlive the Gatekeeper: they share its state.
  GateOptions options() const;

  // Adds "gate" to the report: null if the gate did not run.
  void add_json(nlohmann::json& report) const;
  // If the gate passed, prints a line of the summary, unless `quiet`. If it stopped the generation, prints
  // the queries on standard error. Does nothing if the gate did not run.
  void print(bool quiet) const;

 private:
  struct State;
  explicit Gatekeeper(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

}  // namespace callside
