#pragma once

#include <functional>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/live_state.h"
#include "indexer/format/translations.h"

namespace callside {

// Reads live.json, lets `change` change it, and puts it back in one step; whoever else changes it waits
// meanwhile (a lock of its own: no build is waited for). Notices that are over are left out. Where `change`
// fails, all stays as it was. Works on a full disk, too, with what keep_room_for_changes() reserved.
Result<void> change_live_state(const IndexFolder& folder,
                               const std::function<Result<void>(LiveState& state)>& change);

// The same for translations.json, under the same lock.
Result<void> change_translations(const IndexFolder& folder,
                                 const std::function<Result<void>(Translations& translations)>& change);

// Reserves room on the disk for the next change of live.json. Called while there is some: after publishing.
Result<void> keep_room_for_changes(const IndexFolder& folder);

// Removes what processes left that died while they replaced live.json or translations.json.
Result<void> remove_torn_changes(const IndexFolder& folder);

}  // namespace callside
