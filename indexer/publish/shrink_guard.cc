#include "indexer/publish/shrink_guard.h"

#include <algorithm>

namespace callside {

namespace {

// The most losses that a message names.
constexpr std::size_t kMaxNamed = 5;

bool lost_too_many(std::uint64_t had, std::uint64_t has) { return has < had && 10 * (had - has) > had; }

void compare(const std::map<std::string, std::uint64_t>& before,
             const std::map<std::string, std::uint64_t>& after, Loss::By by, std::vector<Loss>& losses) {
  for (const auto& [what, had] : before) {
    const auto it = after.find(what);
    const std::uint64_t has = it == after.end() ? 0 : it->second;
    if (lost_too_many(had, has)) losses.push_back({what, by, had, has});
  }
}

// A renamed source, such as an export with its date in the name, is not a loss. So documents of all sources
// that are gone are compared with those of all new sources.
void compare_sources(const DocumentCounts& before, const DocumentCounts& after, std::vector<Loss>& losses) {
  std::map<std::string, std::uint64_t> gone, kept;
  std::uint64_t had = 0, is_new = 0;
  for (const auto& [path, count] : before.by_source) {
    (after.by_source.contains(path) ? kept : gone).emplace(path, count);
    if (!after.by_source.contains(path)) had += count;
  }
  for (const auto& [path, count] : after.by_source) {
    if (!before.by_source.contains(path)) is_new += count;
  }
  compare(kept, after.by_source, Loss::By::source, losses);
  if (!lost_too_many(had, is_new)) return;
  std::string names;
  for (const auto& [path, count] : gone) names += (names.empty() ? "" : ", ") + path;
  losses.push_back({std::move(names), Loss::By::source, had, is_new});
}

std::string to_string(const Loss& loss) {
  const std::string change = std::to_string(loss.before) + " to " + std::to_string(loss.after);
  switch (loss.by) {
    case Loss::By::kind:
      return "documents of kind " + loss.what + " from " + change;
    case Loss::By::language:
      return "documents in " + loss.what + " from " + change;
    case Loss::By::source:
      return "documents of " + loss.what + " from " + change;
  }
  return {};
}

}  // namespace

std::vector<Loss> losses(const DocumentCounts& before, const DocumentCounts& after) {
  std::vector<Loss> found;
  compare(before.by_kind, after.by_kind, Loss::By::kind, found);
  compare(before.by_language, after.by_language, Loss::By::language, found);
  compare_sources(before, after, found);
  return found;
}

Error shrink_error(const IndexFolder& folder, const std::string& published, const std::string& staged,
                   const std::vector<Loss>& losses) {
  std::string named;
  for (std::size_t i = 0; i < std::min(losses.size(), kMaxNamed); ++i) {
    named += (i == 0 ? "" : "; ") + to_string(losses[i]);
  }
  if (losses.size() > kMaxNamed) named += "; and " + std::to_string(losses.size() - kMaxNamed) + " more";
  const std::string index = " --index " + folder.root().string() + " ";
  return {ErrorCode::stopped,
          "not published: generation " + staged + " lost more than a tenth of the documents in " + published +
              ": " + named,
          "see what is missing: callside-index diff" + index + published + " " + staged +
              "; if this is intended: callside-index publish" + index + staged + " --allow-removals"};
}

}  // namespace callside
