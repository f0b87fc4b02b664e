#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"

namespace callside {

// What may be shown to one reader on one day: a generation without what is withdrawn, and the access classes
// that the reader sees. All must outlive it.
struct Shown {
  const Generation& generation;
  const LiveView& live;
  const Xapian::Database& database;  // of the calling thread
  const std::vector<bool>& visible_classes;
  std::int32_t today;  // days since 1970-01-01, by which valid_from and valid_until are judged
};

// The notices for this reader. One whose article the reader can't open is given without it.
Result<std::vector<ShownNotice>> shown_notices(const Shown& shown, const Access& access,
                                               const StateRequest& request);

// Answers Suggester::state().
Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access);

}  // namespace callside
