#pragma once

#include <nlohmann/json.hpp>
#include <ostream>

#include "indexer/publish/forget/forgetting.h"

namespace callside {

// The receipt of forgetting: what was done, without an id, a reference or a text. `forget --from` reads both
// forms again (publish/forget/forget_request.h).

nlohmann::json to_json_value(const ForgetReceipt& receipt);
void print(std::ostream& out, const ForgetReceipt& receipt);

}  // namespace callside
