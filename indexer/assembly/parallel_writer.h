#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/document_maker.h"
#include "indexer/assembly/learn/resolved_questions.h"
#include "indexer/assembly/progress.h"

namespace callside {

// Fewer documents are written faster by one thread, since the parts of several must be merged. Measured with
// tickets on two cores that had other work: two threads write 2,000 in 0.5 s where one takes 0.2 s, 5,000 in
// the same 0.7 s, and 10,000 in 1.0 s instead of 1.3 s. Articles differ by less than the noise.
inline constexpr std::size_t kMinParallelDocuments = 5'000;

struct ParallelWritingOptions {
  std::filesystem::path folder;  // of the generation
  std::string name;
  unsigned threads = 2;
  const std::atomic<bool>* interrupted = nullptr;
  ResolvedQuestions* questions = nullptr;  // collects the questions of resolved tickets unless it is nullptr
};

// Writes the documents of a new generation in several threads. Each thread writes a contiguous part of them
// into a segment, a part of the ticket index and a Xapian database of its own. Then the databases are merged
// into one, which also compacts them. The resulting documents equal those of DocumentWriter.
Result<void> write_in_parallel(const ParallelWritingOptions& options, ReadingResult& reading,
                               const DocumentNumbers& numbers, const TermWeigher& weigher,
                               const std::vector<std::uint32_t>& groups, BuildProgress& progress,
                               Manifest& manifest);

}  // namespace callside
