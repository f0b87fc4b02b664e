#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/base/day.h"
#include "indexer/check/checker.h"
#include "indexer/sources/open_sources.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// A folder of sources that is checked on 2026-11-22.
class Folder {
 public:
  Folder() {
    options.today = *parse_day("2026-11-22");
    options.timezone = *TimeZone::named("UTC");
  }

  void write(const std::string& path, const std::string& text) const {
    const std::filesystem::path whole = folder_.path() / path;
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream(whole, std::ios::binary) << text;
  }
  // Writes an article to articles/PATH.md. `more` are additional lines of front matter.
  void article(const std::string& path, const std::string& body, const std::string& more = "") const {
    write("articles/" + path + ".md", "---\ntitle: " + path + "\n" + more + "---\n" + body + "\n");
  }

  // Returns the findings as code, id and line: "dead-link a 5". If `only` is set, only those with this code.
  std::vector<std::string> check(const std::string& only = "") {
    SourceOptions source;
    auto stream = open_sources({folder_.path()}, source);
    REQUIRE(stream);
    auto checked = callside::check(**stream, options);
    REQUIRE(checked);
    report = std::move(*checked);
    std::vector<std::string> found;
    for (const CheckFinding& one : report.findings) {
      const std::string code(info(one.code).name);
      if (only.empty() || code == only)
        found.push_back(code + " " + one.id + " " + std::to_string(one.place.line));
    }
    return found;
  }

  std::filesystem::path path() const { return folder_.path(); }

  CheckOptions options;
  CheckReport report;

 private:
  TemporaryFolder folder_;
};

using Found = std::vector<std::string>;

// Returns `count` different words, determined by the seed.
inline std::string prose(std::size_t count, unsigned seed) {
  std::string text;
  unsigned state = seed * 2654435761U + 1;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 1664525U + 1013904223U;
    text += "w" + std::to_string(state >> 12U) + (i % 12 == 11 ? ".\n\n" : " ");
  }
  return text;
}

}  // namespace callside::testing
