#include "indexer/base/mapping_guard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

namespace callside {

namespace {

// A generation maps about ten files and up to kMaxStoreSegments segments, and a daemon keeps a few
// generations open. Mappings beyond this number are not guarded.
constexpr std::size_t kMaxMappings = 1024;

struct Mapping {
  std::atomic<std::uintptr_t> begin{0};  // 0: free
  std::atomic<std::uintptr_t> end{0};
};

std::array<Mapping, kMaxMappings> mappings;
std::atomic<std::uint64_t> lost{0};
std::uintptr_t page_size = 0;

static_assert(std::atomic<std::uintptr_t>::is_always_lock_free, "the signal handler reads them");

bool is_guarded(std::uintptr_t address) {
  for (const Mapping& one : mappings) {
    if (one.begin.load() <= address && address < one.end.load()) return true;
  }
  return false;
}

// Runs in the thread that read the page. The read is repeated when the handler returns. mmap(2) is not on the
// list of async-signal-safe functions, but on Linux it is a plain system call that takes no lock of the
// process.
extern "C" void on_lost_page(int signal, siginfo_t* info, void* /*context*/) {
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  const std::uintptr_t page = address / page_size * page_size;
  void* const at =
      reinterpret_cast<void*>(page);  // NOLINT(performance-no-int-to-ptr): an address of the kernel's
  const bool replaced = is_guarded(address) && ::mmap(at, page_size, PROT_READ,
                                                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == at;
  if (replaced) {
    lost.fetch_add(1);
    return;
  }
  // Any other SIGBUS ends the process as usual: the repeated read fails again, now with the default action.
  ::signal(signal, SIG_DFL);
}

}  // namespace

void install_mapping_guard() {
  page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  struct sigaction action {};
  action.sa_sigaction = on_lost_page;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, nullptr);
}

std::uint64_t lost_mapped_pages() { return lost.load(); }

void add_guarded_mapping(const void* begin, std::size_t size) {
  const auto from = reinterpret_cast<std::uintptr_t>(begin);
  for (Mapping& one : mappings) {
    std::uintptr_t free = 0;
    if (!one.begin.compare_exchange_strong(free, from)) continue;
    one.end.store(from + size);
    return;
  }
}

void remove_guarded_mapping(const void* begin) {
  const auto from = reinterpret_cast<std::uintptr_t>(begin);
  for (Mapping& one : mappings) {
    if (one.begin.load() != from) continue;
    one.end.store(0);
    one.begin.store(0);
    return;
  }
}

}  // namespace callside
