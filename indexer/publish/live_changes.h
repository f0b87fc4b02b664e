#pragma once

#include <functional>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/live_state.h"
#include "indexer/format/translations.h"

namespace callside {

// Reads live.json, applies `change` and replaces the file atomically. Other processes that change it wait;
// the file has its own lock, so builds do not block. Drops expired notices. If `change` fails, the file does
// not change. Works on a full disk with the space that keep_room_for_changes() reserved.
Result<void> change_live_state(const IndexFolder& folder,
                               const std::function<Result<void>(LiveState& state)>& change);

// The same for translations.json, under the same lock.
Result<void> change_translations(const IndexFolder& folder,
                                 const std::function<Result<void>(Translations& translations)>& change);

// Reserves disk space for the next change of live.json. Called after publishing, while there is still space.
Result<void> keep_room_for_changes(const IndexFolder& folder);

// Removes temporary files of processes that died while they replaced live.json or translations.json.
Result<void> remove_stale_changes(const IndexFolder& folder);

}  // namespace callside
