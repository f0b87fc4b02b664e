#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "indexer/commands/terminal/publication_report.h"
#include "indexer/format/generation_files.h"
#include "indexer/format/generation_use.h"

namespace callside {

namespace {

using nlohmann::json;

struct VerifyArguments {
  std::filesystem::path index;
  std::string generation;
  Output output;
};

// The result for one generation.
struct Verification {
  std::string generation;
  bool published = false;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<FileFault> faults;          // damaged or missing
  std::vector<FileFault> unreadable;      // could not be read; their content is unknown
  std::optional<Error> of_other_version;  // cannot be checked: another format or analysis

  // true: every file is as it was written; false: a file is not; null: some files could not be checked.
  json sound() const {
    if (!faults.empty()) return false;
    return unreadable.empty() && !of_other_version ? json(true) : json();
  }
};

// Returns true if the error means damage rather than missing permissions or a failing disk.
bool is_damage(const Error& error) {
  return error.code == ErrorCode::damaged || error.code == ErrorCode::not_found;
}

std::string could_not_be_read(const Error& error) { return "could not be read (" + error.message + ")"; }

Result<Verification> verify_generation(const IndexFolder& folder, const std::string& name, bool published,
                                       FileDigests& digests) {
  Verification found{name, published, 0, 0, {}, {}, std::nullopt};
  const auto use = GenerationUse::begin(folder, name);
  if (!use && use.error().code == ErrorCode::io) {
    found.unreadable.push_back({kInUseFile, could_not_be_read(use.error())});
    return found;
  }
  if (!use) return tl::unexpected<Error>(use.error());
  const std::filesystem::path path = folder.generation(name);
  const auto manifest = read_manifest(path / kManifestFile);
  if (!manifest && manifest.error().code == ErrorCode::old_index) {
    found.of_other_version = manifest.error();
    return found;
  }
  if (!manifest && manifest.error().code == ErrorCode::not_found) {
    found.faults.push_back({kManifestFile, "is missing"});
    return found;
  }
  if (!manifest && is_damage(manifest.error())) {
    found.faults.push_back({kManifestFile, "does not hold what was written into it"});
    return found;
  }
  if (!manifest) {
    found.unreadable.push_back({kManifestFile, could_not_be_read(manifest.error())});
    return found;
  }
  found.files = manifest->files.size() + 1;
  for (const Manifest::File& file : manifest->files) found.bytes += file.bytes;
  for (const Manifest::File& file : manifest->files) {
    // Checks the files one at a time, so that an unreadable one does not hide faults of the others.
    auto faults =
        find_faults(path, *manifest, digests, [&](const std::string& one) { return one == file.path; });
    if (faults) {
      found.faults.insert(found.faults.end(), faults->begin(), faults->end());
    } else if (faults.error().code == ErrorCode::io) {
      found.unreadable.push_back({file.path, could_not_be_read(faults.error())});
    } else {
      return tl::unexpected<Error>(std::move(faults).error());
    }
  }
  return found;
}

Result<std::vector<std::string>> generations_to_verify(const IndexFolder& folder, const std::string& named) {
  if (!named.empty()) {
    CALLSIDE_TRY(folder.require(named));
    return std::vector<std::string>{named};
  }
  std::vector<std::string> names = folder.list();
  // A missing published generation is a fault, whatever else is kept.
  if (const auto current = folder.current(); !current) {
    if (names.empty() || current.error().code != ErrorCode::not_found)
      return tl::unexpected<Error>(current.error());
  } else if (std::find(names.begin(), names.end(), *current) == names.end()) {
    names.push_back(*current);
  }
  return names;
}

json to_json_value(const std::vector<FileFault>& faults) {
  json out = json::array();
  for (const FileFault& fault : faults) out.push_back({{"file", fault.path}, {"reason", fault.reason}});
  return out;
}

json to_json_value(const Verification& one) {
  json out{{"generation", one.generation},
           {"published", one.published},
           {"sound", one.sound()},
           {"files", one.files},
           {"bytes", one.bytes},
           {"faults", to_json_value(one.faults)},
           {"unreadable", to_json_value(one.unreadable)}};
  if (one.of_other_version) out["unchecked"] = one.of_other_version->message;
  return out;
}

void print(const Verification& one) {
  std::cout << "generation " << one.generation << (one.published ? " (published): " : ": ");
  if (one.of_other_version) {
    std::cout << "not checked: " << one.of_other_version->message << '\n';
  } else if (one.faults.empty() && one.unreadable.empty()) {
    std::cout << one.files << " files, " << one.bytes << " bytes, all as they were written\n";
  } else {
    std::string text;
    if (!one.faults.empty())
      text = std::to_string(one.faults.size()) + (one.faults.size() == 1 ? " file is" : " files are") +
             " damaged";
    if (!one.unreadable.empty()) {
      text += (text.empty() ? "" : ", ") + std::to_string(one.unreadable.size()) +
              (one.unreadable.size() == 1 ? " file" : " files") + " could not be read";
    }
    std::cout << text << '\n';
  }
}

Result<int> run_verify(const VerifyArguments& arguments) {
  install_interrupt();
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::vector<std::string> names, generations_to_verify(folder, arguments.generation));
  const std::string current = folder.current().value_or("");
  FileDigests digests([] { return interrupted().load(); });
  json report{{"sound", true}, {"generations", json::array()}};
  std::optional<Error> failed, unread;
  for (const std::string& name : names) {
    auto found = verify_generation(folder, name, name == current, digests);
    if (!found && found.error().code == ErrorCode::changed && name != current)
      continue;  // it is being removed
    if (!found && found.error().code == ErrorCode::not_found) {
      found = Verification{name, name == current, 0, 0, {{kInUseFile, "is missing"}}, {}, std::nullopt};
    }
    if (!found) return tl::unexpected<Error>(std::move(found).error());
    if (arguments.output.json) report["generations"].push_back(to_json_value(*found));
    if (!arguments.output.json && !arguments.output.quiet) print(*found);
    for (const FileFault& fault : found->faults) {
      if (!arguments.output.json)
        std::cerr << (folder.generation(name) / fault.path).string() << ' ' << fault.reason << '\n';
      // Prefer the hint for the published generation.
      if (!failed || found->published)
        failed = Error{ErrorCode::damaged, "generation " + name + " is damaged", repair_hint(folder, name)};
    }
    for (const FileFault& file : found->unreadable) {
      if (!arguments.output.json)
        std::cerr << (folder.generation(name) / file.path).string() << ' ' << file.reason << '\n';
      unread = Error{ErrorCode::rejected, "not all files could be read",
                     "run it as the user who owns the index; these files were not checked"};
    }
    // The worst result of any generation.
    if (found->sound() == false) report["sound"] = false;
    if (found->sound().is_null() && report["sound"] != false) report["sound"] = nullptr;
    // Older generations may be kept to go back to together with an older program.
    const bool is_wanted = found->published || !arguments.generation.empty();
    if (found->of_other_version && is_wanted && !failed) failed = found->of_other_version;
  }
  if (arguments.output.json) std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  if (!failed) failed = std::move(unread);
  if (failed) return tl::unexpected<Error>(std::move(*failed));
  return 0;
}

}  // namespace

Command add_verify(CLI::App& program) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* command =
      program.add_subcommand("verify", "Check the kept generations for damaged and missing files");
  command->add_option("GENERATION", arguments->generation,
                      "Generation to verify; default: all that are kept");
  add_index_option(*command, arguments->index);
  add_output_options(*command, arguments->output);
  command->footer(
      "\nExit status: 0 all files are as they were written, 1 a file is damaged or missing, 3 some files "
      "could\n"
      "not be read and no other is damaged, 11 the generation was built by another version of this program\n"
      "and cannot be checked.\n"
      "With --json, \"sound\" of a generation is true if every file is as it was written, false if one is "
      "not,\n"
      "and null if some could not be checked. \"sound\" of the report covers all generations.");
  return {command, [arguments] { return run_verify(*arguments); }};
}

}  // namespace callside
