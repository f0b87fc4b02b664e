#include "searchd/http/api_key_store.h"

#include <sys/stat.h>

#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "searchd/http/secret.h"

namespace callside {

Result<std::unique_ptr<ApiKeyStore>> ApiKeyStore::open(std::filesystem::path file, Groups groups,
                                                       Report report, std::function<Time()> clock) {
  std::unique_ptr<ApiKeyStore> store(
      new ApiKeyStore(std::move(file), std::move(groups), std::move(report), std::move(clock)));
  // Taken before reading, so that a change in between is noticed.
  store->seen_ = store->stamp();
  CALLSIDE_ASSIGN(std::vector<ApiKey> keys, store->load(store->seen_));
  store->keys_ = std::make_shared<const std::vector<ApiKey>>(std::move(keys));
  store->warn_about_mode(store->seen_.mode);
  return store;
}

ApiKeyStore::Stamp ApiKeyStore::stamp() const {
  struct stat info {};
  if (::stat(file_.c_str(), &info) != 0) return {};
  return {info.st_mtim, info.st_size, info.st_ino, info.st_mode};
}

Result<std::vector<ApiKey>> ApiKeyStore::load(const Stamp& before) const {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(file_, kMaxApiKeyFileBytes));
  if ((before.mode & S_IWOTH) != 0) {
    return fail(ErrorCode::invalid_input, "everybody may add keys to " + file_.string(),
                "check its keys, then run chmod 600 on it");
  }
  CALLSIDE_ASSIGN(const ApiKeyFile parsed, parse_api_key_file(yaml, file_, groups_));
  if (parsed.is_blank) {
    return fail(ErrorCode::invalid_input, file_.string() + " is empty",
                "make a key with: callside-searchd key new; for no keys at all, write []");
  }
  if (!(stamp() == before)) {
    return fail(ErrorCode::changed, file_.string() + " changed while it was being read");
  }
  return api_keys_of(parsed);
}

void ApiKeyStore::warn_about_mode(mode_t mode) const {
  if ((mode & 077U) == 0) return;
  const std::string problem = (mode & 022U) != 0 ? "others may change " : "others may read ";
  report_(problem + file_.string() + ": run chmod 600 on it", Severity::warning);
}

void ApiKeyStore::read(const Stamp& before) {
  const bool mode_changed = before.mode != seen_.mode;
  seen_ = before;
  auto keys = load(before);
  if (!keys) {
    retry_.failed(clock_());
    const Error& error = keys.error();
    const std::string why = error.message + (error.hint.empty() ? "" : "; ") + error.hint;
    const auto previous = alarm();
    {
      const std::lock_guard lock(mutex_);
      alarm_ = Alarm{"keys", why, previous ? previous->since : now()};
    }
    if (!previous || previous->detail != why) report_("keeping the current keys: " + why, Severity::error);
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
  report_("read " + std::to_string(count) + (count == 1 ? " key" : " keys") + " from " + file_.string() +
              (changed ? "" : ": no change"),
          changed ? Severity::warning : Severity::info);
  if (mode_changed) warn_about_mode(before.mode);
}

void ApiKeyStore::refresh() {
  // One at a time, so that older keys never replace newer ones.
  const std::lock_guard refreshing(refreshing_);
  const Stamp before = stamp();
  const bool retry = alarm() && retry_.is_due(clock_());
  if (retry || !(before == seen_)) read(before);
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
  // Holds on to the keys: another thread may replace them meanwhile.
  const auto all = keys();
  std::set<std::string, std::less<>> sha256s;
  for (const ApiKey& key : *all) sha256s.insert(key.sha256);
  return sha256s;
}

std::vector<Access> ApiKeyStore::readers() const {
  const auto all = keys();
  std::vector<Access> readers;
  for (const ApiKey& key : *all) readers.push_back(key.access);
  return readers;
}

std::size_t ApiKeyStore::size() const { return keys()->size(); }

}  // namespace callside
