#pragma once

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// The callside-searchd beside this program, run as a child. The child dies with this process, however that
// ends.
class DaemonProcess {
 public:
  // Where the daemon's program is: in the folder of this one.
  static Result<std::filesystem::path> program();
  // What the program prints when it is run to its end, such as a new key.
  static Result<std::string> output_of(std::vector<std::string> arguments);

  static Result<DaemonProcess> start(std::vector<std::string> arguments);
  DaemonProcess(DaemonProcess&& other) noexcept;
  DaemonProcess& operator=(DaemonProcess&&) = delete;
  // Asks it to stop, and waits until it has; after ten seconds it is killed.
  ~DaemonProcess();

  // Waits until it says where it listens: "http://127.0.0.1:PORT". An error where it ends before, with what
  // it said last, and where `interrupted` is set.
  Result<std::string> address(const std::atomic<bool>& interrupted);
  // Waits until `interrupted` is set; an error where it ends by itself before.
  Result<void> wait(const std::atomic<bool>& interrupted);

 private:
  DaemonProcess(pid_t pid, int out) : pid_(pid), out_(out) {}

  // Waits until it says more. False: it has ended.
  Result<bool> read_more(const std::atomic<bool>& interrupted);
  tl::unexpected<Error> ended() const;

  pid_t pid_;
  int out_;           // what it says, log and all
  std::string said_;  // the last of it
};

}  // namespace callside
