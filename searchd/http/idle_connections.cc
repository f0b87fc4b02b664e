#include "searchd/http/idle_connections.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

namespace callside {

namespace {

using std::chrono::steady_clock;

bool has_input(const Connection& connection) {
  pollfd poll_fd{connection.socket.fd(), POLLIN, 0};
  return ::poll(&poll_fd, 1, 0) > 0;
}

bool watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  return ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

}  // namespace

IdleConnections::~IdleConnections() {
  stop();
  for (const int fd : {epoll_, wake_}) {
    if (fd >= 0) ::close(fd);
  }
}

Result<void> IdleConnections::start() {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (epoll_ < 0 || wake_ < 0 || !watch(epoll_, wake_)) return fail_errno("cannot watch connections");
  poller_ = std::thread([this] { poll(); });
  return ok();
}

void IdleConnections::add(std::unique_ptr<Connection> connection) {
  const int fd = connection->socket.fd();
  const std::lock_guard lock(mutex_);
  if (stopping_) return;
  auto& list = connection->answered ? kept_ : fresh_;
  const auto at = list.insert(list.end(), Waiting{std::move(connection), steady_clock::now() + idle_});
  places_[fd] = {&list, at};
  if (!watch(epoll_, fd)) {
    const std::error_code why(errno, std::generic_category());
    take(fd);
    throw std::system_error(why, "cannot watch a connection");
  }
}

std::unique_ptr<Connection> IdleConnections::take(int fd) {
  const auto found = places_.find(fd);
  if (found == places_.end()) return nullptr;
  const Place place = found->second;
  std::unique_ptr<Connection> connection = std::move(place.at->connection);
  place.list->erase(place.at);
  places_.erase(found);
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  return connection;
}

std::unique_ptr<Connection> IdleConnections::take_least_needed() {
  const std::lock_guard lock(mutex_);
  for (const std::list<Waiting>* list : {&kept_, &fresh_}) {
    const auto found = std::find_if(list->begin(), list->end(),
                                    [](const Waiting& waiting) { return !has_input(*waiting.connection); });
    if (found != list->end()) return take(found->connection->socket.fd());
  }
  return nullptr;
}

Deadline IdleConnections::next_deadline() const {
  // Connections that are added later expire later than this.
  Deadline next = steady_clock::now() + idle_;
  for (const std::list<Waiting>* list : {&fresh_, &kept_}) {
    if (!list->empty()) next = std::min(next, list->front().until);
  }
  return next;
}

void IdleConnections::poll() {
  std::array<epoll_event, 64> events{};
  for (;;) {
    Deadline next;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      next = next_deadline();
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - steady_clock::now()).count();
    const auto timeout = std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max());
    const int n =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(timeout));
    std::vector<std::unique_ptr<Connection>> ready;
    std::vector<std::unique_ptr<Connection>> expired;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      for (int i = 0; i < n; ++i) {
        if (auto connection = take(events[static_cast<std::size_t>(i)].data.fd)) {
          ready.push_back(std::move(connection));
        }
      }
      const auto now = steady_clock::now();
      for (std::list<Waiting>* list : {&fresh_, &kept_}) {
        while (!list->empty() && list->front().until <= now) {
          expired.push_back(take(list->front().connection->socket.fd()));
        }
      }
    }
    for (auto& connection : ready) ready_(std::move(connection));
  }
}

void IdleConnections::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(stopping_, true)) return;
  }
  if (poller_.joinable()) {
    const std::uint64_t one = 1;
    // Fails only if the counter is full, which wakes the thread as well.
    [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
    poller_.join();
  }
  std::list<Waiting> left;
  {
    const std::lock_guard lock(mutex_);
    places_.clear();
    left.splice(left.end(), fresh_);
    left.splice(left.end(), kept_);
  }
  for (Waiting& waiting : left) {
    if (has_input(*waiting.connection)) ready_(std::move(waiting.connection));
  }
}

}  // namespace callside
