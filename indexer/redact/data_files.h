#pragma once

#include <span>

#include "indexer/base/data_file.h"

namespace callside {

// The files of indexer/redact/data.
std::span<const DataFile> redact_data();

}  // namespace callside
