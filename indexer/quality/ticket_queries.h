#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/quality/judgements.h"

namespace callside {

// Tickets of an index as judged queries, so that nobody has to judge: what the caller said is the query, and
// the article that resolved it is what is wanted. Each is asked as though it had not been indexed, nor those
// of its article whose callers said the same (SuggestRequest::without_ticket): leaving out one at a time
// keeps the index whole, where tickets that were held back from the build would be missing from what is
// published. What was learned can't be taken back one by one: so those are asked that are for trial
// (callers_words.h), of what was learned without them.

// Tickets below which no share of them says anything: one of twenty is a twentieth.
inline constexpr std::size_t kFewestGateTickets = 20;

// At most `count` tickets of a generation that an article resolved which may be found on `day`: of each
// article one, then of each a second, and so on, articles and tickets in the order of a hash of their ids. So
// as long as they are there, another build chooses the same ones; and an article with five thousand tickets
// counts no more than one with ten. The query is the caller's question, at most its first 300 characters, or
// the subject of a ticket without one. Tickets that are for trial come first; others, of which the index has
// learned, only where these are too few.
Result<std::vector<JudgedQuery>> ticket_queries(const IndexFolder& folder, const std::string& generation,
                                                std::size_t count, const std::string& day);

// Those of the queries that were not said in a ticket, or whose ticket the generation has, too, resolved by
// the same article.
Result<std::vector<JudgedQuery>> held_by(const IndexFolder& folder, const std::string& generation,
                                         const std::vector<JudgedQuery>& queries);

}  // namespace callside
