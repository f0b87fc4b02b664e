#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "indexer/format/live_state.h"
#include "indexer/publish/known_document.h"

namespace callside {

// Shared by the commands that change live.json (notice, withdraw, restore) or translations.json, and by
// status, which shows them.

nlohmann::json to_json_value(const Notice& notice);
nlohmann::json to_json_value(const Withdrawal& withdrawal);

// "billing/refund", "billing/refund in sl".
std::string name_of(const Withdrawal& withdrawal);

// Returns the canonical form of the tag after --lang, or a usage error if it is not a tag. Empty stays empty.
Result<std::string> language_option(const std::string& given);

// Appends to the log. A failure is only a warning on standard error, since the change has taken effect.
void log_live_change(const IndexFolder& folder, const std::string& command, const std::string& outcome,
                     const std::string& subject);

// Warns on standard error if a document is not published yet.
void warn_if_staged(const KnownDocument& known, const std::string& id);

std::string joined(const std::vector<std::string>& names);

}  // namespace callside
