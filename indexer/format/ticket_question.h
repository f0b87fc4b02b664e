#pragma once

#include <string>

#include "indexer/format/document_store.h"

namespace callside {

// What the customer asked in a ticket, as the text of a search: the first 300 characters of the question, or
// the subject of a ticket without one. May be empty.
std::string ticket_question(const StoredDocument& ticket);

}  // namespace callside
