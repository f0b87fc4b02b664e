#pragma once

#include <string>

#include "indexer/format/document_store.h"

namespace callside {

// Returns a ticket's question as the text of a search: its first 300 characters, or the subject of a ticket
// without a question. May be empty.
std::string ticket_question(const StoredDocument& ticket);

}  // namespace callside
