#include "searchd/http/daemon.h"

#include <fmt/ranges.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <exception>
#include <iostream>
#include <thread>

#include "indexer/base/mapping_guard.h"
#include "indexer/base/version.h"
#include "searchd/http/api.h"
#include "searchd/http/http_server.h"
#include "searchd/http/key_command.h"
#include "searchd/http/key_ring.h"
#include "searchd/http/session_routes.h"

namespace callside {

namespace {

// Watches for the signals that end the daemon, and for a new keys file between requests. Both signals must be
// blocked in every thread.
class Watch {
 public:
  Watch(HttpServer& server, KeyRing* keys, spdlog::logger& log)
      : server_(server), keys_(keys), log_(log), thread_([this] { run(); }) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    ending_ = true;
    ::pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }

  static sigset_t signals() {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGTERM);
    ::sigaddset(&set, SIGINT);
    return set;
  }

 private:
  void run() {
    const sigset_t set = signals();
    for (;;) {
      const timespec second{1, 0};
      const int signal = ::sigtimedwait(&set, nullptr, &second);
      if (ending_) return;
      if (signal > 0) break;
      if (keys_ != nullptr) keys_->refresh();
    }
    log_.info("stopping");
    server_.stop();
  }

  HttpServer& server_;
  KeyRing* const keys_;
  spdlog::logger& log_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

// As many connections as the system lets us have.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::shared_ptr<spdlog::logger> stderr_log(const std::string& level) {
  auto log = std::make_shared<spdlog::logger>("searchd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  log->set_level(spdlog::level::from_str(level));
  log->flush_on(spdlog::level::info);
  return log;
}

// Names that are certainly the daemon's own: those it was given, and the address it listens on.
std::vector<std::string> hosts_of(const ServeOptions& options) {
  std::vector<std::string> hosts = options.hosts;
  const std::string& host = options.listen.host;
  if (host != "0.0.0.0" && host != "::") hosts.push_back(host);
  return hosts;
}

std::string text_of(const Error& error) {
  return error.message + (error.hint.empty() ? "" : "; ") + error.hint;
}

EngineEvents events(const std::shared_ptr<spdlog::logger>& log) {
  return {[log](const std::string& generation) { log->info("now serving generation {}", generation); },
          [log](const Error& error) { log->error("the generation stays as it was: {}", text_of(error)); },
          [log](const LiveState& state) {
            log->info("now serving {} notices, and {} documents as withdrawn", state.notices.size(),
                      state.withdrawn.size());
          },
          [log](std::size_t count) { log->info("now serving what is recorded of {} translations", count); },
          [log](const Error& error) {
            log->error("notices, withdrawn documents and translations stay as they were: {}", text_of(error));
          },
          [log](const Error& error) { log->error("the index is damaged: {}", text_of(error)); }};
}

Result<void> log_index(const Suggester& suggester, const ServeOptions& options, spdlog::logger& log) {
  CALLSIDE_ASSIGN(const Census census, suggester.census(Access{{"public"}, true, {}}));
  log.info("index {}: generation {} of {}, {} documents in {}", options.index.string(), census.generation,
           census.published, census.documents, fmt::join(census.languages, ", "));
  if (options.keys.empty() && census.visible < census.documents) {
    log.warn(
        "{} of {} documents need a key; make one with: callside-searchd key new --name NAME --audiences "
        "public,internal --keys keys.yaml; then start with --keys keys.yaml",
        census.documents - census.visible, census.documents);
  }
  return ok();
}

int report(const Error& error) {
  std::cerr << "callside-searchd: " << error.message << "\n";
  if (!error.hint.empty()) std::cerr << "  " << error.hint << "\n";
  return exit_code(error.code);
}

}  // namespace

Result<void> serve(const ServeOptions& options, const EngineOpener& open_engine,
                   std::span<const PageFile> page) {
  const sigset_t signals = Watch::signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  raise_file_limit();
  guard_mappings();
  const auto log = stderr_log(options.log_level);
  log->info("callside-searchd {}", kVersion);

  std::unique_ptr<KeyRing> keys;
  if (!options.keys.empty()) {
    CALLSIDE_ASSIGN(keys,
                    KeyRing::open(options.keys, options.groups, [log](const std::string& text, bool failed) {
                      log->log(failed ? spdlog::level::err : spdlog::level::warn, "{}", text);
                    }));
    log->info("{} keys in {}", keys->size(), options.keys.string());
  }
  CALLSIDE_ASSIGN(const std::unique_ptr<Suggester> suggester,
                  open_engine(options.index, {options.generation, events(log), false, true}));
  CALLSIDE_TRY(log_index(*suggester, options, *log));

  ApiParts parts;
  parts.suggester = suggester.get();
  parts.keys = keys.get();
  parts.page = page;
  parts.hosts = hosts_of(options);
  parts.log = log;
  const HttpServer* counted = nullptr;
  parts.open_connections = [&counted] { return counted->open_connections(); };
  Api api(std::move(parts));
  HttpServer server(api, HttpLimits{});
  counted = &server;
  CALLSIDE_TRY(server.bind(options.listen.host, *options.listen.port));
  log->info("listening on http://{}", Address{options.listen.host, server.port()}.text());
  if (hosts_of(options).empty()) {
    log->warn("browsers reach the daemon by loopback addresses only; --host NAME allows a name");
  }
  {
    const Watch watch(server, keys.get(), *log);
    CALLSIDE_TRY(server.run());
  }
  log->info("stopped");
  return ok();
}

int searchd_main(int argc, char** argv, const EngineOpener& open_engine, std::span<const PageFile> page) {
  try {
    const Command command = parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
    if (const auto* said = std::get_if<Said>(&command)) {
      (said->exit_status == 0 ? std::cout : std::cerr) << said->text;
      return said->exit_status;
    }
    const auto* new_key = std::get_if<KeyNewOptions>(&command);
    const auto done = new_key != nullptr ? make_key(*new_key, std::cout, std::cerr)
                                         : serve(std::get<ServeOptions>(command), open_engine, page);
    return done ? 0 : report(done.error());
  } catch (const std::exception& e) {
    return report({ErrorCode::internal, e.what(), {}});
  }
}

}  // namespace callside
