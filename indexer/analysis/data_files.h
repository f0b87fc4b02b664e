#pragma once

#include <span>

#include "indexer/base/data_file.h"

namespace callside {

// The files of indexer/analysis/data.
std::span<const DataFile> analysis_data();

}  // namespace callside
