#pragma once

#include <cstddef>
#include <cstdint>

namespace callside {

// Keeps a process alive whose mapped files (MappedFile) lose bytes under it: cut short by somebody, or on a
// disk that can't give them back. The system answers a read of such a page with SIGBUS, which ends the
// process. Where the guard is installed, the page reads as zeros instead, and the loss is counted. So only
// who reads mapped bytes without trusting them, and only shows them, may install it: what is written out of
// zeros is damage for good.

// Installs the handler of SIGBUS. Once, before threads are started.
void guard_mappings();

// Pages lost so far. Any thread.
std::uint64_t lost_mapped_pages();

// MappedFile's part: which memory is guarded.
void add_guarded_mapping(const void* begin, std::size_t size);
void remove_guarded_mapping(const void* begin);

}  // namespace callside
