#pragma once

#include <nlohmann/json.hpp>
#include <ostream>

#include "indexer/publish/forget/forgetting.h"

namespace callside {

// Reports of `forget`, as JSON and as text. A receipt holds no id, subject reference or text of a document.
// `forget --from` reads both forms (publish/forget/forget_request.h).

nlohmann::json to_json_value(const ForgetReceipt& receipt);
void print(std::ostream& out, const ForgetReceipt& receipt);

}  // namespace callside
