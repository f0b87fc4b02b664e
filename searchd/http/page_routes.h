#pragma once

#include "searchd/http/request_context.h"

namespace callside {

// GET / and GET /page/{file}: the agent's page as it was compiled in. Browsers keep the files and ask by ETag
// whether they are still good, so that an upgraded daemon's page is never mixed with the old one.
HttpResult<void> answer_page(RequestContext& context);

}  // namespace callside
