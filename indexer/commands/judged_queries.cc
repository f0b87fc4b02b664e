#include "indexer/commands/judged_queries.h"

#include <algorithm>
#include <iostream>
#include <string>

#include "indexer/sources/language_tag.h"

namespace callside {

namespace {

// More are a file of another kind, not slips.
constexpr std::size_t kMostFaults = 50;

}  // namespace

Result<Judgements> read_judged_queries(const std::filesystem::path& file) {
  auto read = read_judgements(file, canonical_language);
  if (!read && read.error().hint.empty())
    read.error().hint = "name a file of judged queries; callside-index eval --help says what a line is";
  CALLSIDE_ASSIGN(Judgements judgements, std::move(read));
  for (std::size_t i = 0; i < std::min(judgements.faults.size(), kMostFaults); ++i) {
    const JudgementFault& fault = judgements.faults[i];
    std::cerr << file.string() << ':' << fault.line << ": " << fault.reason << " (" << fault.hint << ")\n";
  }
  if (const std::size_t faults = judgements.faults.size(); faults > 0) {
    const std::string named = faults > kMostFaults ? "the first " + std::to_string(kMostFaults) : "all";
    return fail(ErrorCode::invalid_input,
                file.string() + ": malformed in " + std::to_string(faults) +
                    (faults == 1 ? " line, named above" : " lines, " + named + " named above"),
                "mend the file; nothing was measured");
  }
  if (judgements.queries.empty()) {
    return fail(ErrorCode::invalid_input, file.string() + " holds no judged query",
                "see callside-index eval --help for what a line is");
  }
  return judgements;
}

}  // namespace callside
