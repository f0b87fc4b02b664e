#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace callside::test {

// Measures the redactor on the judged passages of corpus/redaction. Its README.md defines the measures.

struct Score {
  std::size_t spans = 0, found = 0;         // to be removed
  std::size_t stretches = 0, touching = 0;  // removed

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
  // The passage and the kind of each miss and false alarm.
  std::vector<std::string> faults;
};

// Measures the files in `folder` whose name ends with `ending` ("-dev.jsonl"). Throws std::runtime_error if a
// file cannot be read or the text of a span does not match its position.
Scores score_judged_set(const std::filesystem::path& folder, std::string_view ending);

// Returns a table of the figures, without any text of the passages.
std::string table_of(const Scores& scores);

}  // namespace callside::test
