#pragma once

#include <span>

#include "indexer/base/data_file.h"

namespace callside {

// The text files of data/, sorted by name.
std::span<const DataFile> learn_data();

}  // namespace callside
