#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/document_maker.h"
#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/assembly/progress.h"

namespace callside {

// Fewer documents are written faster by one thread.
inline constexpr std::size_t kFewestSideBySide = 20'000;

struct SideBySideOptions {
  std::filesystem::path folder;  // the generation's
  std::string name;
  unsigned threads = 2;
  const std::atomic<bool>* interrupted = nullptr;
  ResolvedQuestions* questions = nullptr;  // takes what tickets teach; nullptr: nothing is learned
};

// Writes the documents of a new generation by several threads: each thread takes the next part of them into a
// segment and a Xapian database of its own, and the databases are merged into one, which is also the smallest
// form that they have. As DocumentWriter does it, document by document.
Result<void> write_side_by_side(const SideBySideOptions& options, ReadingResult& reading,
                                const DocumentNumbers& numbers, const TermWeigher& weigher,
                                const std::vector<std::uint32_t>& groups, BuildProgress& progress,
                                Manifest& manifest);

}  // namespace callside
