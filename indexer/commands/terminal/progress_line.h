#pragma once

#include <cstdint>
#include <string>
#include <thread>

#include "indexer/assembly/progress.h"
#include "indexer/commands/terminal/pace.h"
#include "indexer/format/document_stream.h"

namespace callside {

// Draws a build's progress on standard error while it lives, where that is a terminal; else does nothing. Ten
// times a second, in one line of at most the terminal's width: how far it is, how fast it goes, and how long
// it will take, where that can be known.
class ProgressLine {
 public:
  // `all_of`: the stream of which every record will be read, so that its bytes say how long that takes;
  // nullptr: only what changed is read, and nobody knows how much that is.
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
  std::uint64_t all_bytes_ = 0;  // 0: not known
  // Of the drawing thread:
  Pace records_, bytes_, documents_;
  std::jthread thread_;
};

}  // namespace callside
