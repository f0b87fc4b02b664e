#include "searchd/http/sessions.h"

#include <cstdlib>
#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "searchd/http/record_lines.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

constexpr std::string_view kSessionsFirstLine = "callside sessions 1";
constexpr std::uint64_t kLargestSessions = 64U << 20U;

// How far in the future the start of a session may be, after the clock was set back, before the session
// expires.
constexpr std::chrono::seconds kClockStep{60};

}  // namespace

Result<std::unique_ptr<Sessions>> Sessions::open(std::filesystem::path file, std::function<Moment()> now,
                                                 const std::function<void(const std::string&)>& unreadable,
                                                 Ended ended) {
  auto sessions = std::make_unique<Sessions>(std::move(now), std::move(ended));
  sessions->file_ = std::move(file);
  CALLSIDE_TRY(sessions->load(unreadable));
  return sessions;
}

Result<void> Sessions::load(const std::function<void(const std::string&)>& unreadable) {
  const auto text = read_file(file_, kLargestSessions);
  if (!text && text.error().code == ErrorCode::not_found) return ok();
  if (!text) return tl::unexpected<Error>(text.error());
  const Moment now = now_();
  const std::lock_guard lock(mutex_);
  const auto records = read_records(*text, kSessionsFirstLine);
  bool understood = records.has_value();
  for (std::size_t i = 0; understood && i < records->size(); ++i) {
    const auto& fields = records->at(i);
    const auto begun = fields.size() == 4 ? read_moment(fields[2]) : std::nullopt;
    const auto used = fields.size() == 4 ? read_moment(fields[3]) : std::nullopt;
    understood = begun && used && is_sha256_hex(fields[0]) && is_sha256_hex(fields[1]);
    if (!understood) break;
    const Session session{std::string(fields[1]), *begun, *used};
    if (expired(session, now)) continue;
    if (sessions_.try_emplace(std::string(fields[0]), session).second)
      ++sessions_per_key_[session.key_sha256];
  }
  if (understood) return ok();
  sessions_.clear();
  sessions_per_key_.clear();
  unreadable(file_.string() + " is not a sessions file of this version: everybody has to sign in again");
  return ok();
}

bool Sessions::expired(const Session& session, Moment now) const {
  return now - session.used > std::chrono::seconds(kIdle).count() ||
         now - session.begun > std::chrono::seconds(kTotal).count() ||
         session.begun - now > kClockStep.count();
}

void Sessions::erase(Table::iterator session) {
  const auto number = sessions_per_key_.find(session->second.key_sha256);
  if (--number->second == 0) sessions_per_key_.erase(number);
  if (ended_) ended_(session->first);
  sessions_.erase(session);
  ++changes_;
}

void Sessions::make_room(const std::string& key_sha256, Moment now) {
  const auto of_key = sessions_per_key_.find(key_sha256);
  const bool key_full = of_key != sessions_per_key_.end() && of_key->second >= kMaxPerKey;
  if (!key_full && sessions_.size() < kMaxSessions) return;
  for (auto it = sessions_.begin(); it != sessions_.end();) {
    const auto session = it++;
    if (expired(session->second, now)) erase(session);
  }
  std::string key_to_reduce = key_sha256;
  std::size_t most = sessions_per_key_.contains(key_sha256) ? sessions_per_key_.at(key_sha256) : 0;
  if (most < kMaxPerKey) {
    if (sessions_.size() < kMaxSessions) return;
    for (const auto& [key, number] : sessions_per_key_) {
      if (number <= most) continue;
      key_to_reduce = key;
      most = number;
    }
  }
  auto least = sessions_.end();
  for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
    if (it->second.key_sha256 != key_to_reduce) continue;
    if (least == sessions_.end() || it->second.used < least->second.used) least = it;
  }
  if (least != sessions_.end()) erase(least);
}

std::string Sessions::begin(const std::string& key_sha256, std::string_view replaced) {
  const std::string id = random_secret();
  const Moment now = now_();
  const std::lock_guard lock(mutex_);
  if (const auto before = sessions_.find(sha256_hex(replaced)); before != sessions_.end()) erase(before);
  make_room(key_sha256, now);
  sessions_[sha256_hex(id)] = {key_sha256, now, now};
  ++sessions_per_key_[key_sha256];
  ++changes_;
  return id;
}

std::optional<std::string> Sessions::use(std::string_view id, bool extend) {
  const std::string hash = sha256_hex(id);
  const Moment now = now_();
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(hash);
  if (found == sessions_.end()) return std::nullopt;
  if (expired(found->second, now)) {
    erase(found);
    return std::nullopt;
  }
  if (extend) {
    found->second.used = now;
    use_unsaved_ = true;
  }
  return found->second.key_sha256;
}

void Sessions::end(std::string_view id) {
  const std::string hash = sha256_hex(id);
  const std::lock_guard lock(mutex_);
  if (const auto found = sessions_.find(hash); found != sessions_.end()) erase(found);
}

std::size_t Sessions::end_for_removed_keys(const std::set<std::string, std::less<>>& keys_sha256,
                                           bool at_once) {
  const Moment now = now_();
  const std::lock_guard lock(mutex_);
  std::map<std::string, Moment> missing;
  std::set<std::string, std::less<>> removed;
  for (const auto& [key, number] : sessions_per_key_) {
    if (keys_sha256.contains(key)) continue;
    const auto known = missing_since_.find(key);
    const Moment since = known == missing_since_.end() ? now : known->second;
    // The absolute value, so that a clock that was set back does not keep the sessions of a removed key
    // alive.
    if (at_once || std::abs(now - since) >= kRemoved.count()) {
      removed.insert(key);
    } else {
      missing.emplace(key, since);
    }
  }
  missing_since_ = std::move(missing);
  if (removed.empty()) return 0;
  const std::size_t before = sessions_.size();
  for (auto it = sessions_.begin(); it != sessions_.end();) {
    const auto session = it++;
    if (removed.contains(session->second.key_sha256)) erase(session);
  }
  return before - sessions_.size();
}

Result<void> Sessions::save() {
  if (file_.empty()) return ok();
  std::uint64_t wanted = 0;
  {
    const std::lock_guard lock(mutex_);
    wanted = changes_;
  }
  const std::lock_guard saving(saving_);
  if (saved_changes_ >= wanted) return ok();
  std::string text(kSessionsFirstLine);
  text += '\n';
  std::uint64_t changes = 0;
  {
    const Moment now = now_();
    const std::lock_guard lock(mutex_);
    changes = changes_;
    saved_at_ = now;
    use_unsaved_ = false;
    for (const auto& [id_sha256, session] : sessions_) {
      if (expired(session, now)) continue;
      text += id_sha256 + " " + session.key_sha256 + " " + std::to_string(session.begun) + " " +
              std::to_string(session.used) + "\n";
    }
  }
  CALLSIDE_TRY(replace_file(file_, text));
  saved_changes_ = changes;
  return ok();
}

Result<void> Sessions::save_if_due() { return save_use(kUnsavedUse); }

Result<void> Sessions::save_all() { return save_use(std::chrono::seconds(0)); }

Result<void> Sessions::save_use(std::chrono::seconds unsaved) {
  {
    const Moment now = now_();
    const std::lock_guard lock(mutex_);
    if (use_unsaved_ && std::abs(now - saved_at_) >= unsaved.count()) ++changes_;
  }
  return save();
}

std::size_t Sessions::size() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

}  // namespace callside
