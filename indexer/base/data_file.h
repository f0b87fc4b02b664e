#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace callside {

// A text file of a folder named data/, compiled into the program (tools/cmake/EmbedData.cmake).
//
// It is UTF-8 with one entry a line. Lines that begin with "#" are comments; the first ones tell what the
// file lists, its source and its licence. "[section]" begins a section. Entries are sorted by their bytes
// within a section, so that no entry is there twice.
struct DataFile {
  std::string_view name;  // without the folder: "town_names.txt"
  std::string_view text;
};

// Returns the text of a file. Throws std::logic_error if there is no file of that name.
std::string_view data_text(std::span<const DataFile> files, std::string_view name);

// Calls take(section, entry) for each entry, in the order of the file. The section is empty before the first
// "[section]" line.
template <typename Take>
void for_each_entry(std::string_view text, Take take) {
  std::string_view section;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[' && line.back() == ']')
      section = line.substr(1, line.size() - 2);
    else
      take(section, line);
  }
}

}  // namespace callside
