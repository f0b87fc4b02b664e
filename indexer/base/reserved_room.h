#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Room on the disk for one small file that must be replaceable when the disk is full. The room is a file of
// its own (`reserve`), on the same file system, whose blocks are allocated beforehand. One process at a time
// may call these functions for a reserve: the caller holds a lock.

// Allocates `bytes` for the reserve, or what the disk still has, less a little that it leaves to others.
// Keeps what it has if it has as much. Returns no_space if it is smaller than `bytes` afterwards.
Result<void> reserve_room(const std::filesystem::path& reserve, std::uint64_t bytes);

// Replaces `path` by `bytes` in one step, as replace_file() does. If the disk is full, the bytes are written
// into the reserve, which then becomes `path`: this needs no other room. The reserve is gone afterwards; call
// reserve_room() again.
Result<void> replace_file_or_use_reserve(const std::filesystem::path& path,
                                         const std::filesystem::path& reserve, std::string_view bytes);

}  // namespace callside
