#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"

namespace callside {

// A generation as one reader may see it on one day. Everything referenced must outlive it.
struct ReaderView {
  const Generation& generation;
  const LiveView& live;
  const Xapian::Database& database;  // of the current thread
  const std::vector<bool>& visible_classes;
  std::int32_t today;  // days since 1970-01-01
};

// The notices for this reader, without links to articles that the reader cannot open.
Result<std::vector<ShownNotice>> shown_notices(const ReaderView& view, const Access& access,
                                               const StateRequest& request);

// Answers Suggester::state().
Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access);

}  // namespace callside
