#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <vector>

extern char** environ;

namespace callside::testing {

// A running program with pipes to its three standard streams. The destructor kills it if it still runs.
class Process {
 public:
  enum class Stream { out, err };

  explicit Process(std::vector<std::string> arguments) {
    int pipes[3][2];
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; ++i) {
      if (::pipe2(pipes[i], O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
      ::posix_spawn_file_actions_adddup2(&actions, pipes[i][i == 0 ? 0 : 1], i);
    }
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int failed = ::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    for (int i = 0; i < 3; ++i) ::close(pipes[i][i == 0 ? 0 : 1]);
    in_ = pipes[0][1];
    streams_[0].fd = pipes[1][0];
    streams_[1].fd = pipes[2][0];
    if (failed != 0) throw std::runtime_error("cannot run " + arguments[0]);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    for (const int fd : {in_, streams_[0].fd, streams_[1].fd}) ::close(fd);
  }

  void signal(int number) const {
    // kill() with -1 would signal every process of this user.
    if (pid_ <= 0) throw std::logic_error("the program has ended already");
    ::kill(pid_, number);
  }
  void write_line(const std::string& line) const {
    const std::string bytes = line + "\n";
    if (::write(in_, bytes.data(), bytes.size()) < 0) throw std::runtime_error("cannot write");
  }

  // Reads the stream until it contains `part`; returns the rest of that line.
  std::string until(Stream stream, const std::string& part) {
    Output& output = streams_[stream == Stream::out ? 0 : 1];
    for (;;) {
      const std::size_t at = output.text.find(part);
      const std::size_t end = at == std::string::npos ? at : output.text.find('\n', at);
      if (end != std::string::npos) return output.text.substr(at + part.size(), end - at - part.size());
      if (!more(output)) throw std::runtime_error("'" + part + "' is missing in: " + output.text);
    }
  }
  std::string all(Stream stream) {
    Output& output = streams_[stream == Stream::out ? 0 : 1];
    while (more(output)) {
    }
    return output.text;
  }

  // Waits for the end; returns the exit status, or 128 plus the signal.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  struct Output {
    int fd = -1;
    std::string text;
  };

  static bool more(Output& output) {
    pollfd poll_fd{output.fd, POLLIN, 0};
    if (::poll(&poll_fd, 1, 60'000) <= 0) throw std::runtime_error("no output for a minute");
    char bytes[4096];
    const ssize_t n = ::read(output.fd, bytes, sizeof bytes);
    if (n <= 0) return false;
    output.text.append(bytes, static_cast<std::size_t>(n));
    return true;
  }

  pid_t pid_ = -1;
  int in_ = -1;
  Output streams_[2];
};

}  // namespace callside::testing
