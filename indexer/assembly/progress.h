#pragma once

#include <atomic>
#include <cstdint>

namespace callside {

// How far a build is; written by its threads, read by whoever draws it.
struct BuildProgress {
  enum class Phase : std::uint8_t { reading, writing, finishing };
  std::atomic<Phase> phase{Phase::reading};
  std::atomic<std::uint64_t> read{0};       // records seen
  std::atomic<std::uint64_t> bytes{0};      // of these records
  std::atomic<std::uint64_t> written{0};    // documents written
  std::atomic<std::uint64_t> documents{0};  // documents there will be; 0 while reading
};

}  // namespace callside
