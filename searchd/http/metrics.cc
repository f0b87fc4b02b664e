#include "searchd/http/metrics.h"

#include <fmt/format.h>

#include "searchd/http/degraded.h"
#include "searchd/http/problem.h"

namespace callside {

namespace {

// Escapes the value of a label.
std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text;
}

}  // namespace

void Metrics::count(std::string_view route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const std::lock_guard lock(mutex_);
  ++answers_[{std::string(route), status}];
  Latency& latency = latencies_[std::string(route)];
  ++latency.count;
  latency.seconds += seconds;
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    if (seconds <= kBounds[i]) ++latency.within[i];
  }
}

void Metrics::count_degraded(Degraded what) {
  const std::lock_guard lock(mutex_);
  ++degraded_[what];
}

std::string Metrics::text(std::string_view generation, std::size_t open_connections,
                          const std::map<std::string, bool>& alarms) const {
  std::string text = fmt::format(
      "# HELP callside_requests_total Requests answered, by route and status; {}: the client left before "
      "its answer.\n"
      "# TYPE callside_requests_total counter\n",
      kClientLeft);
  const std::lock_guard lock(mutex_);
  for (const auto& [key, count] : answers_) {
    text += fmt::format("callside_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", escaped(key.first),
                        key.second, count);
  }
  text +=
      "# HELP callside_request_seconds Seconds from the last byte of a request to the last byte of its "
      "answer.\n"
      "# TYPE callside_request_seconds histogram\n";
  for (const auto& [route, latency] : latencies_) {
    const std::string label = escaped(route);
    const auto bucket = [&](std::string_view bound, std::uint64_t count) {
      text +=
          fmt::format("callside_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", label, bound, count);
    };
    for (std::size_t i = 0; i < kBounds.size(); ++i) bucket(fmt::format("{}", kBounds[i]), latency.within[i]);
    bucket("+Inf", latency.count);
    text += fmt::format("callside_request_seconds_sum{{route=\"{}\"}} {}\n", label, latency.seconds);
    text += fmt::format("callside_request_seconds_count{{route=\"{}\"}} {}\n", label, latency.count);
  }
  text +=
      "# HELP callside_degraded_total Answers that go without something because the time ran out.\n"
      "# TYPE callside_degraded_total counter\n";
  for (const Degraded what : kDegraded) {
    const auto count = degraded_.find(what);
    text += fmt::format("callside_degraded_total{{what=\"{}\"}} {}\n", name_of(what),
                        count == degraded_.end() ? 0 : count->second);
  }
  text += fmt::format(
      "# HELP callside_connections Open connections.\n"
      "# TYPE callside_connections gauge\n"
      "callside_connections {}\n"
      "# HELP callside_index_info The generation being served.\n"
      "# TYPE callside_index_info gauge\n"
      "callside_index_info{{generation=\"{}\"}} 1\n",
      open_connections, escaped(generation));
  text +=
      "# HELP callside_alarms Problems that an operator must fix: 1 while active.\n"
      "# TYPE callside_alarms gauge\n";
  for (const auto& [code, active] : alarms) {
    text += fmt::format("callside_alarms{{code=\"{}\"}} {}\n", escaped(code), active ? 1 : 0);
  }
  return text;
}

}  // namespace callside
