#include "indexer/commands/judged_queries.h"

#include <algorithm>
#include <iostream>
#include <string>

#include "indexer/sources/language_tag.h"

namespace callside {

namespace {

// More malformed lines than that mean a file of another kind rather than typos.
constexpr std::size_t kMaxReported = 50;

}  // namespace

Result<Judgements> read_judged_queries(const std::filesystem::path& file) {
  auto read = read_judgements(file, canonical_language);
  if (!read && read.error().hint.empty())
    read.error().hint = "name a file of judged queries; callside-index eval --help describes the format";
  CALLSIDE_ASSIGN(Judgements judgements, std::move(read));
  for (std::size_t i = 0; i < std::min(judgements.faults.size(), kMaxReported); ++i) {
    const JudgementFault& fault = judgements.faults[i];
    std::cerr << file.string() << ':' << fault.line << ": " << fault.reason << " (" << fault.hint << ")\n";
  }
  if (const std::size_t faults = judgements.faults.size(); faults > 0) {
    const std::string listed = faults > kMaxReported ? "the first " + std::to_string(kMaxReported) : "all";
    return fail(
        ErrorCode::invalid_input,
        file.string() + ": " + std::to_string(faults) +
            (faults == 1 ? " malformed line, listed above" : " malformed lines, " + listed + " listed above"),
        "correct the file; nothing was measured");
  }
  if (judgements.queries.empty()) {
    return fail(ErrorCode::invalid_input, file.string() + " holds no judged query",
                "callside-index eval --help describes the format");
  }
  return judgements;
}

}  // namespace callside
