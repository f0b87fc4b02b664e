#pragma once

#include "searchd/http/json_text.h"

namespace callside {

// The description of the HTTP interface (OpenAPI 3.1), made from the table of routes and those of their
// parameters.
Json openapi_json();

}  // namespace callside
