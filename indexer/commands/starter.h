#pragma once

#include <span>
#include <string_view>

namespace callside {

// A file of the folder that `init` makes. They are corpus/starter, compiled into the program.
struct StarterFile {
  std::string_view path;  // below the folder
  std::string_view bytes;
};

std::span<const StarterFile> starter_files();

}  // namespace callside
