#include "searchd/http/session_routes.h"

#include "searchd/http/json_body.h"

namespace callside {

namespace {

// `caller`: nullptr: a key is needed and nobody has signed in. Then nothing is said of the index.
Answered<void> send_session(Call& call, const Caller* caller) {
  const bool needs_key = call.services.gate.needs_key();
  Json json = {{"signed_in", needs_key && caller != nullptr}, {"key_needed", needs_key}};
  if (caller != nullptr) {
    const auto slot = call.slot();
    if (!slot) return tl::unexpected<Problem>(slot.error());
    auto census = call.services.suggester.census(caller->access);
    if (!census) {
      if (census.error().code == ErrorCode::not_found) census.error().code = ErrorCode::internal;
      return call.failed(census.error());
    }
    if (needs_key) json["name"] = caller->key_name;
    json["audiences"] = caller->access.audiences;
    json["generation"] = census->generation;
    json["documents_visible"] = census->visible;
    if (!needs_key) {
      json["documents_needing_key"] = census->hidden;
      json["how"] = kHowToGetAKey;
    }
  }
  call.send(200, json);
  return {};
}

}  // namespace

Answered<void> answer_session(Call& call) {
  auto caller = call.services.gate.admit(call.request());
  if (!caller && caller.error().status != 401) return tl::unexpected<Problem>(caller.error());
  if (caller) call.exchange.key_name = caller->key_name;
  return send_session(call, caller ? &*caller : nullptr);
}

Answered<void> sign_in(Call& call) {
  std::string key(Gate::bearer(call.request()).value_or(""));
  std::string code;
  if (key.empty()) {
    const auto json = json_body(call.request());
    if (!json) return tl::unexpected<Problem>(json.error());
    const auto values = read_json(kSignInParameters, *json);
    if (!values) return tl::unexpected<Problem>(values.error());
    key = values->text("key");
    code = values->text("code");
    if (key.empty() == code.empty()) {
      return refuse(400, "key or code: one of them is needed, or Authorization: Bearer KEY");
    }
  }
  Gate& gate = call.services.gate;
  auto signed_in =
      code.empty() ? gate.sign_in(call.request(), key) : gate.sign_in_by_code(call.request(), code);
  if (!signed_in) return tl::unexpected<Problem>(signed_in.error());
  call.exchange.key_name = signed_in->caller.key_name;
  auto sent = send_session(call, &signed_in->caller);
  if (sent) call.response.set_header("Set-Cookie", signed_in->cookie);
  return sent;
}

Answered<void> sign_out(Call& call) {
  auto cookie = call.services.gate.sign_out(call.request());
  if (!cookie) return tl::unexpected<Problem>(cookie.error());
  call.response.set_header("Set-Cookie", *cookie);
  if (call.services.gate.needs_key()) return send_session(call, nullptr);
  return answer_session(call);
}

Json session_schema() {
  const auto of_type = [](const char* type, const char* description) {
    return Json{{"type", type}, {"description", description}};
  };
  Json properties;
  properties["signed_in"] = of_type("boolean", "by a key or a session");
  properties["key_needed"] = of_type("boolean", "the daemon runs with keys");
  properties["name"] = of_type("string", "of the key");
  properties["audiences"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
  properties["generation"] = of_type("string", "of the index");
  properties["documents_visible"] = of_type("integer", "to this caller");
  properties["documents_needing_key"] = of_type("integer", "only where the daemon runs without keys");
  properties["how"] = of_type("string", "how a key is made; only where the daemon runs without keys");
  return Json{{"type", "object"}, {"properties", properties}};
}

}  // namespace callside
