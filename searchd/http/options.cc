#include "searchd/http/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/day.h"
#include "indexer/base/shared_files.h"
#include "indexer/base/version.h"
#include "searchd/http/daemon_config.h"

namespace callside {

namespace {

constexpr const char* kListen = "127.0.0.1:8080";
constexpr const char* kLogLevel = "info";
constexpr const char* kMetrics = "key";
constexpr int kUsage = 2;
constexpr int kMostMinutes = 24 * 60;  // longer, and a link would lie about in mailboxes like a key

constexpr const char* kFooter = R"(Examples:
  callside-searchd --index kb.index
  callside-searchd key new --name Ana --audiences public,internal --keys keys.yaml
  callside-searchd --index kb.index --keys keys.yaml --state state --listen 0.0.0.0:8080 --host support.example
  callside-searchd key link --all --keys keys.yaml --state state --base-url https://support.example

Without --keys the daemon listens on loopback only and serves what is public only. Without --state it takes no
sign-in links, and everybody has to sign in again after a restart.

SIGHUP reads the keys and, of the configuration, hosts, groups and log_level again. SIGUSR1 writes a line about
the daemon's state to the log. SIGTERM and SIGINT end it after the requests that run.

Exit status: 0 stopped by SIGTERM or SIGINT, or done; 1 failed; 2 wrong usage; 11 index of another version; 19
another daemon uses the state folder.)";

ExitMessage wrong(const std::string& text) { return {"callside-searchd: " + text + "\n", kUsage}; }

// What CLI11 fills; "" and {} where nothing was given, so that the configuration may speak.
struct Raw {
  std::string index, generation, listen, config, keys, state, log_level, metrics;
  std::vector<std::string> hosts;
  KeyNewOptions key;
  std::string key_file;
  KeyLinkOptions link;
  bool all = false;
  int minutes = 10;
  std::string share;
};

Command serve(const Raw& raw) {
  DaemonSettings config;
  ServeOptions options;
  if (!raw.config.empty()) {
    auto read = DaemonSettings::read(raw.config);
    if (!read) return wrong(read.error().message);
    config = std::move(*read);
    options.groups = config.groups;
  }
  options.index = !raw.index.empty() ? std::filesystem::path(raw.index) : config.index.value_or("");
  if (options.index.empty()) {
    return wrong(
        "--index DIR is needed, or --config FILE of a callside.yaml that declares an index; see --help");
  }
  options.generation = raw.generation;
  options.keys = !raw.keys.empty() ? std::filesystem::path(raw.keys) : config.keys.value_or("");
  options.state = !raw.state.empty() ? std::filesystem::path(raw.state) : config.state.value_or("");
  options.log_level = !raw.log_level.empty() ? raw.log_level : config.log_level.value_or(kLogLevel);
  const std::vector<std::string> levels = {"debug", "info", "warning", "error"};
  if (std::find(levels.begin(), levels.end(), options.log_level) == levels.end()) {
    return wrong("--log-level is debug, info, warning or error");
  }
  for (const std::string& host : !raw.hosts.empty() ? raw.hosts : config.hosts) {
    const auto address = Address::parse(host);
    if (!address || address->port) return wrong("--host takes a name without scheme and port, not " + host);
    options.hosts.push_back(address->host);
  }
  const std::string metrics = !raw.metrics.empty() ? raw.metrics : config.metrics.value_or(kMetrics);
  if (metrics != "open" && metrics != kMetrics) return wrong("--metrics is key or open");
  options.open_metrics = metrics == "open";
  const std::string listen = !raw.listen.empty() ? raw.listen : config.listen.value_or(kListen);
  const auto address = Address::parse(listen);
  if (!address || !address->port) {
    return wrong("--listen takes HOST:PORT, such as " + std::string(kListen) + " or [::1]:8080, not " +
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

Command key_new(Raw raw) {
  KeyNewOptions options = std::move(raw.key);
  options.keys = raw.key_file;
  const auto is_name = [](const std::string& text) {
    return !text.empty() && text.size() <= 100 &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  };
  if (!is_name(options.name)) return wrong("--name is a text of 1 to 100 bytes in one line");
  for (const auto* names : {&options.audiences, &options.brands}) {
    if (!std::all_of(names->begin(), names->end(), is_name)) return wrong("an audience or brand is empty");
  }
  if (!options.until.empty() && !parse_day(options.until)) {
    return wrong("--until is a day such as 2027-01-31");
  }
  return options;
}

// "https://support.example:8443", perhaps with a slash at its end: the page is at the root of its server.
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

Command key_link(Raw raw) {
  KeyLinkOptions options = std::move(raw.link);
  DaemonSettings config;
  if (!raw.config.empty()) {
    auto read = DaemonSettings::read(raw.config);
    if (!read) return wrong(read.error().message);
    config = std::move(*read);
  }
  options.index = !raw.index.empty() ? std::filesystem::path(raw.index) : config.index.value_or("");
  options.keys = !raw.key_file.empty() ? std::filesystem::path(raw.key_file) : config.keys.value_or("");
  options.state = !raw.state.empty() ? std::filesystem::path(raw.state) : config.state.value_or("");
  if (options.keys.empty()) return wrong("--keys FILE is needed: the keys file that the daemon runs with");
  if (options.state.empty()) return wrong("--state DIR is needed: the folder that the daemon runs with");
  if (raw.all == !options.names.empty()) return wrong("say for whom: --name NAME, or --all");
  const auto address = page_address(options.base_url);
  if (!address) {
    return wrong("--base-url is the address of the page, such as https://support.example, not " +
                 options.base_url);
  }
  options.base_url = *address;
  options.lifetime = std::chrono::minutes(raw.minutes);
  return options;
}

}  // namespace

Command parse_command_line(std::vector<std::string> arguments) {
  Raw raw;
  raw.link.base_url = std::string("http://") + kListen;
  CLI::App app("Serves answer suggestions from a Callside index to support agents.", "callside-searchd");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("callside-searchd ") + kVersion);
  app.add_option("--index", raw.index, "The index to serve (callside-index build makes one)")
      ->type_name("DIR");
  app.add_option("--generation", raw.generation,
                 "Serve this generation, staged or not, and stay with it [what is published]")
      ->type_name("NAME");
  app.add_option("--listen", raw.listen,
                 std::string("Where to listen [") + kListen + "]; port 0: any that is free")
      ->type_name("HOST:PORT");
  app.add_option("--config", raw.config, "callside.yaml: declared groups, and defaults of these options")
      ->type_name("FILE");
  app.add_option("--keys", raw.keys, "Who may ask: a file made by key new; read again when it changes")
      ->type_name("FILE");
  app.add_option("--state", raw.state,
                 "Where to keep sessions and the codes of sign-in links: a folder of its own, private to the "
                 "daemon's user [sessions end with the daemon]")
      ->type_name("DIR");
  app.add_option("--host", raw.hosts,
                 "A name by which browsers reach the daemon, beside loopback; repeatable")
      ->type_name("NAME");
  app.add_option("--log-level", raw.log_level, std::string("What the log says [") + kLogLevel + "]")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->type_name("LEVEL");
  app.add_option(
         "--metrics", raw.metrics,
         std::string("Who may read /metrics: key, those with an internal key, or, without --keys, this "
                     "machine; open, all who reach the daemon [") +
             kMetrics + "]")
      ->check(CLI::IsMember({"key", "open"}))
      ->type_name("WHO");
  // For those who package the program, and the build: hidden.
  app.add_option("--share", raw.share, "Write the manual page and completions below DIR")->group("");
  CLI::App* key = app.add_subcommand("key", "Makes keys and sign-in links");
  key->require_subcommand(1);
  CLI::App* make = key->add_subcommand("new", "Makes a key and shows it, once: only its SHA-256 is kept");
  make->add_option("--name", raw.key.name, "Whose it is; stands in the log")->required()->type_name("NAME");
  make->add_option("--audiences", raw.key.audiences, "What it opens: public, internal, groups")
      ->required()
      ->delimiter(',')
      ->type_name("A,B");
  make->add_option("--brands", raw.key.brands, "The brands that it opens [all]")
      ->delimiter(',')
      ->type_name("A,B");
  make->add_option("--until", raw.key.until, "The last day on which it is good [no end]")->type_name("DAY");
  make->add_option("--keys", raw.key_file, "The keys file to add it to [print the entry]")->type_name("FILE");

  const std::vector<std::string> as_given = arguments;
  CLI::App* link = key->add_subcommand(
      "link", "Makes links that sign a browser in: each works once and soon expires, and holds no key");
  link->add_option("--name", raw.link.names, "Whose key it signs in with; repeatable")->type_name("NAME");
  link->add_flag("--all", raw.all, "A link for every key that is still good");
  link->add_option("--keys", raw.key_file, "The keys file that the daemon runs with")->type_name("FILE");
  link->add_option("--state", raw.state, "The state folder that the daemon runs with")->type_name("DIR");
  link->add_option("--index", raw.index,
                   "The index that the daemon serves: keys end by its time zone [the machine's time zone]")
      ->type_name("DIR");
  link->add_option("--config", raw.config, "callside.yaml: index, keys and state, where they are not given")
      ->type_name("FILE");
  link->add_option("--base-url", raw.link.base_url,
                   "The address under which browsers reach the page [" + raw.link.base_url + "]")
      ->type_name("URL");
  link->add_option("--minutes", raw.minutes, "How long the links work [10]")
      ->check(CLI::Range(1, kMostMinutes))
      ->type_name("N");
  link->add_flag("--json", raw.link.json, "Print JSON instead of a name, a tab and a link a line");

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
    return written ? ExitMessage{"", 0} : ExitMessage{"callside-searchd: " + written.error().message + "\n", 1};
  }
  if (link->parsed()) return key_link(std::move(raw));
  if (make->parsed()) return key_new(std::move(raw));
  Command command = serve(raw);
  if (auto* options = std::get_if<ServeOptions>(&command)) options->arguments = as_given;
  return command;
}

}  // namespace callside
