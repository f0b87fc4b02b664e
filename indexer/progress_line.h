#pragma once

#include <thread>

#include "indexer/build/progress.h"

namespace callside {

// Draws a build's progress on standard error while it lives, where that is a terminal; else does nothing.
class ProgressLine {
 public:
  ProgressLine(const BuildProgress& progress, bool wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  void draw() const;

  const BuildProgress& progress_;
  bool drawing_;
  std::jthread thread_;
};

}  // namespace callside
