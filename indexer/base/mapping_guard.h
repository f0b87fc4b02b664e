#pragma once

#include <cstddef>
#include <cstdint>

namespace callside {

// Keeps the process alive if a mapped file (MappedFile) is truncated or its disk fails. The kernel raises
// SIGBUS on a read of such a page, which would end the process. With the guard installed, the page reads as
// zeros and is counted as lost. Install it only in a process that validates what it reads from mapped files
// and only displays it: zeros that are written back become permanent damage.

// Installs the SIGBUS handler. Call once, before other threads start.
void install_mapping_guard();

// Number of pages lost so far. Any thread.
std::uint64_t lost_mapped_pages();

// Called by MappedFile to register and unregister its memory. Any thread.
void add_guarded_mapping(const void* begin, std::size_t size);
void remove_guarded_mapping(const void* begin);

}  // namespace callside
