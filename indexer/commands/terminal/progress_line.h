#pragma once

#include <cstdint>
#include <string>
#include <thread>

#include "indexer/assembly/progress.h"
#include "indexer/commands/terminal/pace.h"
#include "indexer/format/document_stream.h"

namespace callside {

// Draws the progress of a build on standard error during its lifetime, in one line and ten times a second:
// what is done, the speed and, if known, the time left. Does nothing if standard error is not a terminal.
class ProgressLine {
 public:
  // `all_of` is the stream if all of it will be read: its size in bytes gives the time left. It is nullptr if
  // only changes are read, whose size is unknown in advance.
  ProgressLine(const BuildProgress& progress, bool wanted, const DocumentStream* all_of = nullptr);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  void draw();
  std::string reading(Pace::Time now);
  std::string writing(Pace::Time now);

  const BuildProgress& progress_;
  bool drawing_;
  std::uint64_t all_bytes_ = 0;  // 0: unknown
  // Used by the drawing thread only:
  Pace records_, bytes_, documents_;
  std::jthread thread_;
};

}  // namespace callside
