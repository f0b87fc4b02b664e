#pragma once

#include <spdlog/logger.h>

#include <mutex>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "searchd/http/api.h"
#include "searchd/http/api_key_store.h"
#include "searchd/http/options.h"
#include "searchd/query/serve/followed_file.h"
#include "searchd/query/suggester.h"

namespace callside {

// Reloads what can change while the daemon runs: the keys, and `hosts`, `groups`, `log_level` and `deadline`
// of the configuration. If the configuration is faulty, everything stays as it is, the alarm "config" is
// raised, and reloading is retried.
class Reloader {
 public:
  // `running` holds the options that the daemon was started with. `keys` may be nullptr. All references must
  // outlive the object.
  Reloader(ServeOptions running, Api& api, ApiKeyStore* keys, Suggester& suggester, spdlog::logger& log)
      : running_(std::move(running)), api_(api), keys_(keys), suggester_(suggester), log_(log) {}

  // Reloads everything now. The same thread must call retry().
  void reload();
  // Retries a failed reload if it is time.
  void retry();

  // Any thread may call it.
  std::optional<Alarm> alarm() const;

 private:
  void read_configuration();
  void apply(const ServeOptions& read);

  ServeOptions running_;
  Api& api_;
  ApiKeyStore* const keys_;
  Suggester& suggester_;
  spdlog::logger& log_;
  Retry retry_{std::chrono::seconds(1), std::chrono::seconds(4)};
  mutable std::mutex mutex_;
  std::optional<Alarm> alarm_;  // guarded by mutex_
};

}  // namespace callside
