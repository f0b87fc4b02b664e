#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"

namespace callside {

// Converts between moments and local calendar days and times. "Today" needs a zone: at any moment, two
// calendar days are in use around the world. Immutable, cheap to copy, safe in any thread.
class TimeZone {
 public:
  // The zone of the machine: TZ, else /etc/localtime. Its name() is empty.
  TimeZone() = default;
  // A zone of the IANA database, such as "Europe/Ljubljana"; an empty name gives the zone of the machine. An
  // unknown name is a usage error whose hint suggests a known one. The caller adds file and line.
  static Result<TimeZone> named(const std::string& name);

  const std::string& name() const { return name_; }

  // Days since 1970-01-01.
  std::int32_t day_of(Moment moment) const;
  std::int32_t today() const { return day_of(now()); }
  // The moment at which local clocks show `seconds` after midnight of `day`. If they show that time twice,
  // the first one; if summer time skips it, nullopt.
  std::optional<Moment> moment_of(std::int32_t day, Moment seconds) const;

 private:
  class Rules;

  // Seconds east of UTC.
  Moment offset_at(Moment moment) const;

  std::string name_;
  std::shared_ptr<const Rules> rules_;  // nullptr: the zone of the machine
};

}  // namespace callside
