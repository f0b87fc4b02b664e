#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Disk space set aside so that one small file can be replaced even when the disk is full. The reserve is a
// separate file on the same file system whose blocks are allocated in advance. The caller must hold a lock:
// only one process at a time may call these functions for a reserve.

// Grows the reserve to `bytes`, or to what the disk can give, leaving 8 KiB free. Never shrinks it. Returns
// no_space if the reserve is still smaller than `bytes`.
Result<void> reserve_space(const std::filesystem::path& reserve, std::uint64_t bytes);

// Replaces `path` by `bytes` atomically, as replace_file() does. If the disk is full, writes the bytes into
// the reserve and renames it to `path`, which needs no other space. The reserve no longer exists then; call
// reserve_space() again.
Result<void> replace_file_or_use_reserve(const std::filesystem::path& path,
                                         const std::filesystem::path& reserve, std::string_view bytes);

}  // namespace callside
