#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Whole-file reads and crash-safe writes. Everything written is private to its owner (files 0600, folders
// 0700): an index holds what callers said.

// The bytes of a file. `limit` bounds how much is read; a larger file is an error that names the limit.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit = UINT64_MAX);

// Replaces `path` in one step: readers see the old bytes or the new, also after a crash (write to a temporary
// file beside it, fsync, rename, fsync of the folder).
Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes);

// Makes `to` another name of the file `from`, or, where the file system has no such links, a copy of it.
Result<void> link_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Copies all files of a folder, which holds no folders, into a new one. A file system that can share blocks
// does so.
Result<void> copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);

Result<void> make_private_folder(const std::filesystem::path& path);

// Sets 0600 on every file and 0700 on every folder below `path`, and flushes each to the disk.
Result<void> seal_folder(const std::filesystem::path& path);

Result<void> sync_folder(const std::filesystem::path& path);

Result<void> remove_tree(const std::filesystem::path& path);

// Appends to a new private file through a buffer. Errors stick: after the first one every call returns it.
class FileWriter {
 public:
  static Result<FileWriter> create(const std::filesystem::path& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

  Result<void> write(std::string_view bytes);
  // Bytes written so far: the offset of the next byte.
  std::uint64_t offset() const { return offset_; }
  // Overwrites bytes written before, such as a header that is known at the end.
  Result<void> write_at(std::uint64_t offset, std::string_view bytes);
  // Flushes, fsyncs and closes.
  Result<void> finish();

 private:
  FileWriter(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  Result<void> flush();

  int fd_;
  std::string path_;
  std::string buffer_;
  std::uint64_t offset_ = 0;
};

// A file mapped into memory, read-only. The bytes stay valid as long as the object lives, also when the file
// is unlinked. Safe to read from any thread.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }
  // Gives the memory of bytes that were read back to the system; they can still be read.
  void release(std::size_t begin, std::size_t end) const;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace callside
