#include "indexer/publish/forget/forgotten_traces.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/files.h"
#include "indexer/base/paths.h"
#include "indexer/base/stale_temporary.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/translations.h"
#include "indexer/format/xapian_seam.h"
#include "indexer/publish/live_changes.h"
#include "indexer/publish/publish_log.h"

namespace callside {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// The ids that only forgotten documents have.
class ForgottenIds {
 public:
  ForgottenIds(const IndexFolder& folder, const Admission& admission)
      : folder_(folder), admission_(admission) {}

  Result<bool> contains(const std::string& id) {
    if (!admission_.is_forgotten(Kind::article, id, {}, {}) &&
        !admission_.is_forgotten(Kind::ticket, id, {}, {}))
      return false;
    // An article and a ticket may have the same id, and only one of them may be forgotten.
    CALLSIDE_TRY(open_all());
    for (const One& one : *kept_) {
      CALLSIDE_ASSIGN(const bool found, with_xapian("cannot read generation " + one.generation.name(), [&] {
                        return !find_documents(one.generation, one.database, id).empty();
                      }));
      if (found) return false;
    }
    return true;
  }

 private:
  struct One {
    Generation generation;
    Xapian::Database database;
  };

  // Opens the kept generations on first use, since opening a database reads all of its files.
  Result<void> open_all() {
    if (kept_) return ok();
    std::vector<One> kept;
    for (const std::string& name : folder_.list()) {
      auto generation = Generation::open(folder_, name);
      const bool never_opened =
          !generation && (is_lost(generation.error()) || generation.error().code == ErrorCode::stopped);
      if (never_opened) continue;
      if (!generation) return tl::unexpected<Error>(std::move(generation).error());
      auto database = generation->open_database();
      if (!database && is_lost(database.error())) continue;
      if (!database) return tl::unexpected<Error>(std::move(database).error());
      kept.push_back({std::move(*generation), std::move(*database)});
    }
    kept_ = std::move(kept);
    return ok();
  }

  const IndexFolder& folder_;
  const Admission& admission_;
  std::optional<std::vector<One>> kept_;
};

Result<std::size_t> clean_live_state(const IndexFolder& folder, ForgottenIds& forgotten) {
  if (!may_exist(folder.live_file())) return std::size_t{0};
  std::size_t removed = 0;
  const auto clean = [&](LiveState& state) -> Result<void> {
    std::vector<Withdrawal> kept;
    for (Withdrawal& one : state.withdrawn) {
      CALLSIDE_ASSIGN(const bool is_forgotten, forgotten.contains(one.id));
      if (!is_forgotten) kept.push_back(std::move(one));
    }
    removed += state.withdrawn.size() - kept.size();
    state.withdrawn = std::move(kept);
    for (Notice& notice : state.notices) {
      if (notice.article.empty()) continue;
      CALLSIDE_ASSIGN(const bool is_forgotten, forgotten.contains(notice.article));
      if (!is_forgotten) continue;
      notice.article.clear();
      ++removed;
    }
    return ok();
  };
  // Replace the file only if needed: daemons read it again each time.
  CALLSIDE_ASSIGN(LiveState state, read_live_state(folder));
  CALLSIDE_TRY(clean(state));
  if (std::exchange(removed, 0) > 0) CALLSIDE_TRY(change_live_state(folder, clean));
  return removed;
}

Result<std::size_t> clean_translations(const IndexFolder& folder, ForgottenIds& forgotten) {
  CALLSIDE_ASSIGN(const Translations before, read_translations(folder));
  std::set<std::string> ids;
  for (const Translation& one : before.all()) {
    CALLSIDE_ASSIGN(const bool is_forgotten, forgotten.contains(one.id));
    if (is_forgotten) ids.insert(one.id);
  }
  if (ids.empty()) return std::size_t{0};
  CALLSIDE_TRY(change_translations(folder, [&](Translations& translations) {
    for (const std::string& id : ids) translations.erase(id);
    return ok();
  }));
  return ids.size();
}

// Removes ids from an evaluation (last_run.h), which has lists of ids under "answers". Removes a damaged
// file: the next evaluation writes a new one.
Result<std::size_t> clean_evaluation(const fs::path& path, ForgottenIds& forgotten) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path));
  json run = json::parse(bytes, nullptr, false);
  if (!run.is_object() || !run.contains("answers") || !run["answers"].is_object()) {
    CALLSIDE_TRY(remove_tree(path));
    return std::size_t{0};
  }
  std::size_t removed = 0;
  for (json& ids : run["answers"]) {
    json kept = json::array();
    for (const json& id : ids) {
      CALLSIDE_ASSIGN(const bool is_forgotten,
                      forgotten.contains(id.is_string() ? id.get<std::string>() : ""));
      if (!is_forgotten) kept.push_back(id);
    }
    removed += ids.size() - kept.size();
    ids = std::move(kept);
  }
  if (removed > 0)
    CALLSIDE_TRY(replace_file(path, run.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"));
  return removed;
}

}  // namespace

Result<ForgottenTraces> remove_traces(const IndexFolder& folder, const Admission& admission,
                                      const WriterLock& /*lock*/) {
  CALLSIDE_TRY(remove_stale_changes(folder));
  ForgottenIds forgotten(folder, admission);
  ForgottenTraces traces;
  CALLSIDE_ASSIGN(traces.withdrawals, clean_live_state(folder, forgotten));
  CALLSIDE_ASSIGN(traces.translations, clean_translations(folder, forgotten));
  // A subject is "T-1029", or "T-1029 in sl" for one version.
  const auto is_forgotten = [&](const std::string& subject) -> Result<bool> {
    CALLSIDE_ASSIGN(const bool whole, forgotten.contains(subject));
    const std::size_t end = subject.rfind(" in ");
    if (whole || end == std::string::npos) return whole;
    return forgotten.contains(subject.substr(0, end));
  };
  CALLSIDE_ASSIGN(traces.logged, strike_from_log(folder, is_forgotten));
  std::vector<fs::path> runs;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder.evaluations(), error);
       !error && it != fs::directory_iterator(); it.increment(error)) {
    runs.push_back(it->path());
  }
  for (const fs::path& run : runs) {
    if (is_stale_temporary(run)) {
      CALLSIDE_TRY(remove_stale_temporary(run));
      continue;
    }
    CALLSIDE_ASSIGN(const std::size_t removed, clean_evaluation(run, forgotten));
    traces.evaluations += removed;
  }
  return traces;
}

}  // namespace callside
