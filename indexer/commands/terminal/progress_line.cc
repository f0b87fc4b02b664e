#include "indexer/commands/terminal/progress_line.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "indexer/commands/terminal/terminal.h"

namespace callside {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr std::uint64_t kBarWidth = 20;

// "  [#####...............]  25 %"
std::string bar(std::uint64_t done, std::uint64_t all) {
  if (all == 0) return {};
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  return "  [" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
         std::to_string(static_cast<int>(share * 100)) + " %";
}

std::string rate(const Pace& pace) {
  const double per_second = pace.per_second();
  return per_second < 1 ? "" : "  " + grouped(static_cast<std::uint64_t>(per_second)) + "/s";
}

std::string left(const Pace& pace, std::uint64_t all) {
  const auto seconds = pace.seconds_left(all);
  if (!seconds) return {};
  // Exact seconds would flicker.
  return *seconds < 10 ? "  a few seconds left" : "  " + duration_text(*seconds) + " left";
}

}  // namespace

ProgressLine::ProgressLine(const BuildProgress& progress, bool wanted, const DocumentStream* all_of)
    : progress_(progress), drawing_(wanted && ::isatty(STDERR_FILENO) == 1) {
  if (!drawing_) return;
  if (all_of != nullptr) all_bytes_ = all_of->bytes();
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      draw();
      wake.wait_for(lock, stop, kInterval, [] { return false; });
    }
  });
}

ProgressLine::~ProgressLine() {
  if (!drawing_) return;
  thread_.request_stop();
  thread_.join();
  std::fputs("\r\033[K", stderr);
}

std::string ProgressLine::reading(Pace::Time now) {
  const std::uint64_t read = progress_.read;
  const std::uint64_t bytes = progress_.bytes;
  records_.note(now, read);
  bytes_.note(now, bytes);
  std::string text = "reading  " + grouped(read) + " records" + rate(records_);
  if (all_bytes_ != 0) text += bar(bytes, all_bytes_) + left(bytes_, all_bytes_);
  return text;
}

std::string ProgressLine::writing(Pace::Time now) {
  const std::uint64_t written = progress_.written;
  const std::uint64_t all = progress_.documents;
  documents_.note(now, written);
  return "writing  " + grouped(written) + " of " + grouped(all) + " documents" + rate(documents_) +
         bar(written, all) + left(documents_, all);
}

void ProgressLine::draw() {
  const Pace::Time now = std::chrono::steady_clock::now();
  std::string text;
  switch (progress_.phase.load()) {
    case BuildProgress::Phase::reading:
      text = reading(now);
      break;
    case BuildProgress::Phase::writing:
      text = writing(now);
      break;
    case BuildProgress::Phase::finishing:
      text = "publishing";
      break;
  }
  // A wrapped line could not be overwritten. The text is ASCII, so its bytes are columns.
  const std::size_t columns = terminal_columns(STDERR_FILENO);
  if (text.size() >= columns) text.resize(columns - 1);
  std::fputs(("\r\033[K" + text).c_str(), stderr);
}

}  // namespace callside
