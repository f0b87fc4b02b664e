#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"

namespace callside {

// Tells which calendar day a moment falls on in one place, and the reverse. There is no "today" without a
// zone: at any moment two calendar days are in use somewhere. Immutable; copies are cheap; any thread.
class TimeZone {
 public:
  // The machine's own zone: TZ, else /etc/localtime. name() is empty.
  TimeZone() = default;
  // A zone of the IANA database, such as "Europe/Ljubljana". Empty: the machine's own. An unknown name is a
  // usage error whose hint names the nearest known one; the caller adds the place.
  static Result<TimeZone> named(const std::string& name);

  const std::string& name() const { return name_; }

  // Days since 1970-01-01.
  std::int32_t day_of(Moment moment) const;
  std::int32_t today() const { return day_of(now()); }
  // The moment at which clocks there show `seconds` after midnight of `day`: the first one where they show it
  // twice; nullopt where summer time leaves it out.
  std::optional<Moment> moment_of(std::int32_t day, Moment seconds) const;

 private:
  class Rules;

  // Seconds east of UTC.
  Moment offset_at(Moment moment) const;

  std::string name_;
  std::shared_ptr<const Rules> rules_;  // nullptr: the machine's
};

}  // namespace callside
