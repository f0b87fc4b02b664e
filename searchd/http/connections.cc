#include "searchd/http/connections.h"

#include <sys/socket.h>

#include <tuple>

namespace callside {

Connections::Entry::Entry(Connections& all, int fd) : all_(all) {
  const std::lock_guard lock(all_.mutex_);
  record_ = all_.records_.insert(all_.records_.end(), Record{fd});
  if (all_.stopping_) end(*record_);
}

Connections::Entry::~Entry() {
  const std::lock_guard lock(all_.mutex_);
  all_.records_.erase(record_);
}

void Connections::Entry::enter(Phase phase) {
  const std::lock_guard lock(all_.mutex_);
  record_->phase = phase;
  record_->since = std::chrono::steady_clock::now();
  // stop() passed by while the answer was being made.
  if (all_.stopping_ && phase == Phase::idle) end(*record_);
}

void Connections::end(Record& record) {
  // Where we read, only our reading ends: what has arrived is still read, then comes the end of the stream.
  ::shutdown(record.fd, record.phase == Phase::sending ? SHUT_RDWR : SHUT_RD);
  record.ended = true;
}

bool Connections::make_room() {
  const std::lock_guard lock(mutex_);
  Record* choice = nullptr;
  for (Record& record : records_) {
    if (record.ended || record.phase == Phase::handling) continue;
    const auto rank = [](const Record& r) { return std::tuple(r.phase != Phase::idle, r.since); };
    if (choice == nullptr || rank(record) < rank(*choice)) choice = &record;
  }
  if (choice == nullptr) return false;
  end(*choice);
  return true;
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
