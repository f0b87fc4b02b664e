#include "indexer/sources/folder_events.h"

#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <utility>

namespace callside {
namespace fs = std::filesystem;

namespace {

// Events after which a path may have other content. IN_MODIFY counts as well as
// IN_CLOSE_WRITE, so that a folder is not quiet while a program keeps writing.
constexpr std::uint32_t kMask = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;

// File systems (f_type of statfs(2)) whose changes by other machines or by FUSE programs inotify does not
// see.
struct RemoteFileSystem {
  std::uint32_t type;
  const char* name;
};
constexpr RemoteFileSystem kRemoteFileSystems[] = {
    {NFS_SUPER_MAGIC, "NFS"},     {SMB_SUPER_MAGIC, "SMB"},   {CIFS_SUPER_MAGIC, "CIFS"},
    {SMB2_SUPER_MAGIC, "SMB"},    {FUSE_SUPER_MAGIC, "FUSE"}, {V9FS_MAGIC, "9p"},
    {CEPH_SUPER_MAGIC, "Ceph"},   {AFS_SUPER_MAGIC, "AFS"},   {CODA_SUPER_MAGIC, "Coda"},
    {OCFS2_SUPER_MAGIC, "OCFS2"},
};

Result<void> refuse_remote(const fs::path& path) {
  struct statfs info {};
  if (::statfs(path.c_str(), &info) != 0) return ok();
  const auto type = static_cast<std::uint32_t>(info.f_type);
  const auto* const found = std::find_if(std::begin(kRemoteFileSystems), std::end(kRemoteFileSystems),
                                         [&](const RemoteFileSystem& one) { return one.type == type; });
  if (found == std::end(kRemoteFileSystems)) return ok();
  return fail(ErrorCode::io, path.string() + " is on " + found->name + ", which does not report changes");
}

}  // namespace

Result<FolderEvents> FolderEvents::open(const std::vector<fs::path>& paths, const ExcludedFolder& left_out) {
  FolderEvents events(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC), left_out);
  if (events.fd_ < 0) return fail_errno("cannot watch folders");
  for (const fs::path& path : paths) {
    std::error_code ignored;
    CALLSIDE_TRY(fs::is_directory(path, ignored) ? events.follow_tree(path) : events.follow_file(path));
  }
  return events;
}

FolderEvents::FolderEvents(FolderEvents&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), left_out_(other.left_out_), watched_(std::move(other.watched_)) {}

FolderEvents::~FolderEvents() {
  if (fd_ >= 0) ::close(fd_);
}

// Returns null if the path is gone or cannot be read.
Result<FolderEvents::Watched*> FolderEvents::watch(const fs::path& path) {
  CALLSIDE_TRY(refuse_remote(path));
  const int descriptor = ::inotify_add_watch(fd_, path.c_str(), kMask);
  if (descriptor >= 0) {
    Watched& watched = watched_[descriptor];
    watched.path = path;
    return &watched;
  }
  if (errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP) return nullptr;
  // For inotify this means the limit of watches, not a full disk.
  if (errno == ENOSPC) {
    return fail(ErrorCode::io, "more folders to watch than fs.inotify.max_user_watches allows",
                "raise the limit with sysctl(8)");
  }
  return fail_errno("cannot watch " + path.string());
}

Result<void> FolderEvents::follow_tree(const fs::path& root) {
  return visit_followed(root, left_out_,
                        [this](const fs::path& path, const struct stat& info, bool is_link) -> Result<void> {
                          // Changes to a plain file are reported by its folder. The target of a link is
                          // elsewhere.
                          if (!S_ISDIR(info.st_mode) && !is_link) return ok();
                          CALLSIDE_ASSIGN(Watched* const watched, watch(path));
                          if (watched != nullptr) watched->whole = true;
                          return ok();
                        });
}

Result<void> FolderEvents::follow_file(const fs::path& file) {
  CALLSIDE_ASSIGN(Watched* const watched, watch(file.parent_path()));
  if (watched != nullptr) watched->names.insert(file.filename().string());
  return ok();
}

FolderEvents::Changes FolderEvents::take() {
  alignas(inotify_event) std::array<char, 1U << 16U> bytes{};
  Changes changes = Changes::none;
  for (;;) {
    const ssize_t n = ::read(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return changes;
    for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
      inotify_event event{};
      std::memcpy(&event, bytes.data() + at, sizeof event);
      const char* const name_at = bytes.data() + at + sizeof event;
      const std::string name = event.len == 0 ? "" : std::string(name_at, ::strnlen(name_at, event.len));
      at += sizeof event + event.len;
      const bool is_move_of_folder = (event.mask & IN_MOVED_FROM) != 0 && (event.mask & IN_ISDIR) != 0;
      if ((event.mask & (IN_Q_OVERFLOW | IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF)) != 0) {
        changes = Changes::lost;
        continue;
      }
      const auto found = watched_.find(event.wd);
      if (found == watched_.end()) continue;
      const Watched& watched = found->second;
      if (!watched.names.contains(name) && (!watched.whole || name.starts_with('.'))) continue;
      if (is_move_of_folder) {
        changes = Changes::lost;
      } else if (changes == Changes::none) {
        changes = Changes::some;
      }
      const bool is_new = (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
      // Copies the path, because follow_tree() may rehash watched_ and move `watched`.
      if (is_new && watched.whole && !follow_tree(fs::path(watched.path) / name)) changes = Changes::lost;
    }
  }
}

}  // namespace callside
