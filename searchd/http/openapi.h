#pragma once

#include "searchd/http/json_text.h"

namespace callside {

// Returns the OpenAPI 3.1 description of the HTTP interface, generated from the tables of routes and
// parameters.
Json openapi_json();

}  // namespace callside
