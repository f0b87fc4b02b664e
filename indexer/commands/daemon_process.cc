#include "indexer/commands/daemon_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxOutput = 1U << 14;
constexpr int kStopTimeoutS = 10;
const std::string kListening = "listening on ";

struct Child {
  pid_t pid;
  int out;
};

// Runs in the child after fork(), so it may call only async-signal-safe functions.
[[noreturn]] void exec_daemon(char* const* arguments, int out, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  // The parent may have died before prctl() took effect.
  if (::getppid() != parent) ::_exit(1);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

Result<Child> spawn(std::vector<std::string> arguments) {
  CALLSIDE_ASSIGN(const fs::path program, DaemonProcess::program());
  arguments.insert(arguments.begin(), program.string());
  std::vector<char*> pointers;
  for (std::string& one : arguments) pointers.push_back(one.data());
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail_errno("cannot start " + program.string());
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) exec_daemon(pointers.data(), ends[1], parent);
  ::close(ends[1]);
  if (pid > 0) return Child{pid, ends[0]};
  const auto failed = fail_errno("cannot start " + program.string());
  ::close(ends[0]);
  return failed;
}

// Returns the exit status, or 128 plus the signal number, as a shell does.
int reap(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string last_lines(const std::string& output) {
  std::string text = output.substr(output.size() - std::min<std::size_t>(output.size(), 600));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

Result<fs::path> DaemonProcess::program() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  fs::path beside = self.parent_path() / "callside-searchd";
  if (!error && ::access(beside.c_str(), X_OK) == 0) return beside;
  return fail(ErrorCode::not_found, "callside-searchd is not in the folder of this program",
              "install both programs into the same folder");
}

Result<std::string> DaemonProcess::output_of(std::vector<std::string> arguments) {
  CALLSIDE_ASSIGN(const Child child, spawn(std::move(arguments)));
  std::string output;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t n = ::read(child.out, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    output.append(bytes.data(), static_cast<std::size_t>(n));
  }
  ::close(child.out);
  if (reap(child.pid) == 0) return output;
  return fail(ErrorCode::internal, "callside-searchd failed: " + last_lines(output));
}

Result<DaemonProcess> DaemonProcess::start(std::vector<std::string> arguments) {
  CALLSIDE_ASSIGN(const Child child, spawn(std::move(arguments)));
  return DaemonProcess(child.pid, child.out);
}

DaemonProcess::DaemonProcess(DaemonProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      out_(std::exchange(other.out_, -1)),
      output_(std::move(other.output_)) {}

DaemonProcess::~DaemonProcess() {
  if (out_ >= 0) ::close(out_);
  if (pid_ < 0) return;
  ::kill(pid_, SIGTERM);
  constexpr timespec kTenth{0, 100'000'000};
  for (int i = 0; i < 10 * kStopTimeoutS; ++i) {
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) return;
    ::nanosleep(&kTenth, nullptr);
  }
  ::kill(pid_, SIGKILL);
  reap(pid_);
}

Result<bool> DaemonProcess::read_more(const std::atomic<bool>& interrupted) {
  std::array<char, 4096> bytes{};
  for (;;) {
    if (interrupted) return fail(ErrorCode::interrupted, "interrupted");
    // A signal just before read(2) would not interrupt it; poll() returns after its timeout.
    pollfd end{out_, POLLIN, 0};
    const int ready = ::poll(&end, 1, 500);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t n = ::read(out_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    output_.append(bytes.data(), static_cast<std::size_t>(n));
    if (output_.size() > 2 * kMaxOutput) output_.erase(0, output_.size() - kMaxOutput);
    return true;
  }
}

tl::unexpected<Error> DaemonProcess::ended() const {
  return fail(ErrorCode::internal, "callside-searchd exited: " + last_lines(output_));
}

Result<std::string> DaemonProcess::address(const std::atomic<bool>& interrupted) {
  for (;;) {
    const std::size_t line = output_.find(kListening);
    const std::size_t end = line == std::string::npos ? line : output_.find('\n', line);
    if (end != std::string::npos) {
      const std::size_t begin = line + kListening.size();
      return output_.substr(begin, end - begin);
    }
    CALLSIDE_ASSIGN(const bool runs, read_more(interrupted));
    if (!runs) return ended();
  }
}

Result<void> DaemonProcess::wait(const std::atomic<bool>& interrupted) {
  for (;;) {
    const auto runs = read_more(interrupted);
    if (!runs && runs.error().code == ErrorCode::interrupted) return ok();
    if (!runs) return tl::unexpected<Error>(runs.error());
    if (!*runs) return ended();
  }
}

}  // namespace callside
