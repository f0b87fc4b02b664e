#pragma once

#include <string_view>

namespace callside {

// A day that exists, as "2026-10-01".
bool is_iso_day(std::string_view text);

}  // namespace callside
