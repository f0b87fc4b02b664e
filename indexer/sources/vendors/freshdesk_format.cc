#include "indexer/sources/vendors/freshdesk_format.h"

#include <utility>

#include "indexer/sources/vendors/slice_members.h"

namespace callside {

namespace {

enum FreshdeskType : int {
  kFreshdeskArticle = 1,
  kFreshdeskFolder,
  kFreshdeskTicket,
  kFreshdeskConversation,
  kFreshdeskContact
};

ExportRow conversation_row(const SliceMembers& object) {
  ExportRow row = object.row(kFreshdeskConversation);
  row.parent = object.text("ticket_id");
  if (row.id.empty()) row.id = object.text("user_id") + " " + object.text("created_at");
  // Private notes are never read. A conversation without the flag counts as private.
  if (object.text("private") != "false") row.left_out = "private notes";
  return row;
}

}  // namespace

FreshdeskFormat::FreshdeskFormat()
    : ExportFormat({.documents = {kFreshdeskArticle, kFreshdeskTicket},
                    .article = kFreshdeskArticle,
                    .ticket = kFreshdeskTicket,
                    .orphans = {{kFreshdeskConversation, kFreshdeskTicket,
                                 "conversations whose ticket is not in the export"}}}) {}

std::vector<ExportRow> FreshdeskFormat::rows(std::string_view list,
                                             const std::vector<JsonSlice>& members) const {
  const SliceMembers object(members);
  if (object.has("folder_id")) {
    ExportRow row = object.row(kFreshdeskArticle);
    row.lang = object.locale("language");
    row.parent = object.text("folder_id");
    return {row};
  }
  if (object.has("ticket_id")) return {conversation_row(object)};
  if (object.has("name") && object.has("visibility")) return {object.row(kFreshdeskFolder)};
  if (object.has("status") && (object.has("subject") || object.has("description_text"))) {
    ExportRow row = object.row(kFreshdeskTicket);
    row.other = object.text("requester_id");
    return {row};
  }
  const bool reachable = object.has("email") || object.has("mobile") || object.has("phone");
  if (list != "folders" && object.has("name") && reachable) return {object.row(kFreshdeskContact)};
  return {};
}

Result<std::vector<ExportPart>> FreshdeskFormat::join(ExportRow row, ExportTable& table) const {
  std::vector<ExportPart> parts;
  if (row.type == kFreshdeskArticle) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> folder, table.find(kFreshdeskFolder, row.parent));
    parts.push_back({"article", std::move(row)});
    if (folder) parts.push_back({"folder", std::move(*folder)});
    return parts;
  }
  CALLSIDE_ASSIGN(std::vector<ExportRow> conversations, table.children(kFreshdeskConversation, row.id));
  CALLSIDE_ASSIGN(std::optional<ExportRow> contact, table.find(kFreshdeskContact, row.other));
  parts.push_back({"ticket", std::move(row)});
  for (ExportRow& one : conversations) parts.push_back({"conversation", std::move(one)});
  if (contact) parts.push_back({"contact", std::move(*contact)});
  return parts;
}

}  // namespace callside
