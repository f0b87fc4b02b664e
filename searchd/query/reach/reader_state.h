#pragma once

#include <xapian.h>
#include <cstdint>
#include <vector>

#include "searchd/query/reach/reach.h"
#include "searchd/query/serve/live_view.h"
#include "searchd/query/serve/snapshot.h"
#include "searchd/query/suggester.h"

namespace callside {

// The notices for this reader, without links to articles that the reader cannot open. `database`: of the
// current thread, and of the generation that `reach` is made of.
Result<std::vector<ShownNotice>> shown_notices(const Reach& reach, const Xapian::Database& database,
                                               const Access& access, const StateRequest& request);

// Answers Suggester::state().
Result<ReaderState> reader_state(const Snapshot& snapshot, const LiveView& live, const StateRequest& request,
                                 const Access& access);

}  // namespace callside
