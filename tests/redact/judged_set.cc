#include "tests/redact/judged_set.h"

#include <unicode/utf8.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "indexer/redact/redactor.h"

namespace callside::test {
namespace {

using Json = nlohmann::json;

// Returns the byte offsets of the code points, and of the end.
std::vector<std::size_t> offsets_of(const std::string& text) {
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < text.size();) {
    offsets.push_back(i);
    U8_FWD_1(text.data(), i, text.size());
  }
  offsets.push_back(text.size());
  return offsets;
}

bool is_letter_or_digit(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Scorer {
 public:
  explicit Scorer(Scores& scores) : scores_(scores) {}

  void add(const Json& passage) {
    const std::string text = passage["text"], language = passage["lang"];
    const std::vector<std::size_t> offsets = offsets_of(text);
    const std::vector<PersonalSpan> found = redactor_.find(text);
    std::vector<bool> gone(text.size(), false), wanted(text.size(), false);
    for (const PersonalSpan& span : found)
      std::fill(gone.begin() + static_cast<std::ptrdiff_t>(span.begin),
                gone.begin() + static_cast<std::ptrdiff_t>(span.end), true);
    ++scores_.passages;
    if (passage["spans"].empty()) ++scores_.traps;
    for (const Json& span : passage["spans"]) {
      const std::size_t begin = offsets.at(span["start"]), end = offsets.at(span["end"]);
      if (text.substr(begin, end - begin) != span["text"].get<std::string>())
        throw std::runtime_error("a span stands elsewhere: " + passage["id"].get<std::string>());
      bool whole = true;
      for (std::size_t i = begin; i < end; ++i) {
        wanted[i] = true;
        whole = whole && (gone[i] || !is_letter_or_digit(static_cast<unsigned char>(text[i])));
      }
      const std::string kind = span["kind"];
      count(kind, language, {1, whole ? 1U : 0U, 0, 0});
      if (!whole)
        scores_.faults.push_back(passage["id"].get<std::string>() + " missed " + kind + ": " +
                                 span["text"].get<std::string>());
    }
    for (const PersonalSpan& span : found) {
      bool touches = false;
      for (std::size_t i = span.begin; i < span.end; ++i) touches = touches || wanted[i];
      count(std::string(info_of(span.kind).name), language, {0, 0, 1, touches ? 1U : 0U});
      if (!touches)
        scores_.faults.push_back(passage["id"].get<std::string>() + " false " +
                                 std::string(info_of(span.kind).name) + ": " +
                                 text.substr(span.begin, span.end - span.begin));
    }
  }

 private:
  void count(const std::string& kind, const std::string& language, const Score& score) {
    scores_.all += score;
    scores_.by_kind[kind] += score;
    scores_.by_language[language] += score;
  }

  Scores& scores_;
  const Redactor redactor_;
};

std::string line_of(const std::string& name, const Score& score) {
  char line[120];
  std::snprintf(line, sizeof line, "%-12s %4zu of %4zu found  %5.1f %%   %4zu of %4zu right  %5.1f %%\n",
                name.c_str(), score.found, score.spans, 100 * score.recall(), score.touching, score.stretches,
                100 * score.precision());
  return line;
}

}  // namespace

Score& Score::operator+=(const Score& other) {
  spans += other.spans;
  found += other.found;
  stretches += other.stretches;
  touching += other.touching;
  return *this;
}

Scores score_judged_set(const std::filesystem::path& folder, std::string_view ending) {
  Scores scores;
  Scorer scorer(scores);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().ends_with(ending)) continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) scorer.add(Json::parse(line));
    if (!file.eof()) throw std::runtime_error("cannot read " + entry.path().string());
  }
  return scores;
}

std::string table_of(const Scores& scores) {
  std::string table =
      std::to_string(scores.passages) + " passages, " + std::to_string(scores.traps) + " of them traps\n";
  for (const auto& [kind, score] : scores.by_kind) table += line_of(kind, score);
  for (const auto& [language, score] : scores.by_language) table += line_of(language, score);
  return table + line_of("all", scores.all);
}

}  // namespace callside::test
