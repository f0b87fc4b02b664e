#include "indexer/sources/zendesk_format.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

enum Type : int { kArticle = 1, kTranslation, kSection, kSectionTranslation, kTicket, kComment, kUser };

// A ticket of a thousand authors is a mass mail; whose they are matters for the first ones.
constexpr std::size_t kAuthorLimit = 50;

// "en-us", whichever way it is written.
std::string locale_key(std::string_view value) {
  std::string locale = text_of(value);
  for (char& c : locale) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return locale;
}

class Members {
 public:
  explicit Members(const std::vector<JsonSlice>& object) : object_(object) {}
  bool has(std::string_view key) const { return !find_slice(object_, key).empty(); }
  std::string text(std::string_view key) const { return text_of(find_slice(object_, key)); }
  std::string locale() const { return locale_key(find_slice(object_, "locale")); }

 private:
  const std::vector<JsonSlice>& object_;
};

ExportRow new_row(Type type, const Members& object) {
  ExportRow row;
  row.type = type;
  row.id = object.text("id");
  row.version = object.text("updated_at");
  return row;
}

ExportRow translation_row(const Members& object) {
  std::string of = object.text("source_type");
  std::transform(of.begin(), of.end(), of.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  ExportRow row = new_row(of == "article" ? kTranslation : kSectionTranslation, object);
  row.id = object.text("source_id");
  row.lang = object.locale();
  if (of != "article" && of != "section") row.left_out = "translations of categories";
  return row;
}

ExportRow comment_row(const Members& object) {
  ExportRow row = new_row(kComment, object);
  row.parent = object.text("ticket_id");
  row.other = object.text("author_id");
  if (row.id.empty()) row.id = row.other + " " + object.text("created_at");
  // It never comes near the index. One that does not say is taken for private.
  if (object.text("public") != "true") row.left_out = "private comments";
  return row;
}

}  // namespace

std::optional<ExportRow> ZendeskFormat::row(std::string_view list, std::string_view /*key*/,
                                            const std::vector<JsonSlice>& members) const {
  const Members object(members);
  if (object.has("source_id") && object.has("source_type")) return translation_row(object);
  if (object.has("ticket_id") && (object.has("public") || object.has("author_id")))
    return comment_row(object);
  if (list == "deleted_tickets" || object.has("previous_state")) {
    ExportRow row = new_row(kTicket, object);
    row.version = object.text("deleted_at");
    return row;
  }
  if (object.has("section_id") || (object.has("body") && object.has("locale"))) {
    ExportRow row = new_row(kArticle, object);
    row.lang = object.locale();
    row.parent = object.text("section_id");
    return row;
  }
  if (object.has("requester_id") || (object.has("status") && object.has("subject"))) {
    ExportRow row = new_row(kTicket, object);
    row.other = object.text("requester_id");
    return row;
  }
  if (object.has("category_id") && object.has("name")) return new_row(kSection, object);
  if (list == "users" || (object.has("role") && object.has("email"))) return new_row(kUser, object);
  return std::nullopt;
}

std::vector<int> ZendeskFormat::document_types() const { return {kArticle, kTranslation, kTicket}; }

Result<std::vector<ExportPart>> ZendeskFormat::join(ExportRow row, ExportTable& table) const {
  std::vector<ExportPart> parts;
  const auto add = [&](std::string_view role, std::optional<ExportRow> found) {
    if (found) parts.push_back({role, std::move(*found)});
  };
  if (row.type == kTicket) {
    std::vector<std::string> users = {row.other};
    CALLSIDE_ASSIGN(std::vector<ExportRow> comments, table.children(kComment, row.id));
    add("ticket", std::move(row));
    for (ExportRow& comment : comments) {
      if (std::find(users.begin(), users.end(), comment.other) == users.end()) users.push_back(comment.other);
      add("comment", std::move(comment));
    }
    for (std::size_t i = 0; i < std::min(users.size(), kAuthorLimit); ++i) {
      CALLSIDE_ASSIGN(std::optional<ExportRow> user, table.find(kUser, users[i]));
      add("user", std::move(user));
    }
    return parts;
  }
  const std::string lang = row.lang;
  std::string section = row.parent;
  if (row.type == kArticle) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> translation, table.find(kTranslation, row.id, lang));
    add("article", std::move(row));
    add("translation", std::move(translation));
  } else {
    CALLSIDE_ASSIGN(const std::optional<ExportRow> same, table.find(kArticle, row.id, lang));
    if (same) return parts;
    CALLSIDE_ASSIGN(std::optional<ExportRow> article, table.find(kArticle, row.id));
    if (article) section = article->parent;
    add("translation", std::move(row));
    add("source", std::move(article));
  }
  if (!section.empty()) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> found, table.find(kSection, section));
    add("section", std::move(found));
    CALLSIDE_ASSIGN(std::optional<ExportRow> translated, table.find(kSectionTranslation, section, lang));
    add("section_translation", std::move(translated));
  }
  return parts;
}

int ZendeskFormat::article_type() const { return kArticle; }

std::vector<std::string> ZendeskFormat::linked_ids(std::string_view text) const {
  std::vector<std::string> ids;
  add_linked_ids(text, "articles", ids);
  return ids;
}

bool ZendeskFormat::is_ticket(int type) const { return type == kTicket; }

std::vector<ExportFormat::Orphans> ZendeskFormat::orphans() const {
  return {{kComment, kTicket, "comments whose ticket is not in the export"}};
}

bool ZendeskFormat::is_delta(const std::set<std::string>& envelope_keys) const {
  // Of the incremental exports by cursor, and by time.
  return envelope_keys.contains("end_of_stream") || envelope_keys.contains("end_time");
}

}  // namespace callside
