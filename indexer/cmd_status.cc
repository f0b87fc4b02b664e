#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/command.h"
#include "indexer/schema/generation.h"

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

json describe(const IndexFolder& folder, const Generation& generation) {
  const Manifest& manifest = generation.manifest();
  json sources = json::array();
  for (const Manifest::Source& source : manifest.sources) {
    sources.push_back({{"path", source.path}, {"documents", source.documents}});
  }
  return json{{"index", fs::absolute(folder.root()).lexically_normal().string()},
              {"generation", generation.name()},
              {"generations", folder.list()},
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
              {"redacted", manifest.redacted},
              {"bytes", bytes_below(folder.generation(generation.name()))},
              {"sources", sources}};
}

void print_counts(const char* label, const json& counts) {
  std::cout << label;
  bool first = true;
  for (const auto& [name, number] : counts.items()) {
    std::cout << (first ? "" : ", ") << number << ' ' << name;
    first = false;
  }
  std::cout << '\n';
}

void print(const json& status) {
  std::cout << "index       " << status["index"].get<std::string>() << '\n'
            << "generation  " << status["generation"].get<std::string>() << ", built "
            << status["built"].get<std::string>() << ", " << status["generations"].size() << " kept\n"
            << "documents   " << status["documents"] << ", " << status["words"] << " words, "
            << status["bytes"].get<std::uint64_t>() / 1000000 << " MB\n";
  print_counts("kinds       ", status["by_kind"]);
  print_counts("languages   ", status["by_language"]);
  print_counts("audiences   ", status["by_audience"]);
  if (!status["redacted"].empty()) print_counts("redacted    ", status["redacted"]);
  if (status["rejected"] != 0)
    std::cout << "rejected    " << status["rejected"] << " records at the last build\n";
  for (const json& source : status["sources"]) {
    std::cout << "source      " << source["path"].get<std::string>() << ", " << source["documents"]
              << " documents\n";
  }
}

Result<int> run_status(const StatusArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string name, folder.current());
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  const json status = describe(folder, generation);
  if (arguments.output.json) {
    std::cout << status.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print(status);
  }
  return 0;
}

}  // namespace

Command add_status(CLI::App& program) {
  auto arguments = std::make_shared<StatusArguments>();
  CLI::App* command =
      program.add_subcommand("status", "Say what is published: generation, counts, languages, size");
  add_index_option(*command, arguments->index);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_status(*arguments); }};
}

}  // namespace callside
