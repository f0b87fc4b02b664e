#include "searchd/http/state_route.h"

#include <utility>

#include "searchd/http/json_body.h"
#include "searchd/http/notice_json.h"

namespace callside {

namespace {

HttpResult<ParameterValues> state_parameters(const HttpRequest& request) {
  if (request.method != "POST") return read_query(kStateQuery, request.query);
  auto json = json_body(request);
  if (!json) return tl::unexpected<Problem>(json.error());
  return read_json(kStateBody, *json);
}

const char* name_of(DocumentState state) {
  switch (state) {
    case DocumentState::live:
      return "live";
    case DocumentState::withdrawn:
      return "withdrawn";
    case DocumentState::gone:
      break;
  }
  return "gone";
}

Json state_json(const ReaderState& state) {
  Json listed = Json::array();
  for (const DocumentState document : state.listed) listed.push_back(name_of(document));
  return Json{{"revision", state.generation},
              {"notices", notices_json(state.notices)},
              {"open", state.open ? Json(name_of(*state.open)) : Json()},
              {"listed", std::move(listed)}};
}

}  // namespace

HttpResult<void> answer_state(RequestContext& context) {
  const auto values = state_parameters(context.request());
  if (!values) return tl::unexpected<Problem>(values.error());
  StateRequest request{.lang = values->list("lang"),
                       .product = values->list("product"),
                       .listed = values->documents("listed")};
  if (const auto& open = values->documents("open"); !open.empty()) request.open = open.front();
  auto state = context.services.suggester.state(request, context.client.access);
  if (!state) {
    // The request names nothing that could be missing.
    if (state.error().code == ErrorCode::not_found) state.error().code = ErrorCode::internal;
    return context.failed(state.error());
  }
  context.send(200, state_json(*state));
  return {};
}

Json state_schema() {
  const Json states = {name_of(DocumentState::live), name_of(DocumentState::withdrawn),
                       name_of(DocumentState::gone)};
  Json open_states = states;
  open_states.push_back(nullptr);
  Json properties;
  properties["revision"] = {{"type", "string"}, {"description", "generation of the index"}};
  properties["notices"] = notices_schema();
  properties["open"] = {
      {"enum", std::move(open_states)},
      {"description",
       "whether the open document may still be shown: live; withdrawn by an editor; gone: "
       "it does not exist, is not valid today, or this key may not see it; null: none was given"}};
  properties["listed"] = {{"type", "array"},
                          {"items", {{"enum", states}}},
                          {"description", "the same for the listed documents, in their order"}};
  return Json{{"type", "object"}, {"properties", std::move(properties)}};
}

}  // namespace callside
