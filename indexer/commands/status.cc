#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/base/paths.h"
#include "indexer/commands/command.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/commands/terminal/terminal.h"
#include "indexer/format/generation.h"
#include "indexer/publish/hold.h"

namespace callside {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct StatusArguments {
  fs::path index;
  Output output;
};

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (auto it = fs::recursive_directory_iterator(folder, error);
       !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    if (it->is_regular_file(error)) bytes += it->file_size(error);
  }
  return bytes;
}

json held_value(const IndexFolder& folder) {
  const std::optional<Hold> hold = read_hold(folder);
  if (!hold) return {};
  return json{
      {"generation", hold->generation}, {"since", hold->since}, {"by", hold->by}, {"note", hold->note}};
}

void add_live_state(const LiveState& state, json& status) {
  status["notices"] = json::array();
  status["withdrawn"] = json::array();
  for (const Notice& notice : state.notices) {
    if (!notice.is_over(now())) status["notices"].push_back(to_json_value(notice));
  }
  for (const Withdrawal& one : state.withdrawn) status["withdrawn"].push_back(to_json_value(one));
}

json describe(const IndexFolder& folder, const Generation& generation, bool is_published) {
  const Manifest& manifest = generation.manifest();
  json sources = json::array();
  for (const Manifest::Source& source : manifest.sources) {
    sources.push_back(
        {{"path", source.path}, {"documents", source.documents}, {"deltas", !source.deltas.empty()}});
  }
  return json{{"index", absolute_path(folder.root()).string()},
              {"generation", is_published ? json(generation.name()) : json()},
              {"generations", folder.list()},
              {"staged", folder.staged()},
              {"held", held_value(folder)},
              {"built", manifest.created},
              {"build_seconds", manifest.build_seconds},
              {"program", manifest.program},
              {"format_version", manifest.format_version},
              {"fingerprint", manifest.fingerprint},
              {"documents", manifest.documents},
              {"by_kind", manifest.by_kind},
              {"by_language", manifest.by_language},
              {"by_audience", manifest.by_audience},
              {"words", generation.vocabulary().size()},
              {"rejected", manifest.rejected},
              {"stale", generation.store().stale().size()},
              {"redacted", manifest.redacted},
              {"forgotten", manifest.forgotten},
              {"too_old", manifest.too_old},
              {"drafts", manifest.drafts},
              {"hidden", manifest.hidden},
              {"model",
               {{"generation", manifest.model.generation},
                {"learned", manifest.model.created},
                {"documents", manifest.model.documents},
                {"changed", manifest.model.changed}}},
              {"editors",
               {{"synonyms", generation.editorial().synonyms.size()},
                {"pins", generation.editorial().pins.size()},
                {"never_for", generation.editorial().never_for.size()}}},
              {"bytes", bytes_below(folder.generation(generation.name()))},
              {"sources", sources}};
}

// Prints "4 en, 2 sl". Counts other than 1 get the `ending`: "4 articles, 1 ticket".
void print_counts(const char* label, const json& counts, const char* ending = "") {
  std::cout << label;
  bool first = true;
  for (const auto& [name, number] : counts.items()) {
    const auto count = number.get<std::uint64_t>();
    std::cout << (first ? "" : ", ") << grouped(count) << ' ' << name << (count == 1 ? "" : ending);
    first = false;
  }
  std::cout << '\n';
}

void print_editors(const json& editors) {
  const auto synonyms = editors["synonyms"].get<std::uint64_t>();
  const auto pins = editors["pins"].get<std::uint64_t>();
  const auto never = editors["never_for"].get<std::uint64_t>();
  if (synonyms + pins + never == 0) return;
  std::cout << "editors     " << grouped(synonyms) << (synonyms == 1 ? " synonym, " : " synonyms, ")
            << grouped(pins) << (pins == 1 ? " pin, " : " pins, ") << grouped(never) << " never_for\n";
}

std::string staged_line(const json& status) {
  std::string names;
  for (const json& name : status["staged"]) names += (names.empty() ? "" : ", ") + name.get<std::string>();
  return names.empty() ? "" : "staged      " + names + "\n";
}

