#include "searchd/http/api_key_store.h"

#include <sys/stat.h>

#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

constexpr std::uint64_t kLargestKeysFile = 16U << 20U;

}  // namespace

Result<std::unique_ptr<ApiKeyStore>> ApiKeyStore::open(std::filesystem::path file, Groups groups, Tell tell,
                                               std::function<Time()> clock) {
  std::unique_ptr<ApiKeyStore> store(
      new ApiKeyStore(std::move(file), std::move(groups), std::move(tell), std::move(clock)));
  // Taken before the reading: what changes in between is read again.
  store->seen_ = store->stamp();
  CALLSIDE_ASSIGN(std::vector<ApiKey> keys, store->load(store->seen_));
  store->keys_ = std::make_shared<const std::vector<ApiKey>>(std::move(keys));
  store->warn_of_mode(store->seen_.mode);
  return store;
}

ApiKeyStore::Stamp ApiKeyStore::stamp() const {
  struct stat info {};
  if (::stat(file_.c_str(), &info) != 0) return {};
  return {info.st_mtim, info.st_size, info.st_ino, info.st_mode};
}

Result<std::vector<ApiKey>> ApiKeyStore::load(const Stamp& before) const {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file_, kLargestKeysFile));
  if ((before.mode & S_IWOTH) != 0) {
    return fail(ErrorCode::invalid_input, "everybody may add keys to " + file_.string(),
                "see who has, then run chmod 600 on it");
  }
  CALLSIDE_ASSIGN(std::vector<ApiKey> keys, parse_keys(yaml, file_.string(), groups_));
  if (keys.empty() && !is_list_of_keys(yaml)) {
    return fail(ErrorCode::invalid_input, file_.string() + " is empty",
                "to have no key at all, write [] into it; make one with: callside-searchd key new");
  }
  if (!(stamp() == before)) {
    return fail(ErrorCode::changed, file_.string() + " changed while it was read");
  }
  return keys;
}

void ApiKeyStore::warn_of_mode(mode_t mode) const {
  if ((mode & 077U) == 0) return;
  const std::string may = (mode & 022U) != 0 ? "others may change " : "others may read ";
  tell_(may + file_.string() + ": run chmod 600 on it", Weight::warning);
}

void ApiKeyStore::read(const Stamp& before) {
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
    keys_ = std::make_shared<const std::vector<ApiKey>>(std::move(*keys));
    alarm_.reset();
  }
  tell_("read " + std::to_string(count) + (count == 1 ? " key" : " keys") + " from " + file_.string() +
            (changed ? "" : ": no change"),
        changed ? Weight::warning : Weight::news);
  if (another_mode) warn_of_mode(before.mode);
}

void ApiKeyStore::refresh() {
  // One at a time, or older keys could be put in the place of newer ones.
  const std::lock_guard refreshing(refreshing_);
  const Stamp before = stamp();
  const bool again = alarm() && retry_.is_due(clock_());
  if (again || !(before == seen_)) read(before);
}

void ApiKeyStore::reload(Groups groups) {
  const std::lock_guard refreshing(refreshing_);
  groups_ = std::move(groups);
  read(stamp());
}

std::optional<Alarm> ApiKeyStore::alarm() const {
  const std::lock_guard lock(mutex_);
  return alarm_;
}

std::shared_ptr<const std::vector<ApiKey>> ApiKeyStore::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

std::optional<ApiKey> ApiKeyStore::find(std::string_view key_text) const {
  return find_sha256(sha256_hex(key_text));
}

std::optional<ApiKey> ApiKeyStore::find_sha256(std::string_view sha256) const {
  const auto all = keys();
  const ApiKey* found = nullptr;
  for (const ApiKey& key : *all) {
    if (equal_in_constant_time(key.sha256, sha256)) found = &key;
  }
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::set<std::string, std::less<>> ApiKeyStore::sha256s() const {
  std::set<std::string, std::less<>> all;
  for (const ApiKey& key : *keys()) all.insert(key.sha256);
  return all;
}

std::size_t ApiKeyStore::size() const { return keys()->size(); }

}  // namespace callside
