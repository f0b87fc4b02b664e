#include <iostream>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/publish/publish_log.h"

namespace callside {

namespace {

using nlohmann::json;

struct LogArguments {
  std::filesystem::path index;
  std::size_t last = std::numeric_limits<std::size_t>::max();
  Output output;
};

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

json to_json_value(const LogEntry& entry) {
  json out{{"when", entry.when},
           {"who", entry.who},
           {"command", entry.command},
           {"outcome", entry.outcome},
           {"generation", text_or_null(entry.generation)},
           {"before", text_or_null(entry.before)},
           {"note", text_or_null(entry.note)}};
  if (!entry.subject.empty()) out["subject"] = entry.subject;
  if (!entry.gate.empty()) out["gate"] = entry.gate;
  if (!entry.why.empty()) out["why"] = entry.why;
  if (entry.counts) {
    out["documents"] = entry.counts->documents;
    out["by_kind"] = entry.counts->by_kind;
    out["by_language"] = entry.counts->by_language;
  }
  return out;
}

std::string counts_text(const DocumentCounts& counts) {
  std::string text = std::to_string(counts.documents) + " documents (";
  bool first = true;
  for (const auto& [kind, number] : counts.by_kind) {
    text += (first ? "" : ", ") + std::to_string(number) + " " + kind;
    first = false;
  }
  return text + ")";
}

void print(const LogEntry& entry) {
  std::cout << entry.when << "  " << entry.who << "  " << entry.command << "  "
            << (entry.generation.empty() ? entry.subject : entry.generation) << ' ' << entry.outcome;
  if (entry.counts) std::cout << ", " << counts_text(*entry.counts);
  if (!entry.before.empty() && entry.outcome == "published") std::cout << ", before: " << entry.before;
  if (entry.gate == kGateNone) {
    std::cout << ", no gate";
  } else if (!entry.gate.empty()) {
    std::cout << ", gate " << entry.gate;
  }
  std::cout << '\n';
  if (!entry.note.empty()) std::cout << "    " << entry.note << '\n';
  if (!entry.why.empty()) std::cout << "    " << entry.why << '\n';
}

Result<int> run_log(const LogArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::vector<LogEntry> entries, read_log(folder, arguments.last));
  // Without a log, check that this is an index.
  if (entries.empty()) CALLSIDE_TRY(folder.current());
  if (arguments.output.json) {
    json out = json::array();
    for (const LogEntry& entry : entries) out.push_back(to_json_value(entry));
    std::cout << out.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    for (const LogEntry& entry : entries) print(entry);
  }
  return 0;
}

}  // namespace

Command add_log(CLI::App& program) {
  auto arguments = std::make_shared<LogArguments>();
  CLI::App* command = program.add_subcommand("log", "Show who published what, when and why, newest first");
  add_index_option(*command, arguments->index);
  command->add_option("--last", arguments->last, "Number of entries to show; default: all")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_log(*arguments); }};
}

}  // namespace callside
