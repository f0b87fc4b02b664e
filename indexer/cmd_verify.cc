#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "indexer/publication_report.h"
#include "indexer/schema/generation_files.h"
#include "indexer/schema/generation_use.h"

namespace callside {

namespace {

using nlohmann::json;

struct VerifyArguments {
  std::filesystem::path index;
  std::string generation;
  Output output;
};

// What was found in one generation.
struct Verified {
  std::string generation;
  bool published = false;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<FileFault> faults;
  std::optional<Error> of_other_version;  // it can't be checked: its format or analysis is another
  bool is_sound() const { return faults.empty() && !of_other_version; }
};

Result<Verified> verify_one(const IndexFolder& folder, const std::string& name, bool published,
                            FileDigests& digests) {
  CALLSIDE_ASSIGN(const GenerationUse use, GenerationUse::begin(folder, name));
  Verified found{name, published, 0, 0, {}, std::nullopt};
  const std::filesystem::path path = folder.generation(name);
  const auto manifest = read_manifest(path / kManifestFile);
  if (!manifest && manifest.error().code == ErrorCode::old_index) {
    found.of_other_version = manifest.error();
    return found;
  }
  if (!manifest) {
    found.faults.push_back({kManifestFile, manifest.error().code == ErrorCode::damaged
                                               ? "holds something else than was written into it"
                                               : "cannot be read (" + manifest.error().message + ")"});
    return found;
  }
  found.files = manifest->files.size() + 1;
  for (const Manifest::File& file : manifest->files) found.bytes += file.bytes;
  CALLSIDE_ASSIGN(found.faults, find_faults(path, *manifest, digests));
  return found;
}

Result<std::vector<std::string>> to_verify(const IndexFolder& folder, const std::string& named) {
  if (!named.empty()) {
    CALLSIDE_TRY(folder.require(named));
    return std::vector<std::string>{named};
  }
  std::vector<std::string> names = folder.list();
  // What is published must be there to be verified, whatever else is kept.
  if (const auto current = folder.current(); !current) {
    if (names.empty() || current.error().code != ErrorCode::not_found)
      return tl::unexpected<Error>(current.error());
  } else if (std::find(names.begin(), names.end(), *current) == names.end()) {
    names.push_back(*current);
  }
  return names;
}

json to_json_value(const Verified& one) {
  json faults = json::array();
  for (const FileFault& fault : one.faults)
    faults.push_back({{"file", fault.path}, {"reason", fault.reason}});
  json out{{"generation", one.generation}, {"published", one.published}, {"sound", one.is_sound()},
           {"files", one.files},           {"bytes", one.bytes},         {"faults", faults}};
  if (one.of_other_version) out["unchecked"] = one.of_other_version->message;
  return out;
}

void print(const Verified& one) {
  std::cout << "generation " << one.generation << (one.published ? " (published): " : ": ");
  if (one.of_other_version) {
    std::cout << "not checked: " << one.of_other_version->message << '\n';
  } else if (one.faults.empty()) {
    std::cout << one.files << " files, " << one.bytes << " bytes, all as they were written\n";
  } else {
    std::cout << one.faults.size() << (one.faults.size() == 1 ? " file is" : " files are") << " damaged\n";
  }
}

Result<int> run_verify(const VerifyArguments& arguments) {
  install_interrupt();
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::vector<std::string> names, to_verify(folder, arguments.generation));
  const std::string current = folder.current().value_or("");
  FileDigests digests([] { return interrupted().load(); });
  json report{{"sound", true}, {"generations", json::array()}};
  std::optional<Error> failed;
  for (const std::string& name : names) {
    auto found = verify_one(folder, name, name == current, digests);
    if (!found && found.error().code == ErrorCode::changed && name != current) continue;  // it is going
    if (!found && found.error().code == ErrorCode::not_found) {
      found = Verified{name, name == current, 0, 0, {{kInUseFile, "is missing"}}, std::nullopt};
    }
    if (!found) return tl::unexpected<Error>(std::move(found).error());
    if (arguments.output.json) report["generations"].push_back(to_json_value(*found));
    if (!arguments.output.json && !arguments.output.quiet) print(*found);
    for (const FileFault& fault : found->faults) {
      if (!arguments.output.json)
        std::cerr << (folder.generation(name) / fault.path).string() << ' ' << fault.reason << '\n';
      report["sound"] = false;
      // The way out is that of the published one, if that is damaged.
      if (!failed || found->published)
        failed = Error{ErrorCode::damaged, "generation " + name + " is damaged", mend_damage(folder, name)};
    }
    // Generations of another version are kept to go back to with another program.
    const bool is_wanted = found->published || !arguments.generation.empty();
    if (found->of_other_version && is_wanted && !failed) failed = found->of_other_version;
  }
  if (arguments.output.json) std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  if (failed) return tl::unexpected<Error>(std::move(*failed));
  return 0;
}

}  // namespace

Command add_verify(CLI::App& program) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* command = program.add_subcommand(
      "verify", "Read every file of the kept generations and tell which are not as they were written");
  command->add_option("GENERATION", arguments->generation, "Generation to verify; else all that are kept");
  add_index_option(*command, arguments->index);
  add_output_options(*command, arguments->output);
  command->footer(
      "\nExit status: 0 all is as it was written, 1 a file is damaged or missing, 11 the generation is of\n"
      "another version of this program and can't be checked.");
  return {command, [arguments] { return run_verify(*arguments); }};
}

}  // namespace callside
