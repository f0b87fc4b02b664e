#include "searchd/query/serve/background_job.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace callside {

// On Linux both priorities belong to a thread.
void take_lowest_priority() {
  constexpr int kLowest = 19;
  constexpr int kWhoProcess = 1, kIdle = 3 << 13;  // ioprio_set(2), which has no header
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  ::setpriority(PRIO_PROCESS, thread, kLowest);
  ::syscall(SYS_ioprio_set, kWhoProcess, 0, kIdle);
}

}  // namespace callside
