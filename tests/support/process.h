#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace callside::testing {

// Longer than any wait takes on a slow machine with sanitizers, so reaching it means that a test hangs.
inline constexpr std::chrono::seconds kDeadline{120};

// How a program ended, and its output.
struct Finished {
  int status = -1;  // exit status; -1: a signal ended it
  int signal = 0;   // that signal
  std::string out, err;
  std::uint64_t peak_bytes = 0;  // its peak resident memory
};

// A child process whose output is collected while it runs. Start it from a thread that outlives it: the
// kernel kills it when that thread ends, so a crashed test leaves no process behind.
class Process {
 public:
  struct Options {
    std::filesystem::path folder;                                  // working directory; empty: the test's
    std::vector<std::pair<std::string, std::string>> environment;  // added to the test's
    std::optional<mode_t> umask;
    // RLIMIT_FSIZE: writing beyond this size fails with EFBIG, much as on a full disk.
    std::optional<std::uint64_t> largest_file;
  };

  explicit Process(std::vector<std::string> command) : Process(std::move(command), Options()) {}
  Process(std::vector<std::string> command, const Options& options) : name_(command.at(0)) {
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipe for " + name_);
    }
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
    for (const auto& [name, value] : options.environment) environment.push_back(name + "=" + value);
    const std::vector<char*> arguments = pointers(command);
    const std::vector<char*> variables = pointers(environment);
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("cannot start " + name_);
    if (pid_ == 0) exec(arguments, variables, options, out[1], err[1]);
    ::close(out[1]);
    ::close(err[1]);
    reader_ =
        std::jthread([this, from_out = out[0], from_err = err[0]] { catch_output(from_out, from_err); });
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (!finished_) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }

  pid_t pid() const { return pid_; }
  // Throws after wait(), since the pid may belong to another process by then.
  void signal(int number) const {
    if (finished_) throw std::runtime_error(name_ + " has exited");
    ::kill(pid_, number);
  }

  // Waits for the program to exit. Throws if it does not within kDeadline; the destructor then kills it.
  Finished wait() {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait_for(lock, kDeadline, [this] { return closed_; })) {
        throw std::runtime_error(name_ + " does not exit; its output: " + out_ + err_);
      }
    }
    return reap();
  }

  // Waits until standard error contains `text`. Returns false if the program exited without writing it.
  bool wait_for_error(const std::string& text) { return wait_for(err_, text); }
  // The same for standard output, from byte `begin` on.
  bool wait_for_output(const std::string& text, std::size_t begin = 0) { return wait_for(out_, text, begin); }

  // The output so far.
  std::string error_text() const {
    const std::lock_guard lock(mutex_);
    return err_;
  }
  std::string output_text() const {
    const std::lock_guard lock(mutex_);
    return out_;
  }
  bool ended() const {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

 private:
  // Converts to the argument format of execve(2).
  static std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  // Runs in the child. Makes only system calls, since the parent has threads.
  [[noreturn]] static void exec(const std::vector<char*>& arguments, const std::vector<char*>& variables,
                                const Options& options, int out, int err) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (options.umask) ::umask(*options.umask);
    if (options.largest_file) {
      const rlimit limit{*options.largest_file, *options.largest_file};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      // Otherwise SIGXFSZ would kill the program before it could report the error.
      ::signal(SIGXFSZ, SIG_IGN);  // NOLINT(performance-no-int-to-ptr): the macro of signal(2)
    }
    const int nothing = ::open("/dev/null", O_RDONLY);
    const bool ready = (options.folder.empty() || ::chdir(options.folder.c_str()) == 0) &&
                       ::dup2(nothing, STDIN_FILENO) >= 0 && ::dup2(out, STDOUT_FILENO) >= 0 &&
                       ::dup2(err, STDERR_FILENO) >= 0;
    if (ready) ::execvpe(arguments[0], arguments.data(), variables.data());
    ::_exit(127);
  }

  bool wait_for(const std::string& stream, const std::string& text, std::size_t begin = 0) {
    std::unique_lock lock(mutex_);
    const auto found = [&] { return stream.find(text, begin) != std::string::npos; };
    if (!changed_.wait_for(lock, kDeadline, [&] { return closed_ || found(); })) {
      throw std::runtime_error(name_ + " does not print \"" + text + "\"; its output: " + out_ + err_);
    }
    return found();
  }

  void catch_output(int out, int err) {
    std::array<pollfd, 2> ends{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    std::array<char, 1U << 16U> bytes{};
    for (int open = 2; open > 0;) {
      if (::poll(ends.data(), ends.size(), -1) < 0) continue;
      for (std::size_t i = 0; i < ends.size(); ++i) {
        if (ends[i].fd < 0 || ends[i].revents == 0) continue;
        const ssize_t n = ::read(ends[i].fd, bytes.data(), bytes.size());
        const std::lock_guard lock(mutex_);
        if (n > 0) {
          (i == 0 ? out_ : err_).append(bytes.data(), static_cast<std::size_t>(n));
        } else {
          ::close(ends[i].fd);
          ends[i].fd = -1;  // poll(2) ignores it
          --open;
        }
        changed_.notify_all();
      }
    }
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  Finished reap() {
    Finished finished;
    int status = 0;
    rusage usage{};
    if (::wait4(pid_, &status, 0, &usage) != pid_) throw std::runtime_error(name_ + " was waited for twice");
    finished_ = true;
    if (WIFEXITED(status)) finished.status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) finished.signal = WTERMSIG(status);
    finished.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
    const std::lock_guard lock(mutex_);
    finished.out = out_;
    finished.err = err_;
    return finished;
  }

  std::string name_;
  pid_t pid_ = -1;
  bool finished_ = false;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_:
  std::string out_, err_;
  bool closed_ = false;  // both pipes are closed: the program has exited
  std::jthread reader_;  // last: it uses the others
};

inline Finished run(std::vector<std::string> command, const Process::Options& options = {}) {
  return Process(std::move(command), options).wait();
}

// Polls until `condition` holds. Returns false if it does not within kDeadline.
inline bool wait_until(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + kDeadline;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    // Leaves the CPU to the process that is waited for.
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace callside::testing
