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

// The gate as commands that publish have it: by the command line, else by the configuration.

struct GateArguments {
  std::string file;
  std::optional<double> min_success3, max_drop;
  bool skip = false;
};

// --gate, --min-success3, --max-drop, --skip-gate.
void add_gate_options(CLI::App& command, GateArguments& arguments);

// Judged queries that are asked of a generation before it is published (quality/gate.h).
class Gatekeeper {
 public:
  // Reads the queries at once, so that a slip in them is named before the work begins. `declared`: what the
  // configuration says; none: nothing. No gate at all is no error: then everything passes.
  static Result<Gatekeeper> prepare(const GateArguments& arguments,
                                    const std::optional<DailyWork::Gate>& declared,
                                    const std::filesystem::path& index);
  // Of `publish`: the gate that the generation's own sources declare, or that `config` does, if that is not
  // empty. It is read when the generation is known.
  static Gatekeeper for_staged(const GateArguments& arguments, const std::string& config,
                               const std::filesystem::path& index);

  // What goes into PublishOptions; it keeps alive what it needs.
  GateOptions options() const;

  // What the gate said, once it was asked: "gate" in the report, null where it was not asked; a line of the
  // summary where it passed (not with `quiet`); and where it stopped a generation, the queries on standard
  // error.
  void add_json(nlohmann::json& report) const;
  void print(bool quiet) const;

 private:
  struct State;
  explicit Gatekeeper(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

}  // namespace callside
