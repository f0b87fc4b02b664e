#pragma once

#include "searchd/http/request_context.h"

namespace callside {

// GET / and GET /page/{file}: the agent's page, as compiled into the binary. Browsers keep the files and
// revalidate them by ETag, so that files of an upgraded daemon never mix with old ones.
HttpResult<void> answer_page(RequestContext& context);

}  // namespace callside
