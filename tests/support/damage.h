#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace callside::testing {

// Damages files as failing disks do.

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Replaces a file by a new one of the same name, as an editor or a restored backup does. Generations that
// share the old file by a hard link keep it.
inline void put_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::remove(path);
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

// Flips a bit in place, so all hard links see it, and keeps the modification time, as a decaying disk does.
inline void flip_bit(const std::filesystem::path& path, std::uintmax_t offset, unsigned bit = 0) {
  const auto time = std::filesystem::last_write_time(path);
  {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(offset));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(static_cast<char>(static_cast<unsigned>(byte) ^ (1U << bit)));
    if (!file.flush()) throw std::runtime_error("cannot change " + path.string());
  }
  std::filesystem::last_write_time(path, time);
}

inline void flip_in_the_middle(const std::filesystem::path& path) {
  flip_bit(path, std::filesystem::file_size(path) / 2);
}

// Returns the non-empty files of a generation, relative to its folder and sorted.
inline std::vector<std::string> files_of(const std::filesystem::path& generation) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(generation)) {
    if (!entry.is_regular_file() || entry.file_size() == 0) continue;
    files.push_back(entry.path().lexically_relative(generation).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace callside::testing
