#include "searchd/http/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"
#include "indexer/base/version.h"
#include "indexer/command_line/shared_files.h"
#include "indexer/config/daemon_settings.h"

namespace callside {

namespace {

constexpr const char* kListen = "127.0.0.1:8080";
constexpr const char* kLogLevel = "info";
constexpr const char* kMetrics = "key";
constexpr const char* kDeadline = "50";
constexpr int kMaxDeadline = 10'000;  // no agent waits longer: use 0 for searches by programs
constexpr int kUsage = 2;
constexpr int kMaxMinutes = 24 * 60;  // a link that works longer could be found in a mailbox and used

constexpr const char* kFooter = R"(Examples:
  callside-searchd --index kb.index
  callside-searchd key new --name Ana --audiences public,internal --keys keys.yaml
  callside-searchd --index kb.index --keys keys.yaml --state state --listen 0.0.0.0:8080 --host support.example
  callside-searchd key link --all --keys keys.yaml --state state --base-url https://support.example

Without --keys the daemon listens on loopback only and serves public documents only. Without --state, sign-in
links do not work and everybody has to sign in again after a restart.

SIGHUP reads the keys and the hosts, groups, log_level and deadline of the configuration again. SIGUSR1 writes
the daemon's state to the log. SIGTERM and SIGINT finish the running requests and stop the daemon.

Exit status: 0 stopped by SIGTERM or SIGINT, or done; 1 failed; 2 wrong usage; 11 index of another version; 19
another daemon uses the state folder.)";

ExitMessage wrong(const std::string& text) { return {"callside-searchd: " + text + "\n", kUsage}; }

ExitMessage wrong(const Error& error) {
  return wrong(error.message + (error.hint.empty() ? "" : "; ") + error.hint);
}

// The options as CLI11 parses them. Options that are not given stay empty, so that the configuration can
// supply them.
struct RawOptions {
  std::string index, generation, listen, config, keys, state, log_level, deadline, metrics;
  std::vector<std::string> hosts;
  KeyNewOptions key;
  std::string key_file;
  KeyLinkOptions link;
  bool all = false;
  int minutes = 10;
  std::string share;
};

std::optional<std::chrono::milliseconds> parse_deadline(const std::string& text) {
  int ms = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, ms);
  if (parsed.ec != std::errc() || parsed.ptr != end || ms < 0 || ms > kMaxDeadline) return std::nullopt;
  return std::chrono::milliseconds(ms);
}

Command serve(const RawOptions& raw) {
  DaemonSettings config;
  ServeOptions options;
  if (!raw.config.empty()) {
    auto read = read_daemon_settings(raw.config);
    if (!read) return wrong(read.error());
    config = std::move(*read);
    options.groups = config.groups;
  }
  options.index = !raw.index.empty() ? std::filesystem::path(raw.index) : config.index.value_or("");
  if (options.index.empty()) {
    return wrong(
        "--index DIR is needed, or --config FILE with a callside.yaml that has an index; see --help");
  }
  options.generation = raw.generation;
  options.keys = !raw.keys.empty() ? std::filesystem::path(raw.keys) : config.keys.value_or("");
  options.state = !raw.state.empty() ? std::filesystem::path(raw.state) : config.state.value_or("");
  options.log_level = !raw.log_level.empty() ? raw.log_level : config.log_level.value_or(kLogLevel);
  const std::vector<std::string> levels = {"debug", "info", "warning", "error"};
  if (std::find(levels.begin(), levels.end(), options.log_level) == levels.end()) {
    return wrong("--log-level must be debug, info, warning or error");
  }
  const std::string deadline = !raw.deadline.empty() ? raw.deadline : config.deadline.value_or(kDeadline);
  const auto milliseconds = parse_deadline(deadline);
  if (!milliseconds) {
    return wrong("--deadline must be a number of milliseconds from 0 (no deadline) to " +
                 std::to_string(kMaxDeadline) + ", not " + deadline);
  }
  options.deadline = *milliseconds;
  for (const std::string& host : !raw.hosts.empty() ? raw.hosts : config.hosts) {
    const auto address = Address::parse(host);
    if (!address || address->port) return wrong("--host must be a name without scheme and port, not " + host);
    options.hosts.push_back(address->host);
  }
  const std::string metrics = !raw.metrics.empty() ? raw.metrics : config.metrics.value_or(kMetrics);
  if (metrics != "open" && metrics != kMetrics) return wrong("--metrics must be key or open");
  options.open_metrics = metrics == "open";
  const std::string listen = !raw.listen.empty() ? raw.listen : config.listen.value_or(kListen);
  const auto address = Address::parse(listen);
  if (!address || !address->port) {
    return wrong("--listen must be HOST:PORT, such as " + std::string(kListen) + " or [::1]:8080, not " +
                 listen);
  }
  options.listen = *address;
  if (options.keys.empty() && !is_loopback(address->host)) {
    return wrong(
        "without --keys the daemon listens on loopback only, not on " + listen +
        ". Make a key with\n  callside-searchd key new --name NAME --audiences public,internal --keys "
        "keys.yaml\nand add --keys keys.yaml");
  }
  return options;
}

