#include "searchd/http/document_routes.h"

#include "searchd/http/answer_json.h"

namespace callside {

namespace {

HttpResult<void> send_document(RequestContext& context, const Result<FullDocument>& document) {
  if (!document) {
    if (document.error().code == ErrorCode::not_found) {
      return refuse(404, "no such document, or it is not valid today, or this key may not see it");
    }
    return context.failed(document.error());
  }
  context.send(200, document_json(*document, context.client.access.internal()));
  return {};
}

}  // namespace

HttpResult<void> answer_article(RequestContext& context) {
  const auto values = read_query(kArticleParameters, context.request().query);
  if (!values) return tl::unexpected<Problem>(values.error());
  const auto permit = context.search_permit();
  if (!permit) return tl::unexpected<Problem>(permit.error());
  return send_document(context, context.services.suggester.article(context.parameter, values->list("lang"),
                                                                   context.client.access));
}

HttpResult<void> answer_ticket(RequestContext& context) {
  const auto permit = context.search_permit();
  if (!permit) return tl::unexpected<Problem>(permit.error());
  return send_document(context, context.services.suggester.ticket(context.parameter, context.client.access));
}

}  // namespace callside
