#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace callside::test {

// The judged passages of corpus/redaction (README.md there says what counts), and what the redactor makes of
// them.

struct Score {
  std::size_t spans = 0, found = 0;         // of what must go
  std::size_t stretches = 0, touching = 0;  // of what went

  double recall() const { return spans == 0 ? 1 : static_cast<double>(found) / static_cast<double>(spans); }
  double precision() const {
    return stretches == 0 ? 1 : static_cast<double>(touching) / static_cast<double>(stretches);
  }
  Score& operator+=(const Score& other);
};

struct Scores {
  Score all;
  std::map<std::string, Score> by_kind, by_language;
  std::size_t passages = 0, traps = 0;
  // Of each miss and false alarm: passage and what it is.
  std::vector<std::string> faults;
};

// Files in `folder` whose name ends with `ending` ("-dev.jsonl"). Throws std::runtime_error where a file
// can't be read or a span does not stand where it says.
Scores score_judged_set(const std::filesystem::path& folder, std::string_view ending);

// A table of the figures, without any text of the passages.
std::string table_of(const Scores& scores);

}  // namespace callside::test
