#pragma once

#include <unicode/utf8.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/data_file.h"

// Returns what is wrong with a data file, by indexer/base/data_file.h: "names.txt:12: not sorted".
inline std::vector<std::string> faults_of(const callside::DataFile& file) {
  std::vector<std::string> faults;
  int number = 0;
  const auto fault = [&](const std::string& what) {
    faults.push_back(std::string(file.name) + ":" + std::to_string(number) + ": " + what);
  };
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(file.text.data());
  for (std::size_t i = 0; i < file.text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, file.text.size(), c);
    if (c < 0 || (c < ' ' && c != '\n' && c != '\t')) fault("not UTF-8, or a control character");
  }
  if (!file.text.ends_with('\n')) fault("no newline at the end");
  bool source = false, licence = false, entries = false;
  std::string_view previous, rest = file.text;
  const auto end_section = [&] {
    if (entries && previous.empty()) fault("an empty section before this line");
    previous = {};
  };
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    ++number;
    if (number == 1 && !line.starts_with("# ")) fault("no comment that tells what the file lists");
    source = source || (!entries && line.starts_with("# Source: "));
    licence = licence || (!entries && line.starts_with("# Licence: "));
    if (line.empty() || line.starts_with('#')) continue;
    if (!entries && (!source || !licence)) fault("no source and licence above the entries");
    if (line.starts_with('[')) {
      end_section();
      if (line.size() < 3 || !line.ends_with(']')) fault("a section is written [name]");
    } else {
      if (line.front() == ' ' || line.back() == ' ' || line.find("  ") != std::string_view::npos)
        fault("a needless space");
      if (!previous.empty() && line <= previous) fault(line == previous ? "twice" : "not sorted");
      previous = line;
    }
    entries = true;
  }
  end_section();
  if (!entries) fault("no entries");
  return faults;
}
