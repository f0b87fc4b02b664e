#include "searchd/http/reloader.h"

#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>
#include <vector>

namespace callside {

void Reloader::reload() {
  log_.info("reloading the configuration and the keys");
  read_configuration();
  if (keys_ != nullptr) keys_->reload(running_.groups);
  suggester_.look_again();
}

void Reloader::retry() {
  if (!alarm() || !retry_.is_due(std::chrono::steady_clock::now())) return;
  read_configuration();
  if (!alarm() && keys_ != nullptr) keys_->reload(running_.groups);
}

std::optional<Alarm> Reloader::alarm() const {
  const std::lock_guard lock(mutex_);
  return alarm_;
}

void Reloader::read_configuration() {
  const Command command = parse_command_line(running_.arguments);
  const auto* read = std::get_if<ServeOptions>(&command);
  if (read == nullptr) {
    retry_.failed(std::chrono::steady_clock::now());
    const std::string text = std::get<ExitMessage>(command).text;
    const std::string why = text.substr(0, text.find_last_not_of('\n') + 1);
    const auto previous = alarm();
    {
      const std::lock_guard lock(mutex_);
      alarm_ = Alarm{"config", why, previous ? previous->since : now()};
    }
    if (!previous || previous->detail != why) log_.error("keeping the current configuration: {}", why);
    return;
  }
  apply(*read);
  retry_.reset();
  const std::lock_guard lock(mutex_);
  alarm_.reset();
}

void Reloader::apply(const ServeOptions& read) {
  const std::pair<const char*, bool> fixed[] = {
      {"index", read.index != running_.index},
      {"generation", read.generation != running_.generation},
      {"listen", read.listen.text() != running_.listen.text()},
      {"keys", read.keys != running_.keys},
      {"metrics", read.open_metrics != running_.open_metrics},
  };
  for (const auto& [name, changed] : fixed) {
    if (changed) log_.warn("the configuration has another {}, which takes effect after a restart", name);
  }
  if (read.hosts != running_.hosts) {
    api_.set_hosts(read.hosts);
    log_.info("the hosts are now: {}", fmt::join(read.hosts, ", "));
  }
  if (read.log_level != running_.log_level) {
    const auto level = spdlog::level::from_str(read.log_level);
    log_.set_level(std::min(log_.level(), level));
    log_.info("the log level is now {}", read.log_level);
    log_.set_level(level);
  }
  if (read.deadline != running_.deadline) {
    api_.set_deadline(read.deadline);
    log_.info("the deadline of a search is now {} ms", read.deadline.count());
  }
  running_.hosts = read.hosts;
  running_.log_level = read.log_level;
  running_.deadline = read.deadline;
  running_.groups = read.groups;
}

}  // namespace callside
