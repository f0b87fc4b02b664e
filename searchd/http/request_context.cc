#include "searchd/http/request_context.h"

namespace callside {

tl::unexpected<Problem> RequestContext::failed(const Error& error) const {
  Problem problem = problem_of(error);
  if (problem.status >= 500) {
    services.log.error("request {}: {}{}{}", exchange.request.id, error.message,
                       error.hint.empty() ? "" : "; ", error.hint);
  }
  return tl::unexpected<Problem>(std::move(problem));
}

HttpResult<SearchPermits::Permit> RequestContext::search_permit() const {
  auto permit = services.search_permits.acquire();
  if (!permit) {
    return tl::unexpected<Problem>(
        Problem{503, "too many searches are running; try again", {{"Retry-After", "1"}}});
  }
  // Pages drop a question when the next key is pressed, so those that had to wait are often out of date.
  if (exchange.client_left()) {
    return tl::unexpected<Problem>(problem_of({ErrorCode::interrupted, {}, {}}));
  }
  return std::move(*permit);
}

}  // namespace callside
