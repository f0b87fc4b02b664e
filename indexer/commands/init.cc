#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <system_error>

#include "indexer/base/paths.h"
#include "indexer/commands/command.h"
#include "indexer/commands/starter.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

struct InitArguments {
  fs::path folder;
  Output output;
};

// Creates `folder`. Fails unless it is new or empty, so that no file is ever overwritten.
Result<void> make_empty_folder(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (fs::exists(status) && !fs::is_directory(status)) {
    return fail(ErrorCode::usage, folder.string() + " is a file, not a folder",
                "name a folder that is new or empty");
  }
  if (fs::is_directory(status) && !fs::is_empty(folder, error)) {
    if (error) return fail(ErrorCode::io, "cannot read " + folder.string() + ": " + error.message());
    return fail(ErrorCode::usage, folder.string() + " is not empty; nothing was written",
                "name a new folder, such as " + (folder / "callside").lexically_normal().string() +
                    ", and copy what you need from it");
  }
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::io, "cannot create the folder " + folder.string() + ": " + error.message(),
                "name a folder that you can write to");
  }
  return ok();
}

// Permissions follow the umask, since editors share the folder.
Result<void> write_new(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) return fail(ErrorCode::io, "cannot write " + path.string(), "is the disk full?");
  return ok();
}

Result<int> run_init(const InitArguments& arguments) {
  CALLSIDE_TRY(make_empty_folder(arguments.folder));
  nlohmann::json written = nlohmann::json::array();
  for (const StarterFile& file : starter_files()) {
    const fs::path path = arguments.folder / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error)
      return fail(ErrorCode::io, "cannot create the folder of " + path.string() + ": " + error.message());
    CALLSIDE_TRY(write_new(path, file.bytes));
    written.push_back(file.path);
  }
  if (arguments.output.json) {
    std::cout
        << nlohmann::json{{"folder", absolute_path(arguments.folder).string()}, {"files", written}}.dump(2)
        << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << "created " << arguments.folder.string() << " with " << written.size()
              << " files: example articles and tickets, and a commented callside.yaml and search.yaml\n"
              << "  next: cd " << arguments.folder.string() << " && callside-index update\n";
  }
  return 0;
}

}  // namespace

Command add_init(CLI::App& program) {
  auto arguments = std::make_shared<InitArguments>();
  CLI::App* command = program.add_subcommand("init",
                                             "Create a starter folder: a commented callside.yaml and "
                                             "search.yaml, example articles and tickets");
  command->add_option("DIR", arguments->folder, "Folder to create; must be new or empty")->required();
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_init(*arguments); }};
}

}  // namespace callside
