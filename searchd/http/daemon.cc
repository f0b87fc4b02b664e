#include "searchd/http/daemon.h"

#include <fmt/ranges.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <utility>

#include "indexer/base/mapping_guard.h"
#include "indexer/base/moment.h"
#include "indexer/base/version.h"
#include "searchd/http/api.h"
#include "searchd/http/api_key_store.h"
#include "searchd/http/http_server.h"
#include "searchd/http/key_command.h"
#include "searchd/http/link_command.h"
#include "searchd/http/reloader.h"
#include "searchd/http/sessions.h"
#include "searchd/http/sign_in_codes.h"
#include "searchd/http/signal_watch.h"
#include "searchd/http/state_folder.h"

namespace callside {

namespace {

std::string text_of(const Error& error) {
  return error.message + (error.hint.empty() ? "" : "; ") + error.hint;
}

// "1 key", "2 keys".
std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// Saves changed sessions. Logs a failure once, not at every attempt.
class SessionSaver {
 public:
  SessionSaver(Sessions& sessions, spdlog::logger& log) : sessions_(sessions), log_(log) {}

  void save_if_due() {
    const auto saved = sessions_.save_if_due();
    if (!saved && !failed_) log_.error("cannot save the sessions: {}", text_of(saved.error()));
    failed_ = !saved;
  }

