#pragma once

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/process.h"

namespace callside::testing {

// A named pipe that the test holds open, so that its reader blocks until the test writes or closes it.
class Fifo {
 public:
  explicit Fifo(std::filesystem::path path) : path_(std::move(path)) {
    if (::mkfifo(path_.c_str(), 0600) != 0) throw std::runtime_error("cannot make " + path_.string());
    // Open both ends: then the test neither waits for a reader nor gets SIGPIPE when the reader exits.
    fd_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (fd_ < 0) throw std::runtime_error("cannot open " + path_.string());
  }
  Fifo(const Fifo&) = delete;
  Fifo& operator=(const Fifo&) = delete;
  ~Fifo() { close(); }

  const std::filesystem::path& path() const { return path_; }

  // Returns false if the pipe is full.
  bool write(std::string_view text) {
    return ::write(fd_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }
  // Returns true if everything written has been read.
  bool is_drained() const {
    int waiting = 0;
    return ::ioctl(fd_, FIONREAD, &waiting) == 0 && waiting == 0;
  }
  // The reader then sees the end of the file.
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

// Returns true if /proc/PID/stat shows the main thread of the process as sleeping (state S).
inline bool is_asleep(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  // The state follows the name, which may itself contain ")".
  const std::size_t name_end = text.rfind(')');
  return name_end != std::string::npos && text.compare(name_end + 2, 1, "S") == 0;
}

}  // namespace callside::testing
