#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/base/error.h"

namespace callside {

// Whole-file reads and crash-safe writes. Everything written is private to its owner (files 0600, folders
// 0700), because an index holds the words of callers.

// Reads a whole file. A file of more than `limit` bytes is an invalid_input error that names the limit.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit = UINT64_MAX);

// Replaces `path` atomically: readers see either the old bytes or the new, even after a crash. Writes a
// temporary file in the same folder, fsyncs it, renames it, and fsyncs the folder.
Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes);

// Creates `to` as a hard link to the file `from`, or as a copy if the file system cannot link the two.
Result<void> link_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Copies the files of `from` into the new folder `to`. `from` must not hold folders. Shares the blocks where
// the file system can (FICLONE).
Result<void> copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);

// Creates the folder, with mode 0700, and its missing parents. An existing folder is left as it is.
Result<void> make_private_folder(const std::filesystem::path& path);

// Sets mode 0600 on every file and 0700 on every folder below `path`, and fsyncs each, and `path` itself.
Result<void> sync_private_tree(const std::filesystem::path& path);

Result<void> sync_folder(const std::filesystem::path& path);

Result<void> remove_tree(const std::filesystem::path& path);

// Writes a new private file through a buffer. The caller must end with finish(): the destructor drops what is
// still in the buffer. After an error the file is incomplete and must be discarded.
class FileWriter {
 public:
  static Result<FileWriter> create(const std::filesystem::path& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

  Result<void> write(std::string_view bytes);
  // Bytes written so far: the offset of the next byte.
  std::uint64_t offset() const { return offset_; }
  // Overwrites bytes that were written before, for example a header whose values are known only at the end.
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

// A file mapped read-only into memory. The bytes stay valid for the lifetime of the object, even if the file
// is unlinked. Any thread may read them. mapping_guard.h deals with files that are truncated meanwhile.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }
  // Lets the system reclaim the memory of bytes [begin, end). They remain readable.
  void release(std::size_t begin, std::size_t end) const;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace callside
