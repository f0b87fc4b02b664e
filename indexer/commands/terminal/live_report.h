#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "indexer/format/live_state.h"
#include "indexer/publish/known_document.h"

namespace callside {

// What the commands that work at once have in common: notice, withdraw, restore; and status, which shows what
// they did.

nlohmann::json to_json_value(const Notice& notice);
nlohmann::json to_json_value(const Withdrawal& withdrawal);

// "billing/refund", "billing/refund in sl".
std::string name_of(const Withdrawal& withdrawal);

// The canonical tag of a --lang; a usage error for what is none. Empty stays empty.
Result<std::string> language_option(const std::string& given);

// Logs what was done at once; what can't be logged is said on standard error, since it is done all the same.
void log_at_once(const IndexFolder& folder, const std::string& command, const std::string& outcome,
                 const std::string& subject);

// Says on standard error that a document is not published yet.
void warn_if_staged(const KnownDocument& known, const std::string& id);

std::string joined(const std::vector<std::string>& names);

}  // namespace callside
