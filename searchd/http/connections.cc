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
  // Its request had arrived before it was ended. If its client does not take the answer, it can be ended once
  // more.
  if (phase == Phase::handling) record_->ended = false;
  if (all_.stopping_ && phase == Phase::receiving) end(*record_);
}

bool Connections::Entry::reading_ended() const {
  const std::lock_guard lock(all_.mutex_);
  return record_->reading_ended;
}

void Connections::end(Record& record) {
  // A connection that receives only loses its reading side: what has arrived is still read, then comes the
  // end of the stream, and there can be an answer.
  ::shutdown(record.fd, record.phase == Phase::sending ? SHUT_RDWR : SHUT_RD);
  record.ended = true;
  record.reading_ended = true;
}

void Connections::make_room(std::size_t needed) {
  const std::lock_guard lock(mutex_);
  const auto is_ended = [](const Record& record) { return record.ended; };
  auto ended = static_cast<std::size_t>(std::count_if(records_.begin(), records_.end(), is_ended));
  const auto too_long_ago = steady_clock::now() - kPatience;
  for (; ended < needed; ++ended) {
    Record* choice = nullptr;
    for (Record& record : records_) {
      if (record.ended || record.phase == Phase::handling || record.since > too_long_ago) continue;
      if (choice == nullptr || record.since < choice->since) choice = &record;
    }
    if (choice == nullptr) return;
    end(*choice);
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
