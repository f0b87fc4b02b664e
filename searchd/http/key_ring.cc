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

Result<std::unique_ptr<KeyRing>> KeyRing::open(std::filesystem::path file, Groups groups, Tell tell,
                                               std::function<Time()> clock) {
  std::unique_ptr<KeyRing> ring(
      new KeyRing(std::move(file), std::move(groups), std::move(tell), std::move(clock)));
  // Taken before the reading: what changes in between is read again.
  ring->seen_ = ring->stamp();
  CALLSIDE_ASSIGN(std::vector<Key> keys, ring->load(ring->seen_));
  ring->keys_ = std::make_shared<const std::vector<Key>>(std::move(keys));
  ring->warn_of_mode(ring->seen_.mode);
  return ring;
}

KeyRing::Stamp KeyRing::stamp() const {
  struct stat info {};
  if (::stat(file_.c_str(), &info) != 0) return {};
  return {info.st_mtim, info.st_size, info.st_ino, info.st_mode};
}

Result<std::vector<Key>> KeyRing::load(const Stamp& before) const {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file_, kLargestKeysFile));
  if ((before.mode & S_IWOTH) != 0) {
    return fail(ErrorCode::invalid_input, "everybody may add keys to " + file_.string(),
                "see who has, then run chmod 600 on it");
  }
  CALLSIDE_ASSIGN(std::vector<Key> keys, parse_keys(yaml, file_.string(), groups_));
  if (keys.empty() && !is_list_of_keys(yaml)) {
    return fail(ErrorCode::invalid_input, file_.string() + " is empty",
                "to have no key at all, write [] into it; make one with: callside-searchd key new");
  }
  if (!(stamp() == before)) {
    return fail(ErrorCode::changed, file_.string() + " changed while it was read");
  }
  return keys;
}

void KeyRing::warn_of_mode(mode_t mode) const {
  if ((mode & 077U) == 0) return;
  const std::string may = (mode & 022U) != 0 ? "others may change " : "others may read ";
  tell_(may + file_.string() + ": run chmod 600 on it", Weight::warning);
}

void KeyRing::read(const Stamp& before) {
  const bool another_mode = before.mode != seen_.mode;
  seen_ = before;
  auto keys = load(before);
  if (!keys) {
    retry_.failed(clock_());
    const Error& error = keys.error();
    const std::string why = error.message + (error.hint.empty() ? "" : "; ") + error.hint;
    const auto known = alarm();
    {
      const std::lock_guard lock(mutex_);
      alarm_ = Alarm{"keys", why, known ? known->since : now()};
    }
    if (!known || known->detail != why) tell_("the keys stay as they were: " + why, Weight::failure);
    return;
  }
  retry_.reset();
  const std::size_t count = keys->size();
  const bool changed = *keys != *this->keys();
  {
    const std::lock_guard lock(mutex_);
    keys_ = std::make_shared<const std::vector<Key>>(std::move(*keys));
    alarm_.reset();
  }
  tell_("read " + std::to_string(count) + (count == 1 ? " key" : " keys") + " from " + file_.string() +
            (changed ? "" : ": no change"),
        changed ? Weight::warning : Weight::news);
  if (another_mode) warn_of_mode(before.mode);
}

void KeyRing::refresh() {
  // One at a time, or older keys could be put in the place of newer ones.
  const std::lock_guard refreshing(refreshing_);
  const Stamp before = stamp();
  const bool again = alarm() && retry_.is_due(clock_());
  if (again || !(before == seen_)) read(before);
}

void KeyRing::reload(Groups groups) {
  const std::lock_guard refreshing(refreshing_);
  groups_ = std::move(groups);
  read(stamp());
}

std::optional<Alarm> KeyRing::alarm() const {
  const std::lock_guard lock(mutex_);
  return alarm_;
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

std::set<std::string, std::less<>> KeyRing::sha256s() const {
  const auto all =
      keys();  // keeps the keys while they are read: another thread may put others in their place
  std::set<std::string, std::less<>> sha256s;
  for (const Key& key : *all) sha256s.insert(key.sha256);
  return sha256s;
}

std::size_t KeyRing::size() const { return keys()->size(); }

}  // namespace callside
