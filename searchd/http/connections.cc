#include "searchd/http/connections.h"

#include <sys/socket.h>

#include <algorithm>

namespace callside {

using std::chrono::steady_clock;

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
  record_->since = steady_clock::now();
  // The request had arrived before the connection was ended. If the client does not take the answer, the
  // connection can be ended again.
  if (phase == Phase::handling) record_->ended = false;
  if (all_.stopping_ && phase == Phase::receiving) end(*record_);
}

bool Connections::Entry::reading_ended() const {
  const std::lock_guard lock(all_.mutex_);
  return record_->reading_ended;
}

void Connections::end(Record& record) {
  // A receiving connection only loses its reading side: bytes that have arrived are still read, then the end
  // of the stream, and an answer can still be sent.
  ::shutdown(record.fd, record.phase == Phase::sending ? SHUT_RDWR : SHUT_RD);
  record.ended = true;
  record.reading_ended = true;
}

void Connections::make_room(std::size_t needed) {
  const std::lock_guard lock(mutex_);
  const auto is_ended = [](const Record& record) { return record.ended; };
  auto ended = static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), is_ended));
  const auto latest_start = steady_clock::now() - kSlowClientTimeout;
  for (; ended < needed; ++ended) {
    Record* slowest = nullptr;
    for (Record& record : records_) {
      if (record.ended || record.phase == Phase::handling || record.since > latest_start) continue;
      if (slowest == nullptr || record.since < slowest->since) slowest = &record;
    }
    if (slowest == nullptr) return;
    end(*slowest);
  }
}

void Connections::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (Record& record : records_) {
    if (record.phase == Phase::receiving) end(record);
  }
}

}  // namespace callside