Command key_new(RawOptions raw) {
  KeyNewOptions options = std::move(raw.key);
  options.keys = raw.key_file;
  const auto is_name = [](const std::string& text) {
    return !text.empty() && text.size() <= 100 &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  };
  if (!is_name(options.name)) return wrong("--name must be one line of 1 to 100 bytes");
  for (const auto* names : {&options.audiences, &options.brands}) {
    if (!std::all_of(names->begin(), names->end(), is_name))
      return wrong("--audiences and --brands must be names of 1 to 100 bytes in one line");
  }
  if (!options.until.empty() && !parse_day(options.until)) {
    return wrong("--until must be a day such as 2027-01-31");
  }
  return options;
}

// Normalises the address of the page, such as "https://support.example:8443", and removes a trailing slash.
// Returns nullopt if it has a path, because the page is at the root of its server.
std::optional<std::string> page_address(const std::string& text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(std::string_view(text).substr(0, scheme.size()), scheme)) continue;
    std::string_view host = std::string_view(text).substr(scheme.size());
    if (!host.empty() && host.back() == '/') host.remove_suffix(1);
    const auto address = Address::parse(host);
    return address ? std::optional(std::string(scheme) + address->text()) : std::nullopt;
  }
  return std::nullopt;
}

Command key_link(RawOptions raw) {
  KeyLinkOptions options = std::move(raw.link);
  DaemonSettings config;
  if (!raw.config.empty()) {
    auto read = read_daemon_settings(raw.config);
    if (!read) return wrong(read.error());
    config = std::move(*read);
  }
  options.index = !raw.index.empty() ? std::filesystem::path(raw.index) : config.index.value_or("");
  options.keys = !raw.key_file.empty() ? std::filesystem::path(raw.key_file) : config.keys.value_or("");
  options.state = !raw.state.empty() ? std::filesystem::path(raw.state) : config.state.value_or("");
  if (options.keys.empty()) return wrong("--keys FILE is needed: the keys file that the daemon uses");
  if (options.state.empty()) return wrong("--state DIR is needed: the state folder that the daemon uses");
  if (raw.all == !options.names.empty()) return wrong("either --name NAME or --all is needed");
  const auto address = page_address(options.base_url);
  if (!address) {
    return wrong("--base-url must be the address of the page, such as https://support.example, not " +
                 options.base_url);
  }
  options.base_url = *address;
  options.lifetime = std::chrono::minutes(raw.minutes);
  return options;
}

}  // namespace

