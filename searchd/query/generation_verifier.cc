#include "searchd/query/generation_verifier.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "indexer/schema/generation_files.h"
#include "indexer/schema/generation_use.h"

namespace callside {

namespace {

// Of the calling thread alone: Linux has both by thread. Where the system refuses, it works on as the others
// do.
void take_lowest_priority() {
  constexpr int kLowest = 19;
  constexpr int kWhoProcess = 1, kIdle = 3 << 13;  // ioprio_set(2), which has no header
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  ::setpriority(PRIO_PROCESS, thread, kLowest);
  ::syscall(SYS_ioprio_set, kWhoProcess, 0, kIdle);
}

}  // namespace

GenerationVerifier::GenerationVerifier(IndexFolder folder)
    : folder_(std::move(folder)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void GenerationVerifier::verify(std::string generation) {
  const std::lock_guard lock(mutex_);
  wanted_ = std::move(generation);
  outcome_.reset();
  wake_.notify_all();
}

std::optional<GenerationVerifier::Outcome> GenerationVerifier::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(outcome_, std::nullopt);
}

void GenerationVerifier::run(const std::stop_token& stop) {
  take_lowest_priority();
  for (;;) {
    std::string name;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !wanted_.empty(); })) return;
      name = wanted_;
    }
    const auto is_moot = [&] {
      const std::lock_guard lock(mutex_);
      return stop.stop_requested() || wanted_ != name;
    };
    const auto use = GenerationUse::begin(folder_, name);
    Result<void> sound =
        use ? verify_generation(folder_, name, is_moot) : Result<void>(tl::unexpected<Error>(use.error()));
    const std::lock_guard lock(mutex_);
    if (wanted_ != name) continue;
    wanted_.clear();
    outcome_ = Outcome{name, std::move(sound)};
  }
}

}  // namespace callside