std::string held_line(const json& status) {
  const json& held = status["held"];
  if (held.is_null()) return {};
  const Hold hold{held["generation"], held["since"], held["by"], held["note"]};
  return "held        " + to_string(hold) + "; publish --resume ends it\n";
}

void print_status(const json& status) {
  const json& name = status["generation"];
  std::cout << "index       " << status["index"].get<std::string>() << '\n'
            << "generation  "
            << (name.is_null() ? "none is published; newest staged one" : name.get<std::string>())
            << ", built " << status["built"].get<std::string>() << ", " << status["generations"].size()
            << " kept\n"
            << staged_line(status) << held_line(status) << "documents   "
            << grouped(status["documents"].get<std::uint64_t>()) << ", "
            << grouped(status["words"].get<std::uint64_t>()) << " words, "
            << size_text(status["bytes"].get<std::uint64_t>()) << '\n';
  if (const json& model = status["model"]; model["changed"] != 0) {
    std::cout << "model       learned from " << model["documents"] << " documents at "
              << model["learned"].get<std::string>() << "; " << model["changed"] << " changed since\n";
  }
  print_counts("kinds       ", status["by_kind"], "s");
  print_counts("languages   ", status["by_language"]);
  print_counts("audiences   ", status["by_audience"]);
  print_editors(status["editors"]);
  if (!status["redacted"].empty()) print_counts("redacted    ", status["redacted"]);
  if (status["rejected"] != 0)
    std::cout << "rejected    " << status["rejected"] << " records at the last build\n";
  if (status["stale"] != 0) {
    std::cout << "stale       " << status["stale"]
              << " documents: last readable versions of records that can no longer be read\n";
  }
  if (status["forgotten"] != 0) std::cout << "forgotten   " << status["forgotten"] << " left out\n";
  if (status["too_old"] != 0)
    std::cout << "too old     " << status["too_old"] << (status["too_old"] == 1 ? " ticket" : " tickets")
              << " left out (ticket_max_age)\n";
  if (status["drafts"] != 0) std::cout << "drafts      " << status["drafts"] << " left out\n";
  if (status["hidden"] != 0)
    std::cout << "hidden      " << status["hidden"] << " archived or hidden records left out\n";
  for (const json& one : status["withdrawn"]) {
    std::cout << "withdrawn   " << one["id"].get<std::string>()
              << (one["lang"].is_null() ? "" : " in " + one["lang"].get<std::string>()) << ", since "
              << one["since"].get<std::string>() << " by " << one["by"].get<std::string>() << '\n';
  }
  for (const json& one : status["notices"]) {
    std::cout << "notice      " << one["id"].get<std::string>() << ", until "
              << one["until"].get<std::string>() << ": " << one["text"].get<std::string>() << '\n';
  }
  for (const json& source : status["sources"]) {
    std::cout << "source      " << source["path"].get<std::string>() << ", " << source["documents"]
              << " documents" << (source["deltas"].get<bool>() ? ", a delta export\n" : "\n");
  }
}

Result<int> run_status(const StatusArguments& arguments) {
  const IndexFolder folder(arguments.index);
  const auto current = folder.current();
  const std::vector<std::string> staged = folder.staged();
  if (!current && (current.error().code != ErrorCode::not_found || staged.empty())) {
    return tl::unexpected<Error>(current.error());
  }
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, current ? *current : staged.back()));
  CALLSIDE_ASSIGN(const LiveState live, read_live_state(folder));
  json status = describe(folder, generation, current.has_value());
  add_live_state(live, status);
  if (arguments.output.json) {
    std::cout << status.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print_status(status);
  }
  return 0;
}

}  // namespace

Command add_status(CLI::App& program) {
  auto arguments = std::make_shared<StatusArguments>();
  CLI::App* command =
      program.add_subcommand("status", "Show what is published: generation, counts, languages, size");
  add_index_option(*command, arguments->index);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_status(*arguments); }};
}

}  // namespace callside