Command parse_command_line(std::vector<std::string> arguments) {
  RawOptions raw;
  raw.link.base_url = std::string("http://") + kListen;
  CLI::App app("Serves answer suggestions from a Callside index to support agents.", "callside-searchd");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("callside-searchd ") + kVersion);
  app.add_option("--index", raw.index, "Index to serve (callside-index build makes one)")->type_name("DIR");
  app.add_option("--generation", raw.generation,
                 "Serve only this generation, published or not [follow what is published]")
      ->type_name("NAME");
  app.add_option("--listen", raw.listen,
                 std::string("Where to listen [") + kListen + "]; port 0 picks a free one")
      ->type_name("HOST:PORT");
  app.add_option("--config", raw.config, "callside.yaml: declared groups, and defaults for these options")
      ->type_name("FILE");
  app.add_option("--keys", raw.keys,
                 "File of the API keys that are accepted, made by key new; read again when it changes")
      ->type_name("FILE");
  app.add_option("--state", raw.state,
                 "Folder for sessions and the codes of sign-in links, private to the daemon's user [sessions "
                 "end with the daemon]")
      ->type_name("DIR");
  app.add_option("--host", raw.hosts, "Name by which browsers reach the daemon, besides loopback; repeatable")
      ->type_name("NAME");
  app.add_option("--log-level", raw.log_level,
                 std::string("Least severe messages to log [") + kLogLevel + "]")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->type_name("LEVEL");
  app.add_option("--deadline", raw.deadline,
                 std::string("Milliseconds, up to 10,000, after which a search answers with what it has "
                             "found; 0: no deadline [") +
                     kDeadline + "]")
      ->type_name("MS");
  app.add_option("--metrics", raw.metrics,
                 std::string("Access to /metrics: key (clients with an internal key or, without --keys, this "
                             "machine) or open (everybody) [") +
                     kMetrics + "]")
      ->check(CLI::IsMember({"key", "open"}))
      ->type_name("WHO");
  // Hidden: used by the build and by packagers.
  app.add_option("--share", raw.share, "Write the manual page and completions below DIR")->group("");
  CLI::App* key = app.add_subcommand("key", "Makes keys and sign-in links");
  key->require_subcommand(1);
  CLI::App* make = key->add_subcommand("new", "Makes a key and shows it once; only its SHA-256 is stored");
  make->add_option("--name", raw.key.name, "Name of the key's owner; appears in the log")
      ->required()
      ->type_name("NAME");
  make->add_option("--audiences", raw.key.audiences, "Audiences that it may see: public, internal, groups")
      ->required()
      ->delimiter(',')
      ->type_name("A,B");
  make->add_option("--brands", raw.key.brands, "Brands that it may see [all]")
      ->delimiter(',')
      ->type_name("A,B");
  make->add_option("--until", raw.key.until, "Last day on which it is valid [no end]")->type_name("DAY");
  make->add_option("--keys", raw.key_file, "Keys file to add it to [print the entry]")->type_name("FILE");

  const std::vector<std::string> as_given = arguments;
  CLI::App* link = key->add_subcommand(
      "link", "Makes links that sign in a browser; each works once, expires soon, and holds no key");
  link->add_option("--name", raw.link.names, "Name of the key to sign in with; repeatable")
      ->type_name("NAME");
  link->add_flag("--all", raw.all, "Make a link for every key that is still valid");
  link->add_option("--keys", raw.key_file, "Keys file that the daemon uses")->type_name("FILE");
  link->add_option("--state", raw.state, "State folder that the daemon uses")->type_name("DIR");
  link->add_option("--index", raw.index,
                   "Index that the daemon serves; keys end by its time zone [the machine's time zone]")
      ->type_name("DIR");
  link->add_option("--config", raw.config, "callside.yaml: defaults for --index, --keys and --state")
      ->type_name("FILE");
  link->add_option("--base-url", raw.link.base_url,
                   "Address under which browsers reach the page [" + raw.link.base_url + "]")
      ->type_name("URL");
  link->add_option("--minutes", raw.minutes, "Minutes until the links expire [10]")
      ->check(CLI::Range(1, kMaxMinutes))
      ->type_name("N");
  link->add_flag("--json", raw.link.json, "Print JSON instead of lines with a name, a tab and a link");

  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& e) {
    std::ostringstream out;
    const int status = app.exit(e, out, out);
    return ExitMessage{out.str(), status == 0 ? 0 : kUsage};
  }
  if (!raw.share.empty()) {
    const auto written = write_shared_files(read_command_table(app), false, raw.share);
    return written ? ExitMessage{"", 0}
                   : ExitMessage{"callside-searchd: " + written.error().message + "\n", 1};
  }
  if (link->parsed()) return key_link(std::move(raw));
  if (make->parsed()) return key_new(std::move(raw));
  Command command = serve(raw);
  if (auto* options = std::get_if<ServeOptions>(&command)) options->arguments = as_given;
  return command;
}

}  // namespace callside
