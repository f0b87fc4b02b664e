#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "indexer/format/index_folder.h"

namespace callside {

// What editors say at once, beside every generation: live.json in the index folder. Daemons look at it
// several times a second; builds and rollbacks leave it as it is. Plain values: copy it, read it from any
// thread.

// The version of live.json.
inline constexpr int kLiveVersion = 1;

// "The portal is down until six": shown above all answers until it ends.
struct Notice {
  std::string id;                     // "n7"; never given twice
  std::string text;                   // one line
  std::string lang;                   // BCP 47, for who reads it; empty: for all
  std::string article;                // id of the article that says more; empty: none
  std::vector<std::string> product;   // empty: all
  std::vector<std::string> audience;  // any of these may read it; never empty
  Moment until = 0;                   // it is over from then on
  std::string since, by;              // ISO 8601, UTC; user name

  bool is_over(Moment at) const { return at >= until; }
};

// A document that is not to be shown, whatever is published.
struct Withdrawal {
  std::string id;         // of an article or a ticket
  std::string lang;       // BCP 47, of one version; empty: all versions, also those that come later
  std::string since, by;  // ISO 8601, UTC; user name
};

struct LiveState {
  std::uint64_t next_notice = 1;
  std::vector<Notice> notices;        // oldest first; some may be over
  std::vector<Withdrawal> withdrawn;  // oldest first
};

// An index without live.json has an empty state. A damaged file is an error, and is never half read; one of
// another version is an old_index error.
Result<LiveState> read_live_state(const IndexFolder& folder);

// Replaces live.json, on a full disk with the room in live.reserve. The caller holds the lock on it
// (publish/live_changes.h).
Result<void> write_live_state(const IndexFolder& folder, const LiveState& state);

// Makes live.reserve large enough for a live.json twice as large as the present one, so that something can be
// withdrawn when the disk is full. Returns no_space if the disk has less room. The caller holds the lock on
// live.json.
Result<void> reserve_room_for_live_state(const IndexFolder& folder);

}  // namespace callside
