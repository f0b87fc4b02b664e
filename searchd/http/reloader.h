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

// Reads again, while the daemon runs, what can change then: the keys, and of the configuration `hosts`,
// `groups` and `log_level`. A configuration that is wrong leaves everything as it was, is an alarm
// ("config"), and is tried again.
class Reloader {
 public:
  // `running`: what the daemon was started with. `keys` may be nullptr. All must outlive the reloader.
  Reloader(ServeOptions running, Api& api, ApiKeyStore* keys, Suggester& suggester, spdlog::logger& log)
      : running_(std::move(running)), api_(api), keys_(keys), suggester_(suggester), log_(log) {}

  // Reads everything now. One thread calls this and retry().
  void reload();
  // Tries again what failed, if it is time.
  void retry();

  // Any thread.
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
