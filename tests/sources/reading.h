#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/sources/content.h"
#include "indexer/sources/open_sources.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

inline std::filesystem::path write(const TemporaryFolder& folder, const std::string& name,
                                   std::string_view bytes) {
  const std::filesystem::path path = folder.path() / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

// Returns all records of the sources, in order. Fails the test if the stream has an error.
inline std::vector<Parsed> read_all(const std::vector<std::filesystem::path>& paths,
                                    const SourceOptions& options = {}) {
  auto stream = open_sources(paths, options);
  INFO((stream ? "" : stream.error().message));
  REQUIRE(stream);
  std::vector<Parsed> all;
  for (;;) {
    auto record = (*stream)->next();
    REQUIRE(record);
    if (!*record) return all;
    all.push_back((*stream)->parse(**record));
  }
}

// Returns the only record of a file with this name and content.
inline Parsed read_one(const std::string& name, std::string_view bytes, const SourceOptions& options = {}) {
  const TemporaryFolder folder;
  write(folder, name, bytes);
  auto all = read_all({folder.path()}, options);
  REQUIRE(all.size() == 1);
  return std::move(all.front());
}

inline Document accepted(const std::string& name, std::string_view bytes, const SourceOptions& options = {}) {
  Parsed parsed = read_one(name, bytes, options);
  INFO((parsed.remarks.empty() ? "" : parsed.remarks.back().reason));
  REQUIRE(parsed.document);
  return std::move(*parsed.document);
}

// Returns why a record is rejected. Checks that there is exactly one reason, with a hint.
inline Remark refused(const std::string& name, std::string_view bytes, const SourceOptions& options = {}) {
  const Parsed parsed = read_one(name, bytes, options);
  REQUIRE_FALSE(parsed.document);
  std::vector<Remark> rejected;
  for (const Remark& remark : parsed.remarks) {
    if (remark.level == Remark::Level::rejected) rejected.push_back(remark);
  }
  REQUIRE(rejected.size() == 1);
  CHECK_FALSE(rejected.front().hint.empty());
  return rejected.front();
}

// Returns the reasons of all warnings, one per line.
inline std::string warnings(const Parsed& parsed) {
  std::string reasons;
  for (const Remark& remark : parsed.remarks) {
    if (remark.level != Remark::Level::warning) continue;
    CHECK_FALSE(remark.hint.empty());
    reasons += remark.reason + '\n';
  }
  return reasons;
}

inline Content content_of(std::string_view text, TextFormat format, const ContentOptions& options = {}) {
  auto content = read_content(text, format, options);
  REQUIRE(content);
  return std::move(*content);
}

// Returns the blocks as text, one per line: "h2: Title", "step: Do this".
inline std::string outline(const Content& content) {
  std::string lines;
  for (const Block& block : content.blocks) {
    lines += block.type == BlockType::heading ? "h" + std::to_string(block.level) : name_of(block.type);
    lines += ": " + block.text + '\n';
  }
  return lines;
}

inline std::string html_outline(std::string_view html) { return outline(content_of(html, TextFormat::html)); }

}  // namespace callside::testing
