#include "searchd/http/document_routes.h"

#include "searchd/http/answer_json.h"

namespace callside {

namespace {

Answered<void> send_document(Call& call, const Result<FullDocument>& document) {
  if (!document) {
    if (document.error().code == ErrorCode::not_found) {
      return refuse(404, "there is no such document, or it is not valid today, or this key may not see it");
    }
    return call.failed(document.error());
  }
  call.send(200, document_json(*document, call.caller.access.internal()));
  return {};
}

}  // namespace

Answered<void> answer_article(Call& call) {
  const auto values = read_query(kArticleParameters, call.request().query);
  if (!values) return tl::unexpected<Problem>(values.error());
  const auto slot = call.slot();
  if (!slot) return tl::unexpected<Problem>(slot.error());
  return send_document(
      call, call.services.suggester.article(call.parameter, values->list("lang"), call.caller.access));
}

Answered<void> answer_ticket(Call& call) {
  const auto slot = call.slot();
  if (!slot) return tl::unexpected<Problem>(slot.error());
  return send_document(call, call.services.suggester.ticket(call.parameter, call.caller.access));
}

}  // namespace callside
