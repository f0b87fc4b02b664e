#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "searchd/http/address.h"

namespace callside {

// The commands of callside-searchd, from its command line and its configuration.

struct ServeOptions {
  std::filesystem::path index;
  std::string generation;  // to serve, published or not; empty: follow what is published
  Address listen;
  std::filesystem::path keys;              // empty: the daemon runs without keys
  std::filesystem::path state;             // empty: nothing outlives the daemon
  std::vector<std::string> hosts;          // lower case
  bool open_metrics = false;               // /metrics needs no key
  std::string log_level;                   // spdlog's name of the level
  std::chrono::milliseconds deadline{50};  // of a search; 0: none
  // The groups that the configuration declares; nullopt if there is no configuration.
  std::optional<std::set<std::string>> groups;
  std::vector<std::string> arguments;  // the command line, which Reloader parses again
};

struct KeyNewOptions {
  std::string name;
  std::vector<std::string> audiences;
  std::vector<std::string> brands;  // empty: all
  std::string until;                // ISO day; empty: no end
  std::filesystem::path keys;       // empty: print the entry
};

struct KeyLinkOptions {
  std::vector<std::string> names;  // of the keys; empty: all
  std::filesystem::path index;     // its time zone decides which day it is; empty: that of the machine
  std::filesystem::path keys;
  std::filesystem::path state;
  std::string base_url;  // without a trailing slash
  std::chrono::minutes lifetime{10};
  bool json = false;
};

// Text to print before exiting: the help, the version, or an error in the command line.
struct ExitMessage {
  std::string text;
  int exit_status = 0;
};

using Command = std::variant<ServeOptions, KeyNewOptions, KeyLinkOptions, ExitMessage>;

// Parses the command line (without the program's name) and the configuration that it names.
Command parse_command_line(std::vector<std::string> arguments);

}  // namespace callside
