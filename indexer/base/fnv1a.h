#pragma once

#include <cstdint>
#include <string_view>

namespace callside {

// FNV-1a (Fowler, Noll, Vo) with 64 bits. The hash is the same on every machine and in every run. It does not
// resist deliberate collisions.
constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace callside
