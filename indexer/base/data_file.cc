#include "indexer/base/data_file.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace callside {

std::string_view data_text(std::span<const DataFile> files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &DataFile::name);
  if (found == files.end()) throw std::logic_error("no data file " + std::string(name));
  return found->text;
}

}  // namespace callside
