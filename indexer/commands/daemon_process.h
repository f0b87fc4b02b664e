#pragma once

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// A child process that runs callside-searchd. The kernel sends it SIGTERM when this process dies, even if
// that crashes.
class DaemonProcess {
 public:
  // Returns the path of callside-searchd, which must be in the folder of this program.
  static Result<std::filesystem::path> program();
  // Runs callside-searchd until it exits and returns what it printed, such as a new API key.
  static Result<std::string> output_of(std::vector<std::string> arguments);

  static Result<DaemonProcess> start(std::vector<std::string> arguments);
  DaemonProcess(DaemonProcess&& other) noexcept;
  DaemonProcess& operator=(DaemonProcess&&) = delete;
  // Sends SIGTERM and waits for the exit. Sends SIGKILL after ten seconds.
  ~DaemonProcess();

  // Waits for the daemon to listen and returns its address, "http://127.0.0.1:PORT". Returns an error with
  // the daemon's last output if it exits first, or ErrorCode::interrupted once `interrupted` is set.
  Result<std::string> address(const std::atomic<bool>& interrupted);
  // Waits until `interrupted` is set. Returns an error if the daemon exits first.
  Result<void> wait(const std::atomic<bool>& interrupted);

 private:
  DaemonProcess(pid_t pid, int out) : pid_(pid), out_(out) {}

  // Waits for output and appends it to `output_`. Returns false at its end, when the daemon has exited.
  Result<bool> read_more(const std::atomic<bool>& interrupted);
  tl::unexpected<Error> ended() const;

  pid_t pid_;
  int out_;             // pipe from its standard output and standard error
  std::string output_;  // the end of what was read
};

}  // namespace callside
