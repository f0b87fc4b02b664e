#include "searchd/http/connections.h"

#include <sys/socket.h>

#include <algorithm>
#include <tuple>

namespace callside {

Connections::Entry::Entry(Connections& all, int fd) : all_(all) {
  const std::lock_guard lock(all_.mutex_);
  record_ = all_.records_.insert(all_.records_.end(), Record{fd});
  if (all_.stopping_) end(*record_);
  all_.make_room();
}

Connections::Entry::~Entry() {
  const std::lock_guard lock(all_.mutex_);
  all_.records_.erase(record_);
}

void Connections::Entry::enter(Phase phase) {
  const std::lock_guard lock(all_.mutex_);
  record_->phase = phase;
  record_->since = std::chrono::steady_clock::now();
  // Its request had arrived before it was ended; if its client doesn't take the answer, it can be ended once
  // more.
  if (phase == Phase::handling) record_->ended = false;
  // stop() passed by while the answer was being made.
  if (all_.stopping_ && phase == Phase::idle) end(*record_);
  all_.make_room();
}

void Connections::end(Record& record) {
  // Where we read, only our reading ends: what has arrived is still read, then comes the end of the stream.
  ::shutdown(record.fd, record.phase == Phase::sending ? SHUT_RDWR : SHUT_RD);
  record.ended = true;
}

void Connections::set_waiting(std::size_t n) {
  const std::lock_guard lock(mutex_);
  waiting_ = n;
  make_room();
}

void Connections::make_room() {
  if (waiting_ == 0) return;
  const auto is_ended = [](const Record& r) { return r.ended; };
  auto ended = static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), is_ended));
  for (; ended < waiting_; ++ended) {
    Record* choice = nullptr;
    for (Record& record : records_) {
      if (record.ended || record.phase == Phase::handling) continue;
      const auto rank = [](const Record& r) { return std::tuple(r.phase != Phase::idle, r.since); };
      if (choice == nullptr || rank(record) < rank(*choice)) choice = &record;
    }
    if (choice == nullptr) return;
    end(*choice);
  }
}

void Connections::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (Record& record : records_) {
    if (record.phase == Phase::idle || record.phase == Phase::receiving) end(record);
  }
}

std::size_t Connections::open() const {
  const std::lock_guard lock(mutex_);
  return records_.size();
}

}  // namespace callside
