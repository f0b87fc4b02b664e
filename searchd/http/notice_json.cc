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
  Json product = typed("array", "empty: all products");
  product["items"] = {{"type", "string"}};
  Json properties;
  properties["id"] = {{"type", "string"}};
  properties["text"] = {{"type", "string"}};
  properties["lang"] = typed(text_or_null_type, "BCP 47; null: for readers of any language");
  properties["article"] =
      typed(text_or_null_type, "id of an article with more information, if this key may see it");
  properties["product"] = std::move(product);
  properties["until"] = typed("string", "ISO 8601, UTC: when the notice ends");
  Json schema =
      typed("array",
            "current notices for agents, newest first, for this key's audiences, the products asked "
            "for and the preferred languages");
  schema["items"] = {{"type", "object"}, {"properties", std::move(properties)}};
  return schema;
}

}  // namespace callside
