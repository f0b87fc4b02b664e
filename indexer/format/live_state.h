#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/moment.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Editors' changes that take effect at once: notices and withdrawals, in live.json in the index folder,
// outside of the generations. Daemons look at it several times a second; builds and rollbacks leave it as it
// is. Plain values: safe to copy and to read from any thread.

// Version of the live.json format.
inline constexpr int kLiveVersion = 1;

// A message shown above all answers until it ends: "The portal is down until six".
struct Notice {
  std::string id;                     // "n7"; never reused
  std::string text;                   // one line
  std::string lang;                   // BCP 47, for readers of this language; empty: for all
  std::string article;                // id of an article with details; empty: none
  std::vector<std::string> product;   // empty: all
  std::vector<std::string> audience;  // readers with any of these may see it; never empty
  Moment until = 0;                   // exclusive
  std::string since, by;              // ISO 8601, UTC; user name

  bool is_over(Moment at) const { return at >= until; }
};

// A document that must not be shown, whichever generation is published.
struct Withdrawal {
  std::string id;         // of an article or a ticket
  std::string lang;       // BCP 47, of one version; empty: all versions, including future ones
  std::string since, by;  // ISO 8601, UTC; user name
};

struct LiveState {
  std::uint64_t next_notice = 1;
  std::vector<Notice> notices;        // oldest first; some may have ended
  std::vector<Withdrawal> withdrawn;  // oldest first
};

// Reads live.json. Returns an empty state if there is no file, an error if it is damaged, and an old_index
// error if it has another version.
Result<LiveState> read_live_state(const IndexFolder& folder);

// Replaces live.json. On a full disk, uses the space of live.reserve. The caller must hold live.lock
// (publish/live_changes.h).
Result<void> write_live_state(const IndexFolder& folder, const LiveState& state);

// Makes live.reserve large enough for a live.json of twice the present size, so that documents can be
// withdrawn when the disk is full. Returns no_space if the disk has less room. The caller must hold
// live.lock.
Result<void> reserve_room_for_live_state(const IndexFolder& folder);

}  // namespace callside
