// An LD_PRELOAD library that makes a system call of a program fail or kills the program before it. See
// faults.h.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <sstream>
#include <string>

namespace {

struct Fault {
  std::string calls;  // names between commas: ",rename,unlink,"
  std::string part;   // text that the path must contain
  int first = 0;      // which of the matching calls, from 1; 0: all
  std::string what;   // an errno, or "kill"
};

const Fault& wanted() {
  static const Fault fault = [] {
    Fault read;
    const char* text = std::getenv("CALLSIDE_FAULT");
    std::istringstream in(text == nullptr ? "" : text);
    std::string first;
    std::getline(in, read.calls, ':');
    std::getline(in, read.part, ':');
    std::getline(in, first, ':');
    std::getline(in, read.what);
    read.first = std::atoi(first.c_str());
    return read;
  }();
  return fault;
}

std::string path_of(int descriptor, const char* below) {
  if (below != nullptr && *below == '/') return below;
  std::array<char, 4096> folder{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t size =
      ::readlink(descriptor == AT_FDCWD ? "/proc/self/cwd" : link.c_str(), folder.data(), folder.size());
  std::string path(folder.data(), size < 0 ? 0 : static_cast<std::size_t>(size));
  if (below != nullptr) path.append("/").append(below);
  return path;
}

// Returns true and sets errno if the call must fail.
bool fails(const char* call, int descriptor, const char* path) {
  static std::atomic<int> met{0};
  const Fault& fault = wanted();
  if (fault.calls.find("," + std::string(call) + ",") == std::string::npos) return false;
  const int before = errno;
  const bool matches = path_of(descriptor, path).find(fault.part) != std::string::npos;
  errno = before;
  if (!matches || (++met != fault.first && fault.first != 0)) return false;
  if (fault.what == "kill") ::kill(::getpid(), SIGKILL);
  errno = std::atoi(fault.what.c_str());
  return true;
}

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int rename(const char* from, const char* to) noexcept {
  return fails("rename", AT_FDCWD, to) ? -1 : next<int(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) noexcept {
  return fails("unlink", AT_FDCWD, path) ? -1 : next<int(const char*)>("unlink")(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  return fails("unlinkat", folder, path) ? -1
                                         : next<int(int, const char*, int)>("unlinkat")(folder, path, flags);
}

int fsync(int descriptor) {
  return fails("fsync", descriptor, nullptr) ? -1 : next<int(int)>("fsync")(descriptor);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (fails("write", descriptor, nullptr)) return -1;
  return next<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, size);
}

int open(const char* path, int flags, ...) {
  std::va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return fails("open", AT_FDCWD, path) ? -1 : next<int(const char*, int, ...)>("open")(path, flags, mode);
}
}
