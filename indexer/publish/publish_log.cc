#include "indexer/publish/publish_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>

#include "indexer/base/file_error.h"
#include "indexer/base/files.h"
#include "indexer/base/moment.h"
#include "indexer/base/paths.h"
#include "indexer/base/user_name.h"

namespace callside {

using nlohmann::json;

namespace {

// Calls `take(key, text)` for each text of an entry.
template <typename Entry, typename Take>
void for_each_text(Entry& entry, Take take) {
  take("when", entry.when);
  take("who", entry.who);
  take("command", entry.command);
  take("outcome", entry.outcome);
  take("generation", entry.generation);
  take("before", entry.before);
  take("subject", entry.subject);
  take("why", entry.why);
  take("gate", entry.gate);
  take("note", entry.note);
}

std::string line_of(const LogEntry& entry) {
  json out = json::object();
  for_each_text(entry, [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  });
  if (entry.counts) {
    out["documents"] = entry.counts->documents;
    out["by_kind"] = entry.counts->by_kind;
    out["by_language"] = entry.counts->by_language;
  }
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<LogEntry> entry_of(const std::string& line) {
  const json parsed = json::parse(line, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  LogEntry entry;
  try {
    for_each_text(entry, [&](const char* key, std::string& value) { value = parsed.value(key, ""); });
    if (parsed.contains("documents")) {
      DocumentCounts counts;
      parsed.at("documents").get_to(counts.documents);
      counts.by_kind = parsed.value("by_kind", counts.by_kind);
      counts.by_language = parsed.value("by_language", counts.by_language);
      entry.counts = std::move(counts);
    }
  } catch (const json::exception&) {
    return std::nullopt;
  }
  return entry;
}

// True if the file is empty or its last byte ends a line.
bool ends_in_line(int fd) {
  struct stat info {};
  char last = '\n';
  return ::fstat(fd, &info) != 0 || info.st_size == 0 || ::pread(fd, &last, 1, info.st_size - 1) != 1 ||
         last == '\n';
}

// Writes a line with a single write(), so that O_APPEND keeps lines of two processes apart even where locks
// do not work.
Result<void> append_line(int fd, std::string line, const std::string& path) {
  if (::flock(fd, LOCK_EX) != 0) return fail_errno("cannot lock " + path);
  if (!ends_in_line(fd)) line.insert(line.begin(), '\n');
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t n = ::write(fd, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_errno("cannot write " + path);
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fsync(fd) != 0) return fail_errno("cannot flush " + path);
  return ok();
}

}  // namespace

LogEntry log_entry(std::string command, std::string outcome) {
  LogEntry entry;
  entry.when = now_utc();
  entry.who = user_name();
  entry.command = std::move(command);
  entry.outcome = std::move(outcome);
  return entry;
}

Result<void> append_log(const IndexFolder& folder, const LogEntry& entry) {
  const std::string path = folder.log_file().string();
  const bool is_new = ::access(path.c_str(), F_OK) != 0;
  const int fd = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail_on_file("cannot open", path);
  const auto appended = append_line(fd, line_of(entry), path);
  ::close(fd);
  CALLSIDE_TRY(appended);
  return is_new ? sync_folder(folder.root()) : ok();
}

namespace {

// Returns the offset and length of the subject's JSON text in a line, without quotes. Returns nullopt if the
// line has no subject.
std::optional<std::pair<std::size_t, std::size_t>> place_of_subject(const std::string& line,
                                                                    const std::string& subject) {
  const std::string spelled = json(subject).dump(-1, ' ', false, json::error_handler_t::replace);
  const std::string whole = "\"subject\":" + spelled;
  const std::size_t at = line.find(whole);
  if (subject.empty() || at == std::string::npos) return std::nullopt;
  return std::pair(at + whole.size() - spelled.size() + 1, spelled.size() - 2);
}

Result<std::size_t> strike(int fd, const std::string& path, const std::string& bytes,
                           const std::function<Result<bool>(const std::string& subject)>& is_one) {
  std::size_t struck = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string line = bytes.substr(begin, end - begin);
    const auto entry = entry_of(line);
    const auto place = entry ? place_of_subject(line, entry->subject) : std::nullopt;
    if (place) {
      CALLSIDE_ASSIGN(const bool is_match, is_one(entry->subject));
      const std::string stars(place->second, '*');
      const auto at = static_cast<off_t>(begin + place->first);
      if (is_match && ::pwrite(fd, stars.data(), stars.size(), at) < 0)
        return fail_errno("cannot write " + path);
      if (is_match) ++struck;
    }
    begin = end + 1;
  }
  if (struck > 0 && ::fsync(fd) != 0) return fail_errno("cannot flush " + path);
  return struck;
}

}  // namespace

Result<std::size_t> strike_from_log(const IndexFolder& folder,
                                    const std::function<Result<bool>(const std::string& subject)>& is_one) {
  const std::string path = folder.log_file().string();
  auto bytes = read_file(folder.log_file());
  if (!bytes && bytes.error().code == ErrorCode::not_found) return std::size_t{0};
  if (!bytes) return tl::unexpected<Error>(std::move(bytes).error());
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return fail_on_file("cannot open", path);
  auto struck = strike(fd, path, *bytes, is_one);
  ::close(fd);
  return struck;
}

Result<std::vector<LogEntry>> read_log(const IndexFolder& folder, std::size_t most) {
  std::ifstream file(folder.log_file(), std::ios::binary);
  if (!file && !may_exist(folder.log_file())) return std::vector<LogEntry>{};
  if (!file) return fail_on_file("cannot read", folder.log_file());
  std::deque<LogEntry> newest;
  for (std::string line; std::getline(file, line);) {
    auto entry = entry_of(line);
    if (!entry) continue;
    newest.push_front(std::move(*entry));
    if (newest.size() > most) newest.pop_back();
  }
  if (!file.eof()) return fail(ErrorCode::io, "cannot read " + folder.log_file().string());
  return std::vector<LogEntry>(std::make_move_iterator(newest.begin()),
                               std::make_move_iterator(newest.end()));
}

}  // namespace callside
