#include "searchd/http/notice_json.h"

#include <string>
#include <utility>

namespace callside {

namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json typed(Json type, const char* description) {
  return Json{{"type", std::move(type)}, {"description", description}};
}

}  // namespace

Json notices_json(const std::vector<ShownNotice>& notices) {
  Json json = Json::array();
  for (const ShownNotice& notice : notices) {
    json.push_back(Json{{"id", notice.id},
                        {"text", notice.text},
                        {"lang", text_or_null(notice.lang)},
                        {"article", text_or_null(notice.article)},
                        {"product", notice.product},
                        {"until", notice.until}});
  }
  return json;
}

Json notices_schema() {
  const Json text_or_null_type = {"string", "null"};
  Json product = typed("array", "empty: all");
  product["items"] = {{"type", "string"}};
  Json properties;
  properties["id"] = {{"type", "string"}};
  properties["text"] = {{"type", "string"}};
  properties["lang"] = typed(text_or_null_type, "BCP 47; null: for readers of any");
  properties["article"] =
      typed(text_or_null_type, "id of the article that says more, where this key may see it");
  properties["product"] = std::move(product);
  properties["until"] = typed("string", "ISO 8601, UTC: it is over from then on");
  Json schema = typed("array",
                      "what every agent is to read now, the newest first; for this key's audiences, the "
                      "products asked for, and the languages preferred");
  schema["items"] = {{"type", "object"}, {"properties", std::move(properties)}};
  return schema;
}

}  // namespace callside
