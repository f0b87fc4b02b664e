#pragma once

#include <vector>

#include "searchd/http/json_text.h"
#include "searchd/query/suggester.h"

namespace callside {

// The notices of an answer as JSON, and their JSON Schema for /openapi.json.
Json notices_json(const std::vector<ShownNotice>& notices);
Json notices_schema();

}  // namespace callside
