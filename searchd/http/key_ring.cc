#include "searchd/http/key_ring.h"

#include <sys/stat.h>

#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

constexpr std::uint64_t kLargestKeysFile = 16U << 20U;

}  // namespace

Result<std::unique_ptr<KeyRing>> KeyRing::open(std::filesystem::path file,
                                               std::optional<std::set<std::string>> groups, Tell tell) {
  std::unique_ptr<KeyRing> ring(new KeyRing(std::move(file), std::move(groups), std::move(tell)));
  // Taken before the reading: what changes in between is read again.
  ring->seen_ = ring->stamp();
  CALLSIDE_ASSIGN(std::vector<Key> keys, ring->load());
  ring->keys_ = std::make_shared<const std::vector<Key>>(std::move(keys));
  return ring;
}

KeyRing::Stamp KeyRing::stamp() const {
  struct stat info {};
  if (::stat(file_.c_str(), &info) != 0) return {};
  return {info.st_mtim, info.st_size, info.st_ino, info.st_mode};
}

Result<std::vector<Key>> KeyRing::load() const {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file_, kLargestKeysFile));
  CALLSIDE_ASSIGN(std::vector<Key> keys, parse_keys(yaml, file_.string(), groups_));
  if ((stamp().mode & 077U) != 0) {
    tell_("others may read " + file_.string() + ": run chmod 600 on it", false);
  }
  return keys;
}

void KeyRing::refresh() {
  // One at a time, or older keys could be put in the place of newer ones.
  const std::lock_guard refreshing(refreshing_);
  const Stamp now = stamp();
  {
    const std::lock_guard lock(mutex_);
    if (now == seen_) return;
    seen_ = now;
  }
  auto keys = load();
  if (!keys) return tell_("the keys stay as they were: " + keys.error().message, true);
  tell_("read " + std::to_string(keys->size()) + " keys from " + file_.string(), false);
  const std::lock_guard lock(mutex_);
  keys_ = std::make_shared<const std::vector<Key>>(std::move(*keys));
}

std::shared_ptr<const std::vector<Key>> KeyRing::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

std::optional<Key> KeyRing::find(std::string_view key_text) const {
  return find_sha256(sha256_hex(key_text));
}

std::optional<Key> KeyRing::find_sha256(std::string_view sha256) const {
  const auto all = keys();
  const Key* found = nullptr;
  for (const Key& key : *all) {
    if (equal_in_constant_time(key.sha256, sha256)) found = &key;
  }
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::size_t KeyRing::size() const { return keys()->size(); }

}  // namespace callside
