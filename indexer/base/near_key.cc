#include "indexer/base/near_key.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// Words that exports use as keys and that happen to be two edits from a known key.
constexpr std::array<std::string_view, 9> kOtherKeys = {"order",  "other", "time",  "site", "tile",
                                                        "branch", "board", "blank", "band"};
// Keys shorter than this have other words within two edits.
constexpr std::size_t kShortKey = 6;

bool keeps_first_letter(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && lower_case(a.front()) == lower_case(b.front());
}

}  // namespace

std::size_t key_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  // Optimal string alignment; only the last three rows of the table are kept: before, last, row.
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower_case(a[i - 1]) == lower_case(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower_case(a[i - 1]) == lower_case(b[j - 2]) &&
          lower_case(a[i - 2]) == lower_case(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::string_view nearest_key(std::string_view key, std::span<const std::string_view> known) {
  std::string_view nearest;
  std::size_t least = SIZE_MAX;
  for (const std::string_view candidate : known) {
    const std::size_t distance = key_distance(key, candidate, std::max(key.size(), candidate.size()));
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string_view mistyped_key(std::string_view key, std::span<const std::string_view> known) {
  for (const std::string_view candidate : known) {
    if (equal_ignoring_case(key, candidate)) return candidate;
  }
  for (const std::string_view word : kOtherKeys) {
    if (equal_ignoring_case(key, word)) return {};
  }
  std::string_view nearest;
  std::size_t least = 3;
  for (const std::string_view candidate : known) {
    const std::size_t distance = key_distance(key, candidate, 2);
    if (distance > 1 && candidate.size() < kShortKey && !keeps_first_letter(key, candidate)) continue;
    if (distance < least && 2 * distance < candidate.size()) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace callside
