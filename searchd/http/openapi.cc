#include "searchd/http/openapi.h"

#include <string>

#include "indexer/base/ascii.h"
#include "indexer/base/version.h"
#include "searchd/http/routes.h"

namespace callside {

namespace {

Json parameters_json(const Route& route) {
  Json list = Json::array();
  const std::string_view pattern = route.pattern;
  if (const std::size_t brace = pattern.find('{'); brace != std::string_view::npos) {
    list.push_back(Json{{"name", pattern.substr(brace + 1, pattern.size() - brace - 2)},
                        {"in", "path"},
                        {"required", true},
                        {"description", route.parameter_help},
                        {"schema", {{"type", "string"}}}});
  }
  for (const Parameter& parameter : route.query) {
    Json json = {{"name", parameter.name},
                 {"in", "query"},
                 {"required", parameter.required},
                 {"description", parameter.help},
                 {"schema", parameter_schema(parameter, false)}};
    if (parameter.type == ParameterType::tags || parameter.type == ParameterType::languages) {
      json["style"] = "form";
      json["explode"] = false;
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json body_json(const Route& route) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Parameter& parameter : route.body) {
    properties[parameter.name] = parameter_schema(parameter, true);
    properties[parameter.name]["description"] = parameter.help;
    if (parameter.required) required.push_back(parameter.name);
  }
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = required;
  return Json{{"required", !required.empty()},
              {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

Json operation_json(const Route& route) {
  Json operation = {{"summary", route.summary}};
  if (Json parameters = parameters_json(route); !parameters.empty()) {
    operation["parameters"] = std::move(parameters);
  }
  if (!route.body.empty()) operation["requestBody"] = body_json(route);
  const Json schema = route.schema != nullptr ? route.schema() : Json::object();
  Json content;
  content[route.content_type] = {{"schema", schema}};
  operation["responses"]["200"] = {{"description", "success"}, {"content", std::move(content)}};
  operation["responses"]["default"] = {{"$ref", "#/components/responses/Problem"}};
  if (route.needs_key) {
    operation["security"] = Json::array({Json{{"key", Json::array()}}, Json{{"session", Json::array()}}});
  }
  return operation;
}

Json components_json() {
  const Json text = {{"type", "string"}};
  const Json problem = {{"type", "object"},
                        {"properties",
                         {{"type", text},
                          {"title", text},
                          {"status", {{"type", "integer"}}},
                          {"detail", text},
                          {"request_id", text}}}};
  Json content;
  content["application/problem+json"] = {{"schema", problem}};
  Json components;
  components["responses"]["Problem"] = {{"description", "the reason for an error (RFC 9457)"},
                                        {"content", std::move(content)}};
  components["securitySchemes"]["key"] = {
      {"type", "http"},
      {"scheme", "bearer"},
      {"description", "a key made with callside-searchd key new; needed if the daemon runs with --keys"}};
  components["securitySchemes"]["session"] = {
      {"type", "apiKey"},
      {"in", "cookie"},
      {"name", "callside_session"},
      {"description",
       "the page's cookie, set by POST /v1/session; its name ends with _ and the port if the Host has one"}};
  return components;
}

}  // namespace

Json openapi_json() {
  Json paths = Json::object();
  for (const Route& route : routes()) {
    paths[std::string(route.pattern)][lower_case(route.method)] = operation_json(route);
  }
  return Json{{"openapi", "3.1.0"},
              {"info",
               {{"title", "Callside"},
                {"version", kVersion},
                {"description", "Answers for support agents while the caller is still on the line."}}},
              {"paths", std::move(paths)},
              {"components", components_json()}};
}

}  // namespace callside
