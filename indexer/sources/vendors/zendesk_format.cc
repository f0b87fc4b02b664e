#include "indexer/sources/vendors/zendesk_format.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/sources/vendors/slice_members.h"

namespace callside {

namespace {

enum ZendeskType : int {
  kZendeskArticle = 1,
  kZendeskTranslation,
  kZendeskSection,
  kZendeskSectionTranslation,
  kZendeskTicket,
  kZendeskComment,
  kZendeskUser
};

// The most users that are joined to a ticket. A ticket with more authors is a mass mailing.
constexpr std::size_t kAuthorLimit = 50;

ExportRow translation_row(const SliceMembers& object) {
  const std::string of = lower_case(object.text("source_type"));
  ExportRow row = object.row(of == "article" ? kZendeskTranslation : kZendeskSectionTranslation);
  row.id = object.text("source_id");
  row.lang = object.locale("locale");
  if (of != "article" && of != "section") row.left_out = "translations of categories";
  return row;
}

ExportRow comment_row(const SliceMembers& object) {
  ExportRow row = object.row(kZendeskComment);
  row.parent = object.text("ticket_id");
  row.other = object.text("author_id");
  if (row.id.empty()) row.id = row.other + " " + object.text("created_at");
  // Private comments are never read. A comment without the flag counts as private.
  if (object.text("public") != "true") row.left_out = "private comments";
  return row;
}

}  // namespace

ZendeskFormat::ZendeskFormat()
    : ExportFormat(
          {.documents = {kZendeskArticle, kZendeskTranslation, kZendeskTicket},
           .article = kZendeskArticle,
           .ticket = kZendeskTicket,
           .orphans = {{kZendeskComment, kZendeskTicket, "comments whose ticket is not in the export"}}}) {}

std::vector<ExportRow> ZendeskFormat::rows(std::string_view list,
                                           const std::vector<JsonSlice>& members) const {
  const SliceMembers object(members);
  if (object.has("source_id") && object.has("source_type")) return {translation_row(object)};
  if (object.has("ticket_id") && (object.has("public") || object.has("author_id")))
    return {comment_row(object)};
  if (list == "deleted_tickets" || object.has("previous_state")) {
    ExportRow row = object.row(kZendeskTicket);
    row.version = object.text("deleted_at");
    return {row};
  }
  if (object.has("section_id") || (object.has("body") && object.has("locale"))) {
    ExportRow row = object.row(kZendeskArticle);
    row.lang = object.locale("locale");
    row.parent = object.text("section_id");
    return {row};
  }
  if (object.has("requester_id") || (object.has("status") && object.has("subject"))) {
    ExportRow row = object.row(kZendeskTicket);
    row.other = object.text("requester_id");
    return {row};
  }
  if (object.has("category_id") && object.has("name")) return {object.row(kZendeskSection)};
  if (list == "users" || (object.has("role") && object.has("email"))) return {object.row(kZendeskUser)};
  return {};
}

Result<std::vector<ExportPart>> ZendeskFormat::join(ExportRow row, ExportTable& table) const {
  std::vector<ExportPart> parts;
  const auto add = [&](std::string_view role, std::optional<ExportRow> found) {
    if (found) parts.push_back({role, std::move(*found)});
  };
  if (row.type == kZendeskTicket) {
    std::vector<std::string> users = {row.other};
    CALLSIDE_ASSIGN(std::vector<ExportRow> comments, table.children(kZendeskComment, row.id));
    add("ticket", std::move(row));
    for (ExportRow& comment : comments) {
      if (std::find(users.begin(), users.end(), comment.other) == users.end()) users.push_back(comment.other);
      add("comment", std::move(comment));
    }
    for (std::size_t i = 0; i < std::min(users.size(), kAuthorLimit); ++i) {
      CALLSIDE_ASSIGN(std::optional<ExportRow> user, table.find(kZendeskUser, users[i]));
      add("user", std::move(user));
    }
    return parts;
  }
  const std::string lang = row.lang;
  std::string section = row.parent;
  if (row.type == kZendeskArticle) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> translation, table.find(kZendeskTranslation, row.id, lang));
    add("article", std::move(row));
    add("translation", std::move(translation));
  } else {
    CALLSIDE_ASSIGN(const std::optional<ExportRow> same, table.find(kZendeskArticle, row.id, lang));
    if (same) return parts;
    CALLSIDE_ASSIGN(std::optional<ExportRow> article, table.find(kZendeskArticle, row.id));
    if (article) section = article->parent;
    add("translation", std::move(row));
    add("source", std::move(article));
  }
  if (!section.empty()) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> found, table.find(kZendeskSection, section));
    add("section", std::move(found));
    CALLSIDE_ASSIGN(std::optional<ExportRow> translated,
                    table.find(kZendeskSectionTranslation, section, lang));
    add("section_translation", std::move(translated));
  }
  return parts;
}

std::set<Kind> ZendeskFormat::delta_kinds(const std::set<std::string>& envelope_keys) const {
  std::set<Kind> kinds;
  // Incremental exports have "end_of_stream" (by cursor) or "end_time" (by time).
  if (!envelope_keys.contains("end_of_stream") && !envelope_keys.contains("end_time")) return kinds;
  if (envelope_keys.contains("tickets")) kinds.insert(Kind::ticket);
  if (envelope_keys.contains("articles")) kinds.insert(Kind::article);
  return kinds;
}

}  // namespace callside
