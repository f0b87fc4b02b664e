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

// What `callside-searchd` was asked on its command line and in its configuration.

struct ServeOptions {
  std::filesystem::path index;
  std::string generation;  // to serve, published or not; empty: whatever is published
  Address listen;
  std::filesystem::path keys;      // empty: without keys
  std::filesystem::path state;     // empty: nothing outlives the daemon
  std::vector<std::string> hosts;  // in lower case
  bool open_metrics = false;       // /metrics needs no key
  std::string log_level;           // spdlog's name of it
  std::optional<std::set<std::string>>
      groups;                          // that the configuration declares; none: there is no configuration
  std::vector<std::string> arguments;  // the command line itself: parse_command_line() reads them again
};

struct KeyNewOptions {
  std::string name;
  std::vector<std::string> audiences;
  std::vector<std::string> brands;  // empty: all
  std::string until;                // empty: no end
  std::filesystem::path keys;       // empty: the entry is printed
};

struct KeyLinkOptions {
  std::vector<std::string> names;  // of the keys; empty: all
  std::filesystem::path index;     // whose time zone says which day is today; empty: the machine's does
  std::filesystem::path keys;
  std::filesystem::path state;
  std::string base_url;  // without a slash at its end
  std::chrono::minutes lifetime{10};
  bool json = false;
};

// Nothing more to do: the help, the version, or what was wrong with the command line.
struct ExitMessage {
  std::string text;
  int exit_status = 0;
};

using Command = std::variant<ServeOptions, KeyNewOptions, KeyLinkOptions, ExitMessage>;

// Reads the command line (without the program's name) and the configuration it names.
Command parse_command_line(std::vector<std::string> arguments);

}  // namespace callside
