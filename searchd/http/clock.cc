#include "searchd/http/clock.h"

#include <array>
#include <ctime>

namespace callside {

Clock Clock::of_system() {
  return {[] { return std::chrono::steady_clock::now(); },
          [] {
            const std::time_t seconds = std::time(nullptr);
            std::tm local{};
            ::localtime_r(&seconds, &local);
            std::array<char, 16> day{};
            const std::size_t n = std::strftime(day.data(), day.size(), "%Y-%m-%d", &local);
            return std::string(day.data(), n);
          },
          [] { return callside::now(); }};
}

}  // namespace callside