 private:
  Sessions& sessions_;
  spdlog::logger& log_;
  bool failed_ = false;
};

// Raises the limit of open files as far as the system allows. Uses at most half of them for connections, so
// that the index, the keys and the live state can be read however many clients there are.
HttpLimits limits_of_system() {
  HttpLimits limits;
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return limits;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  limits.connections = std::min<std::size_t>(limits.connections, files.rlim_max / 2);
  return limits;
}

std::shared_ptr<spdlog::logger> stderr_log(const std::string& level) {
  auto log = std::make_shared<spdlog::logger>("searchd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  log->set_level(spdlog::level::from_str(level));
  log->flush_on(spdlog::level::info);
  return log;
}

// The host that the daemon listens on; empty: all addresses of the machine.
std::string own_host(const ServeOptions& options) {
  const std::string& host = options.listen.host;
  return host == "0.0.0.0" || host == "::" ? std::string() : host;
}

EngineEvents events(const std::shared_ptr<spdlog::logger>& log) {
  return {
      [log](const std::string& generation) { log->info("now serving generation {}", generation); },
      [log](const Error& error) { log->error("keeping the current generation: {}", text_of(error)); },
      [log](const LiveState& state) {
        log->info("now serving {} and hiding {}", counted(state.notices.size(), "notice"),
                  counted(state.withdrawn.size(), "withdrawn document"));
      },
      [log](std::size_t count) { log->info("now using the records of {}", counted(count, "translation")); },
      [log](const Error& error) {
        log->error("keeping the current notices, withdrawals and translation records: {}", text_of(error));
      },
      [log](const Error& error) { log->error("the index is damaged: {}", text_of(error)); },
      [log](const std::string& generation) {
        log->debug("generation {} is prepared for all keys", generation);
      }};
}

// Everybody who may ask.
std::vector<Access> readers_of(const ApiKeyStore* keys) {
  return keys == nullptr ? std::vector<Access>{Access{{"public"}, true, {}}} : keys->readers();
}

spdlog::level::level_enum level_of(ApiKeyStore::Severity severity) {
  switch (severity) {
    case ApiKeyStore::Severity::info:
      return spdlog::level::info;
    case ApiKeyStore::Severity::warning:
      return spdlog::level::warn;
    case ApiKeyStore::Severity::error:
      break;
  }
  return spdlog::level::err;
}

// Ends the sessions of keys that are no longer in the keys file.
void end_sessions_of_removed_keys(Sessions& sessions, const ApiKeyStore& keys, spdlog::logger& log,
                                  bool at_start = false) {
  const std::size_t ended = sessions.end_for_removed_keys(keys.sha256s(), at_start);
  if (ended > 0) log.info("ended {} of removed keys", counted(ended, "session"));
}

// Opens the sessions of the state folder; without a folder, they are kept in memory only.
Result<std::unique_ptr<Sessions>> open_sessions(const std::optional<StateFolder>& state,
                                                const ApiKeyStore* keys, const Clock& clock,
                                                spdlog::logger& log, Sessions::Ended ended) {
  if (!state) return std::make_unique<Sessions>(clock.moment, std::move(ended));
  CALLSIDE_ASSIGN(auto sessions,
                  Sessions::open(
                      state->sessions(), clock.moment, [&](const std::string& why) { log.error("{}", why); },
                      std::move(ended)));
  if (keys != nullptr) {
    end_sessions_of_removed_keys(*sessions, *keys, log, true);
    // Saved before the first answer, so that a key that returns after a crash does not find its sessions
    // again.
    CALLSIDE_TRY(sessions->save());
  }
  log.info("{} in {}", counted(sessions->size(), "session"), state->path().string());
  return sessions;
}

Result<void> log_index(const Suggester& suggester, const ServeOptions& options, spdlog::logger& log) {
  CALLSIDE_ASSIGN(const IndexSummary census, suggester.census(Access{{"public"}, true, {}}));
  log.info("index {}: generation {} of {}, {} in {}", options.index.string(), census.generation,
           census.published, counted(census.documents, "document"), fmt::join(census.languages, ", "));
  if (options.keys.empty() && census.hidden > 0) {
    log.warn(
        "{} of {} documents need a key; make one with: callside-searchd key new --name NAME --audiences "
        "public,internal --keys keys.yaml; then start with --keys keys.yaml",
        census.hidden, census.documents);
  }
  return ok();
}

// Logs the state of the daemon, whatever the log level is. An operator asks for it with SIGUSR1.
void log_status(const Suggester& suggester, const ApiKeyStore* keys, const HttpServer& server,
                const std::vector<Alarm>& alarms, spdlog::logger& log) {
  const auto census = suggester.census(Access{});
  std::vector<std::string> lines;
  for (const Alarm& alarm : alarms) {
    lines.push_back(fmt::format("{} since {} ({})", alarm.code, format_utc(alarm.since), alarm.detail));
  }
  const auto level = std::max(log.level(), spdlog::level::info);
  log.log(level, "status: generation {}; keys: {}; connections: {}; alarms: {}",
          census ? census->generation : "unknown",
          keys == nullptr ? "none needed" : std::to_string(keys->size()), server.open_connections(),
          lines.empty() ? "none" : fmt::format("{}", fmt::join(lines, "; ")));
  log.flush();
}

int report(const Error& error) {
  std::cerr << "callside-searchd: " << error.message << "\n";
  if (!error.hint.empty()) std::cerr << "  " << error.hint << "\n";
  return exit_code(error.code);
}

}  // namespace

Result<void> serve(const ServeOptions& options, const EngineOpener& open_engine,
                   std::span<const PageFile> page) {
  SignalWatch::prepare();
  const HttpLimits limits = limits_of_system();
  install_mapping_guard();
  const auto log = stderr_log(options.log_level);
  log->info("callside-searchd {}", kVersion);

  std::unique_ptr<ApiKeyStore> keys;
  if (!options.keys.empty()) {
    CALLSIDE_ASSIGN(keys, ApiKeyStore::open(options.keys, options.groups,
                                            [log](const std::string& text, ApiKeyStore::Severity severity) {
                                              log->log(level_of(severity), "{}", text);
                                            }));
    log->info("{} in {}", counted(keys->size(), "key"), options.keys.string());
  }
  std::optional<StateFolder> state;
  if (!options.state.empty()) {
    CALLSIDE_ASSIGN(state, StateFolder::open_for_daemon(options.state));
    if (const std::string warning = state->warning(); !warning.empty()) log->warn("{}", warning);
  } else if (keys) {
    log->warn(
        "without --state, sign-in links do not work and everybody has to sign in again after a restart");
  }
  const Clock clock = Clock::of_system();
  std::unique_ptr<Suggester> suggester;
  const auto session_ended = [&suggester](const std::string& session) {
    if (suggester) suggester->end_session(session);
  };
  CALLSIDE_ASSIGN(const std::unique_ptr<Sessions> sessions,
                  open_sessions(state, keys.get(), clock, *log, session_ended));
  const auto codes = state ? std::make_unique<SignInCodes>(*state) : nullptr;
  CALLSIDE_ASSIGN(suggester, open_engine(options.index, {options.generation, events(log), false, true,
                                                         [keys = keys.get()] { return readers_of(keys); }}));
  CALLSIDE_TRY(log_index(*suggester, options, *log));

  ApiParts parts;
  parts.suggester = suggester.get();
  parts.keys = keys.get();
  parts.sessions = sessions.get();
  parts.codes = codes.get();
  parts.clock = clock;
  parts.page = page;
  parts.hosts = options.hosts;
  parts.own_host = own_host(options);
  parts.open_metrics = options.open_metrics;
  parts.deadline = options.deadline;
  parts.log = log;
  const HttpServer* running_server = nullptr;
  parts.clock.today = [&suggester] { return suggester->today(); };
  parts.open_connections = [&running_server] { return running_server->open_connections(); };
  const Reloader* reloading = nullptr;
  parts.alarms = [&reloading] {
    const auto alarm = reloading->alarm();
    return alarm ? std::vector<Alarm>{*alarm} : std::vector<Alarm>();
  };
  Api api(std::move(parts));
  Reloader reloader(options, api, keys.get(), *suggester, *log);
  reloading = &reloader;
  HttpServer server(api, limits);
  running_server = &server;
  CALLSIDE_TRY(server.bind(options.listen.host, *options.listen.port));
  log->info("listening on http://{}", Address{options.listen.host, server.port()}.text());
  if (own_host(options).empty() && options.hosts.empty()) {
    log->warn("browsers can reach the daemon by loopback addresses only; allow other names with --host NAME");
  }
  {
    SessionSaver saver(*sessions, *log);
    const SignalWatch watch({[&] {
                               log->info("stopping");
                               server.stop();
                             },
                             [&] { reloader.reload(); },
                             [&] { log_status(*suggester, keys.get(), server, api.alarms(), *log); },
                             [&] {
                               if (keys != nullptr) {
                                 keys->refresh();
                                 end_sessions_of_removed_keys(*sessions, *keys, *log);
                               }
                               reloader.retry();
                               saver.save_if_due();
                             }});
    CALLSIDE_TRY(server.run());
  }
  if (auto saved = sessions->save_all(); !saved) {
    log->error("cannot save the sessions: {}", text_of(saved.error()));
  }
  log->info("stopped");
  return ok();
}

int searchd_main(int argc, char** argv, const EngineOpener& open_engine, std::span<const PageFile> page) {
  try {
    const Command command = parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
    if (const auto* message = std::get_if<ExitMessage>(&command)) {
      (message->exit_status == 0 ? std::cout : std::cerr) << message->text;
      return message->exit_status;
    }
    Result<void> done;
    if (const auto* new_key = std::get_if<KeyNewOptions>(&command)) {
      done = make_api_key(*new_key, std::cout, std::cerr);
    } else if (const auto* link = std::get_if<KeyLinkOptions>(&command)) {
      done = make_sign_in_links(*link, now(), std::cout, std::cerr);
    } else {
      done = serve(std::get<ServeOptions>(command), open_engine, page);
    }
    return done ? 0 : report(done.error());
  } catch (const std::exception& e) {
    return report({ErrorCode::internal, e.what(), {}});
  }
}

}  // namespace callside
