#include "indexer/progress_line.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string>

namespace callside {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr std::uint64_t kWidth = 30;

std::string bar(std::uint64_t done, std::uint64_t all) {
  const std::uint64_t filled = all == 0 ? 0 : kWidth * done / all;
  return "[" + std::string(filled, '#') + std::string(kWidth - filled, '.') + "]";
}

}  // namespace

ProgressLine::ProgressLine(const BuildProgress& progress, bool wanted)
    : progress_(progress), drawing_(wanted && ::isatty(STDERR_FILENO) == 1) {
  if (!drawing_) return;
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

void ProgressLine::draw() const {
  const std::uint64_t read = progress_.read;
  const std::uint64_t written = progress_.written;
  const std::uint64_t all = progress_.documents;
  switch (progress_.phase.load()) {
    case BuildProgress::Phase::reading:
      std::fprintf(stderr, "\r\033[Kreading   %llu records", static_cast<unsigned long long>(read));
      break;
    case BuildProgress::Phase::writing:
      std::fprintf(stderr, "\r\033[Kwriting   %s %llu of %llu documents", bar(written, all).c_str(),
                   static_cast<unsigned long long>(written), static_cast<unsigned long long>(all));
      break;
    case BuildProgress::Phase::finishing:
      std::fprintf(stderr, "\r\033[Kpublishing");
      break;
  }
}

}  // namespace callside
