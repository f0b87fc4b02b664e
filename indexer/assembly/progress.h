#pragma once

#include <atomic>
#include <cstdint>

namespace callside {

// Progress of a build: written by its threads, read by the thread that displays it.
struct BuildProgress {
  enum class Phase : std::uint8_t { reading, writing, finishing };
  std::atomic<Phase> phase{Phase::reading};
  std::atomic<std::uint64_t> read{0};       // records read so far
  std::atomic<std::uint64_t> bytes{0};      // size of these records
  std::atomic<std::uint64_t> written{0};    // documents written so far
  std::atomic<std::uint64_t> documents{0};  // documents to write; 0 while reading
};

}  // namespace callside
