#include "searchd/http/session_routes.h"

#include "searchd/http/json_body.h"

namespace callside {

namespace {

// `client` is nullptr if a key is needed and nobody has signed in; then the answer reveals nothing about the
// index.
HttpResult<void> send_session(RequestContext& context, const Client* client) {
  const bool needs_key = context.services.authenticator.needs_key();
  Json json = {{"signed_in", needs_key && client != nullptr}, {"key_needed", needs_key}};
  if (client != nullptr) {
    const auto permit = context.search_permit();
    if (!permit) return tl::unexpected<Problem>(permit.error());
    auto census = context.services.suggester.census(client->access);
    if (!census) {
      if (census.error().code == ErrorCode::not_found) census.error().code = ErrorCode::internal;
      return context.failed(census.error());
    }
    if (needs_key) json["name"] = client->key_name;
    json["audiences"] = client->access.audiences;
    json["generation"] = census->generation;
    json["documents_visible"] = census->visible;
    if (!needs_key) {
      json["documents_needing_key"] = census->hidden;
      json["how"] = kHowToGetAKey;
    }
  }
  context.send(200, json);
  return {};
}

}  // namespace

HttpResult<void> answer_session(RequestContext& context) {
  auto client = context.services.authenticator.authenticate(context.request());
  if (!client && client.error().status != 401) return tl::unexpected<Problem>(client.error());
  if (client) context.exchange.key_name = client->key_name;
  return send_session(context, client ? &*client : nullptr);
}

HttpResult<void> sign_in(RequestContext& context) {
  std::string key(Authenticator::bearer(context.request()).value_or(""));
  std::string code;
  if (key.empty()) {
    const auto json = json_body(context.request());
    if (!json) return tl::unexpected<Problem>(json.error());
    const auto values = read_json(kSignInParameters, *json);
    if (!values) return tl::unexpected<Problem>(values.error());
    key = values->text("key");
    code = values->text("code");
    if (key.empty() == code.empty()) {
      return refuse(400, "either key or code is needed, or Authorization: Bearer KEY");
    }
  }
  Authenticator& authenticator = context.services.authenticator;
  auto signed_in = code.empty() ? authenticator.sign_in(context.request(), key)
                                : authenticator.sign_in_by_code(context.request(), code);
  if (!signed_in) return tl::unexpected<Problem>(signed_in.error());
  context.exchange.key_name = signed_in->client.key_name;
  auto sent = send_session(context, &signed_in->client);
  if (sent) context.response.set_header("Set-Cookie", signed_in->cookie);
  return sent;
}

HttpResult<void> sign_out(RequestContext& context) {
  auto cookie = context.services.authenticator.sign_out(context.request());
  if (!cookie) return tl::unexpected<Problem>(cookie.error());
  context.response.set_header("Set-Cookie", *cookie);
  if (context.services.authenticator.needs_key()) return send_session(context, nullptr);
  return answer_session(context);
}

Json session_schema() {
  const auto of_type = [](const char* type, const char* description) {
    return Json{{"type", type}, {"description", description}};
  };
  Json properties;
  properties["signed_in"] = of_type("boolean", "true if the request has a valid key or session");
  properties["key_needed"] = of_type("boolean", "true if the daemon runs with keys");
  properties["name"] = of_type("string", "name of the key");
  properties["audiences"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
  properties["generation"] = of_type("string", "generation of the index");
  properties["documents_visible"] = of_type("integer", "number of documents that this client may see");
  properties["documents_needing_key"] =
      of_type("integer", "number of other documents; only if the daemon runs without keys");
  properties["how"] = of_type("string", "how to make a key; only if the daemon runs without keys");
  return Json{{"type", "object"}, {"properties", properties}};
}

}  // namespace callside
