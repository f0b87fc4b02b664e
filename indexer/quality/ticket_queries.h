#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/quality/judgements.h"

namespace callside {

// Turns tickets of an index into judged queries, without manual judgements: the customer's question is the
// query, and the article that resolved the ticket is the wanted answer. Each query is asked as if neither its
// ticket nor tickets of the same article with the same question were indexed
// (SuggestRequest::without_ticket). Leaving out one ticket at a time keeps the published index complete,
// unlike holding tickets back from the build. What was learned from a single ticket cannot be undone, so the
// queries come from tickets that are set aside for trial (callers_words.h), against models that were learned
// without them.

// The fewest tickets that give a meaningful share: one of twenty changes it by a twentieth.
inline constexpr std::size_t kFewestGateTickets = 20;

// Returns at most `count` tickets of a generation that were resolved by an article that may be suggested on
// `day`: one ticket of each article, then a second of each, and so on. Articles and tickets are ordered by a
// hash of their ids, so another build chooses the same tickets as long as they exist. An article with five
// thousand tickets counts no more than one with ten. The query is the first 300 characters of the customer's
// question, or the subject of a ticket without one. Tickets set aside for trial come first; tickets that the
// index learned from are used only if those are too few.
Result<std::vector<JudgedQuery>> ticket_queries(const IndexFolder& folder, const std::string& generation,
                                                std::size_t count, const std::string& day);

// Returns the queries that can also be asked of `generation`: those written by editors, and those whose
// ticket it holds with the same resolving article.
Result<std::vector<JudgedQuery>> comparable_queries(const IndexFolder& folder, const std::string& generation,
                                                    const std::vector<JudgedQuery>& queries);

}  // namespace callside
