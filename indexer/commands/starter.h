#pragma once

#include <span>
#include <string_view>

namespace callside {

// A file that `init` writes. The files of corpus/starter are compiled into the program.
struct StarterFile {
  std::string_view path;  // relative to the folder
  std::string_view bytes;
};

std::span<const StarterFile> starter_files();

}  // namespace callside
