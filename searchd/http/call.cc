#include "searchd/http/call.h"

namespace callside {

tl::unexpected<Problem> Call::failed(const Error& error) const {
  Problem problem = problem_of(error);
  if (problem.status >= 500) {
    services.log.error("request {}: {}{}{}", exchange.request.id, error.message,
                       error.hint.empty() ? "" : "; ", error.hint);
  }
  return tl::unexpected<Problem>(std::move(problem));
}

Answered<SearchSlots::Slot> Call::slot() const {
  auto slot = services.slots.take();
  if (!slot) {
    return tl::unexpected<Problem>(
        Problem{503, "too many searches are running; ask again", {{"Retry-After", "1"}}});
  }
  return std::move(*slot);
}

}  // namespace callside
