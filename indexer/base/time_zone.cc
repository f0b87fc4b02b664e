#include "indexer/base/time_zone.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <ctime>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

constexpr Moment kSecondsPerDay = 24 * 60 * 60;
constexpr double kMilliseconds = 1000;

// The part after the last slash of a zone's name. People tend to know the city but not the region.
std::string city_of(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// A known zone that differs from `name` only in case, or else one with the same city, or else empty.
std::string nearest_zone(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> all(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL, nullptr, nullptr, status));
  std::string same_city;
  while (U_SUCCESS(status) && all) {
    const char* next = all->next(nullptr, status);
    if (next == nullptr) break;
    const std::string known = next;
    if (lower_case(known) == lower_case(name)) return known;
    // Never suggest "Etc/GMT+3": it is west of UTC, while most people mean the zone east of it by GMT+3.
    if (same_city.empty() && !known.starts_with("Etc/") &&
        lower_case(city_of(known)) == lower_case(city_of(name)))
      same_city = known;
  }
  return same_city;
}

}  // namespace

class TimeZone::Rules {
 public:
  explicit Rules(std::unique_ptr<icu::TimeZone> zone) : zone_(std::move(zone)) {}

  Moment offset_at(Moment moment) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->getOffset(static_cast<UDate>(moment) * kMilliseconds, 0, raw, summer, status);
    return (Moment{raw} + summer) / static_cast<Moment>(kMilliseconds);
  }

 private:
  const std::unique_ptr<icu::TimeZone> zone_;
};

Result<TimeZone> TimeZone::named(const std::string& name) {
  TimeZone zone;
  if (name.empty()) return zone;
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(name);
  icu::UnicodeString canonical;
  UErrorCode status = U_ZERO_ERROR;
  // ICU accepts any name: it makes up a zone for "GMT+3" and treats an unknown name as UTC. Accept only
  // listed names.
  UBool is_listed = 0;
  icu::TimeZone::getCanonicalID(id, canonical, is_listed, status);
  if (U_FAILURE(status) || is_listed == 0 || name == "Etc/Unknown") {
    const std::string near = nearest_zone(name);
    return fail(ErrorCode::usage, "there is no time zone \"" + name + '"',
                near.empty() ? "use a name of the IANA database, such as Europe/Ljubljana or UTC"
                             : "did you mean \"" + near + "\"?");
  }
  zone.name_ = name;
  zone.rules_ = std::make_shared<Rules>(std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(id)));
  return zone;
}

std::int32_t TimeZone::day_of(Moment moment) const {
  const Moment local = moment + offset_at(moment);
  return static_cast<std::int32_t>(local / kSecondsPerDay - (local % kSecondsPerDay < 0 ? 1 : 0));
}

std::optional<Moment> TimeZone::moment_of(std::int32_t day, Moment seconds) const {
  const Moment local = Moment{day} * kSecondsPerDay + seconds;
  // Try the offsets a day earlier and a day later. No zone is a day or more from UTC, and none changes its
  // offset twice within two days.
  for (const Moment offset : {offset_at(local - kSecondsPerDay), offset_at(local + kSecondsPerDay)}) {
    if (offset_at(local - offset) == offset) return local - offset;
  }
  return std::nullopt;
}

Moment TimeZone::offset_at(Moment moment) const {
  if (rules_) return rules_->offset_at(moment);
  const auto time = static_cast<std::time_t>(moment);
  std::tm parts{};
  ::localtime_r(&time, &parts);
  return parts.tm_gmtoff;
}

}  // namespace callside
