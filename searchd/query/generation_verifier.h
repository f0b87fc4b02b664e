#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "indexer/base/error.h"
#include "indexer/schema/index_folder.h"

namespace callside {

// Reads all files of a generation and compares their digests (generation_files.h) in one thread of the lowest
// priority, for both processor and disk: answers are not to wait for it. Any thread may call it.
class GenerationVerifier {
 public:
  struct Outcome {
    std::string generation;
    Result<void> sound;  // a damaged error, or why it could not be told
  };

  explicit GenerationVerifier(IndexFolder folder);
  GenerationVerifier(const GenerationVerifier&) = delete;
  GenerationVerifier& operator=(const GenerationVerifier&) = delete;

  // Begins with that generation, in place of any other that is being verified.
  void verify(std::string generation);
  // What came out since it was asked last.
  std::optional<Outcome> take();

 private:
  void run(const std::stop_token& stop);

  const IndexFolder folder_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::string wanted_;              // empty: nothing; guarded by mutex_
  std::optional<Outcome> outcome_;  // guarded by mutex_
  std::jthread thread_;             // last: it uses the others
};

}  // namespace callside
