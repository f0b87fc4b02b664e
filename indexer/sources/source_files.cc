#include "indexer/sources/source_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/config/config.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/sources/line_reader.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSniffBytes = std::size_t{64} << 10U;

// Returns the first bytes of a file, or an empty string if it is unreadable. Reading the whole file reports
// the error later.
std::string first_bytes(const fs::path& path) {
  std::string bytes(kSniffBytes, '\0');
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const ssize_t n = fd < 0 ? -1 : ::read(fd, bytes.data(), bytes.size());
  if (fd >= 0) ::close(fd);
  bytes.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return bytes;
}

std::optional<SourceFormat> format_of(const fs::path& path, const std::string& name) {
  return guess_format(name, needs_bytes(name) ? first_bytes(path) : std::string());
}

class FolderScan {
 public:
  FolderScan(Source& source, std::optional<SourceFormat> as) : source_(source), as_(as) {}

  Result<void> run() {
    CALLSIDE_TRY(enter(source_.named, ""));
    std::sort(source_.files.begin(), source_.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return ok();
  }

 private:
  // Recursion depth equals folder depth, which the 4,096 bytes of a path limit.
  Result<void> enter(const fs::path& folder, const std::string& below) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0) return fail_errno("cannot read " + folder.string());
    // A symbolic link to a parent folder would recurse forever.
    if (!visited_.emplace(info.st_dev, info.st_ino).second) return ok();
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      CALLSIDE_TRY(add(*entry, below));
    }
    if (!error) return ok();
    errno = error.value();
    return fail_errno("cannot read " + folder.string());
  }

  Result<void> add(const fs::directory_entry& entry, const std::string& below) {
    const std::string name = entry.path().filename().string();
    if (name.front() == '.') return ok();
    std::error_code ignored;
    if (entry.is_directory(ignored)) return enter(entry.path(), below + name + '/');
    if (name == kConfigName || !entry.is_regular_file(ignored)) return ok();
    // Only the one at the root is read (editorial_file.h). Others are counted as skipped files.
    if (name == kEditorsName && below.empty()) return ok();
    const auto format = format_of(entry.path(), name);
    const bool is_possible = as_ && can_have_format(*as_, name);
    const bool is_special = as_ && (is_export(*as_) || *as_ == SourceFormat::csv);
    if (is_possible || (format && !is_special)) {
      source_.files.push_back({below + name, as_ ? *as_ : *format});
    } else {
      ++source_.left_out[extension_of(name)];
    }
    return ok();
  }

  Source& source_;
  std::optional<SourceFormat> as_;
  std::set<std::pair<dev_t, ino_t>> visited_;
};

Result<void> look_at_file(Source& source, std::optional<SourceFormat> as) {
  const std::string name = source.named.filename().string();
  // A shell's * expands to these files too.
  if (name == kConfigName) {
    return fail(ErrorCode::usage, source.named.string() + " is the configuration, which is never indexed",
                "remove it from the SOURCEs; pass it with --config");
  }
  if (name == kEditorsName) {
    return fail(ErrorCode::usage, source.named.string() + " holds synonyms and pins, and is never indexed",
                "remove it from the SOURCEs; it is read from the root of a SOURCE folder or from beside "
                "callside.yaml");
  }
  // Bytes of a pipe can be read only once, so its format is guessed from its name alone.
  const auto format = as                      ? as
                      : source.can_read_twice ? format_of(source.named, name)
                                              : guess_format(name, {});
  if (!format) {
    return fail(ErrorCode::usage, "cannot tell the format of " + source.named.string(),
                "set it with --as " + format_words());
  }
  if (!source.can_read_twice && (is_export(*format) || *format == SourceFormat::csv)) {
    return fail(ErrorCode::usage,
                source.named.string() + " is a pipe, but " + name_of(*format) + " has to be read twice",
                "save it to a file first");
  }
  source.files.push_back({name, *format});
  return ok();
}

// Returns true if the file has anything but white space.
Result<bool> holds_record(const fs::path& path) {
  CALLSIDE_ASSIGN(LineReader reader, LineReader::open(path));
  const std::string blank = " \t\r" + std::string(kByteOrderMark);
  std::string line;
  for (;;) {
    CALLSIDE_ASSIGN(const LineReader::Found found, reader.next(line, kSniffBytes));
    if (found == LineReader::Found::end) return false;
    if (found == LineReader::Found::too_long) return true;
    if (line.find_first_not_of(blank) != std::string::npos) return true;
  }
}

Result<void> refuse_empty(const Source& source) {
  if (!source.can_read_twice) return ok();
  for (const SourceFile& file : source.files) {
    const auto holds = holds_record(source.path_of(file));
    // In a folder, an unreadable file is reported later as one rejected record.
    if (!holds && !source.is_folder) return tl::unexpected<Error>(holds.error());
    if (!holds || *holds) return ok();
  }
  std::string hint =
      "name a folder or file with JSON Lines, Markdown, HTML, text, CSV or a help desk's export";
  if (!source.left_out.empty()) hint += "; it has only files of other types";
  return fail(ErrorCode::invalid_input, source.named.string() + " holds no documents", hint);
}

}  // namespace

const SourceFile* Source::find(std::string_view path) const {
  const auto found =
      std::lower_bound(files.begin(), files.end(), path,
                       [](const SourceFile& file, std::string_view wanted) { return file.path < wanted; });
  return found != files.end() && found->path == path ? &*found : nullptr;
}

Result<Source> look_through(const fs::path& named, std::optional<SourceFormat> as) {
  Source source;
  source.named = named;
  struct stat info {};
  if (::stat(named.c_str(), &info) != 0) {
    auto failure = fail_errno("cannot read " + named.string());
    if (failure.value().hint.empty()) failure.value().hint = "check the path of this SOURCE";
    return failure;
  }
  source.is_folder = S_ISDIR(info.st_mode);
  source.can_read_twice = source.is_folder || S_ISREG(info.st_mode);
  std::error_code error;
  const fs::path whole = fs::absolute(named, error).lexically_normal();
  source.above = (source.is_folder ? whole : whole.parent_path()).generic_string();
  if (!source.above.empty() && source.above.back() == '/') source.above.pop_back();
  if (source.is_folder) {
    CALLSIDE_TRY(FolderScan(source, as).run());
  } else {
    CALLSIDE_TRY(look_at_file(source, as));
  }
  CALLSIDE_TRY(refuse_empty(source));
  return source;
}

}  // namespace callside
