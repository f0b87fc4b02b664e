#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/assembly/analysed_document.h"
#include "indexer/base/error.h"
#include "indexer/base/files.h"

namespace callside {

// Stores analysed documents on disk between the two passes of a build, so that memory does not grow with the
// collection. Private to one build, so the file has no version.
class SpoolWriter {
 public:
  static Result<SpoolWriter> create(const std::filesystem::path& path);

  struct Position {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };
  Result<Position> add(const AnalysedDocument& document);
  Result<void> finish() { return file_.finish(); }

 private:
  explicit SpoolWriter(FileWriter file) : file_(std::move(file)) {}
  FileWriter file_;
  ByteWriter record_;
};

// Reads documents back. One thread.
class Spool {
 public:
  static Result<Spool> open(const std::filesystem::path& path);
  // Fastest in the order in which the documents were added. Reading then keeps only some megabytes in memory.
  AnalysedDocument read(SpoolWriter::Position position);

 private:
  MappedFile file_;
  std::uint64_t kept_from_ = 0;  // pages before this offset were released
};

}  // namespace callside
