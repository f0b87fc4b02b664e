#include "indexer/sources/vendors/intercom_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/sources/record_values.h"

namespace callside {

namespace {

constexpr std::string_view kIntercomConfig = "intercom";

std::string locale_form(const std::string& locale) {
  std::string form = lower_case(locale);
  std::replace(form.begin(), form.end(), '_', '-');
  return form;
}

// Returns the object that holds the version in `locale`: the translation, or the article itself if there is
// no such translation, as for the default locale.
Result<ExportObject> version_of(const ExportObject& article, const std::string& locale) {
  CALLSIDE_ASSIGN(const auto translations, article.object("translated_content"));
  if (!translations) return article;
  for (const std::string& key : translations->keys()) {
    if (key == "type" || locale_form(key) != locale) continue;
    CALLSIDE_ASSIGN(const auto version, translations->object(key.c_str()));
    if (version) return *version;
  }
  return article;
}

Result<bool> is_internal(const ExportObject& article) {
  CALLSIDE_ASSIGN(const std::string type, article.text("type"));
  return type == "internal_article" || article.has("audience_ids") ||
         (article.has("owner_id") && article.has("locale"));
}

}  // namespace

Result<std::vector<std::string>> IntercomRecords::audience(const ExportObject& article) const {
  CALLSIDE_ASSIGN(const bool internal, is_internal(article));
  if (!internal) {
    // An export does not name the readers of a published article, so the audience is left to the default.
    const auto* everyone = mapping().find("everyone", "");
    return everyone != nullptr ? *everyone : std::vector<std::string>();
  }
  CALLSIDE_ASSIGN(const std::vector<std::string> ids, article.ids("audience_ids"));
  std::vector<std::string> audience;
  for (const std::string& id : ids) {
    CALLSIDE_ASSIGN(const auto names, mapped_audience(kIntercomConfig, "audiences", id, "the audience"));
    audience.insert(audience.end(), names.begin(), names.end());
  }
  if (ids.empty()) audience = {"internal"};
  return audience;
}

Result<ExportDocument> IntercomRecords::make(const ExportParts& parts) const {
  ExportDocument document(Kind::article);
  const ExportObject article = parts.one("article");
  const std::string locale = parts.lang();
  CALLSIDE_ASSIGN(const ExportObject version, version_of(article, locale));
  CALLSIDE_ASSIGN(std::string id, article.id("id"));
  CALLSIDE_ASSIGN(std::string lang,
                  locale.empty() ? Result<std::string>(std::string()) : read_language(locale));
  CALLSIDE_ASSIGN(const std::string state, version.text("state"));
  CALLSIDE_ASSIGN(const bool internal, is_internal(article));
  // Internal articles have no state.
  if (state != "published" && !(internal && state.empty())) {
    document.remove(std::move(id), std::move(lang), kDrafts);
    return document;
  }
  document.set("id", std::move(id));
  document.set("lang", std::move(lang));
  CALLSIDE_ASSIGN(std::string title, version.text("title"));
  document.set_text("title", std::move(title));
  CALLSIDE_ASSIGN(std::string body, version.text("body"));
  CALLSIDE_ASSIGN(std::string markdown, version.text("body_markdown"));
  document.set("format", body.empty() && !markdown.empty() ? "markdown" : "html");
  document.set_text("body", body.empty() ? std::move(markdown) : std::move(body));
  CALLSIDE_ASSIGN(std::string url, version.text("url"));
  document.set("url", std::move(url));
  CALLSIDE_ASSIGN(std::vector<std::string> readers, audience(article));
  document.set("audience", std::move(readers));
  CALLSIDE_ASSIGN(std::string day, version.day("updated_at"));
  document.set("updated", std::move(day));
  CALLSIDE_ASSIGN(std::string source_lang, article.text("default_locale"));
  document.set("source_lang", std::move(source_lang));
  return document;
}

}  // namespace callside
