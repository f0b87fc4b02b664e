#include "indexer/sources/vendors/zendesk_records.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/sources/record_values.h"
#include "indexer/sources/vendors/zendesk_format.h"

namespace callside {

namespace {

constexpr std::string_view kZendeskConfig = "zendesk";

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// Returns the first of these members that is not empty.
Result<std::string> first_text(const ExportObject& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    CALLSIDE_ASSIGN(std::string text, object.text(key));
    if (!text.empty()) return text;
  }
  return std::string();
}

// Adds the section's name in the article's language as a keyword.
Result<void> add_section(const ExportParts& parts, const std::string& locale,
                         std::vector<std::string>& keywords) {
  std::string name;
  if (parts.has("section_translation")) {
    CALLSIDE_ASSIGN(name, parts.one("section_translation").text("title"));
  } else if (parts.has("section")) {
    CALLSIDE_ASSIGN(const std::string section_locale, parts.one("section").text("locale"));
    if (section_locale == locale) {
      CALLSIDE_ASSIGN(name, parts.one("section").text("name"));
    }
  }
  if (!name.empty()) keywords.push_back(std::move(name));
  return ok();
}

// Returns true if Zendesk marks the translation as older than its source, either on the translation itself or
// on its article.
Result<bool> is_outdated(const ExportObject& version, const std::optional<ExportObject>& article,
                         const std::string& locale) {
  CALLSIDE_ASSIGN(const bool outdated, version.flag("outdated", false));
  if (outdated || !article) return outdated;
  CALLSIDE_ASSIGN(const std::vector<std::string> locales, article->texts("outdated_locales"));
  return holds(locales, locale);
}

// The people of a ticket, by user id.
struct People {
  std::string requester;
  std::vector<std::string> others;  // copied in
  std::map<std::string, std::string> roles;

  ThreadMessage::From sender_of(const std::string& author) const {
    if (author == requester) return ThreadMessage::From::requester;
    const auto role = roles.find(author);
    if (role != roles.end()) {
      return role->second == "agent" || role->second == "admin" ? ThreadMessage::From::agent
                                                                : ThreadMessage::From::other;
    }
    // Zendesk's own notices have author -1.
    if (author.empty() || author.front() == '-' || holds(others, author)) return ThreadMessage::From::other;
    return ThreadMessage::From::agent;
  }
};

Result<People> read_people(const ExportObject& ticket, const ExportParts& parts,
                           std::vector<KnownValue>& known) {
  People people;
  CALLSIDE_ASSIGN(people.requester, ticket.id("requester_id"));
  for (const char* key : {"collaborator_ids", "email_cc_ids"}) {
    CALLSIDE_ASSIGN(const std::vector<std::string> ids, ticket.ids(key));
    people.others.insert(people.others.end(), ids.begin(), ids.end());
  }
  for (const ExportObject& user : parts.all("user")) {
    CALLSIDE_ASSIGN(const std::string id, user.id("id"));
    CALLSIDE_ASSIGN(const std::string role, user.text("role"));
    if (!role.empty()) people.roles[id] = role;
    if (id != people.requester && role != "end-user") continue;
    CALLSIDE_ASSIGN(const std::string name, user.text("name"));
    CALLSIDE_ASSIGN(const std::string email, user.text("email"));
    CALLSIDE_ASSIGN(const std::string phone, user.id("phone"));
    add_known(known, KnownValue::Kind::name, name);
    add_known(known, KnownValue::Kind::email, email);
    add_known(known, KnownValue::Kind::telephone, phone);
  }
  return people;
}

// Adds the sender's name, address and telephone number from via.source.from.
Result<void> add_sender(const ExportObject& object, std::vector<KnownValue>& known) {
  CALLSIDE_ASSIGN(const auto via, object.object("via"));
  if (!via) return ok();
  CALLSIDE_ASSIGN(const auto source, via->object("source"));
  if (!source) return ok();
  CALLSIDE_ASSIGN(const auto from, source->object("from"));
  if (!from) return ok();
  CALLSIDE_ASSIGN(const std::string name, from->text("name"));
  CALLSIDE_ASSIGN(const std::string address, from->text("address"));
  CALLSIDE_ASSIGN(const std::string phone, from->id("phone"));
  add_known(known, KnownValue::Kind::name, name);
  add_known(known, KnownValue::Kind::email, address);
  add_known(known, KnownValue::Kind::telephone, phone);
  return ok();
}

Result<std::vector<ThreadMessage>> read_messages(const std::vector<ExportObject>& comments,
                                                 const People& people, std::vector<KnownValue>& known) {
  std::vector<ThreadMessage> messages;
  for (const ExportObject& comment : comments) {
    CALLSIDE_ASSIGN(const bool is_public, comment.flag("public", false));
    if (!is_public) continue;
    ThreadMessage message;
    CALLSIDE_ASSIGN(const std::string author, comment.id("author_id"));
    message.from = people.sender_of(author);
    if (message.from != ThreadMessage::From::agent) CALLSIDE_TRY(add_sender(comment, known));
    CALLSIDE_ASSIGN(message.at, comment.text("created_at"));
    CALLSIDE_ASSIGN(message.text, first_text(comment, {"body", "plain_body"}));
    if (message.text.empty()) {
      CALLSIDE_ASSIGN(message.text, comment.text("html_body"));
      message.format = TextFormat::html;
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace

Result<ExportDocument> ZendeskRecords::make(const ExportParts& parts) const {
  return parts.has("ticket") ? make_ticket(parts) : make_article(parts);
}

Result<std::vector<std::string>> ZendeskRecords::audience(const ExportObject& article) const {
  std::vector<std::string> audience;
  CALLSIDE_ASSIGN(std::vector<std::string> segments, article.ids("user_segment_ids"));
  CALLSIDE_ASSIGN(const std::string segment, article.id("user_segment_id"));
  if (!segment.empty() && !holds(segments, segment)) segments.push_back(segment);
  for (const std::string& one : segments) {
    CALLSIDE_ASSIGN(const auto names, mapped_audience(kZendeskConfig, "segments", one, "the user segment"));
    audience.insert(audience.end(), names.begin(), names.end());
  }
  if (!segments.empty()) return audience;
  // A null segment means everyone. A record without the key gets the default audience.
  const std::vector<std::string> keys = article.keys();
  if (!holds(keys, "user_segment_id") && !holds(keys, "user_segment_ids")) return audience;
  const auto* everyone = mapping().find("everyone", "");
  return everyone != nullptr ? *everyone : std::vector<std::string>{"public"};
}

Result<ExportDocument> ZendeskRecords::make_article(const ExportParts& parts) const {
  ExportDocument document(Kind::article);
  const bool own = parts.has("article");
  if (!own && !parts.has("source")) {
    return fail(ErrorCode::invalid_input,
                "the article of this translation is not in the export, so who may see it is unknown",
                "export the articles too, into the same folder");
  }
  const ExportObject article = parts.one(own ? "article" : "source");
  const ExportObject version = parts.one(parts.has("translation") ? "translation" : "article");
  CALLSIDE_ASSIGN(std::string id, article.id("id"));
  CALLSIDE_ASSIGN(const std::string locale, version.text("locale"));
  CALLSIDE_ASSIGN(std::string lang,
                  locale.empty() ? Result<std::string>(std::string()) : read_language(locale));

  // Each language version has a draft flag of its own. The article's flag is that of its own locale.
  CALLSIDE_ASSIGN(const bool draft, version.flag("draft", false));
  CALLSIDE_ASSIGN(const bool own_draft, own ? article.flag("draft", false) : Result<bool>(false));
  if (draft || own_draft) {
    document.remove(std::move(id), std::move(lang), kDrafts);
    return document;
  }
  document.set("id", std::move(id));
  document.set("lang", std::move(lang));
  CALLSIDE_ASSIGN(std::string title, version.text("title"));
  CALLSIDE_ASSIGN(std::string body, version.text("body"));
  document.set_text("title", std::move(title));
  document.set_text("body", std::move(body));
  document.set("format", "html");
  CALLSIDE_ASSIGN(std::string url, version.text("html_url"));
  if (url.empty() && own) {
    CALLSIDE_ASSIGN(url, article.text("html_url"));
  }
  document.set("url", std::move(url));
  CALLSIDE_ASSIGN(std::vector<std::string> keywords, article.texts("label_names"));
  CALLSIDE_TRY(add_section(parts, locale, keywords));
  document.set("keywords", std::move(keywords));
  CALLSIDE_ASSIGN(std::vector<std::string> readers, audience(article));
  document.set("audience", std::move(readers));
  CALLSIDE_ASSIGN(std::string day, version.day("edited_at"));
  if (day.empty()) {
    CALLSIDE_ASSIGN(day, version.day("updated_at"));
  }
  document.set("updated", std::move(day));
  CALLSIDE_ASSIGN(std::string source_locale, article.text("source_locale"));
  document.set("source_lang", std::move(source_locale));
  CALLSIDE_ASSIGN(const bool outdated, is_outdated(version, article, locale));
  if (outdated) {
    // Overrides the default.
    document.set("confidence", "not_validated");
    document.given.outdated = true;
    document.warn("Zendesk marks this translation as outdated",
                  "translate it again; until then it counts as not validated", Remark::Topic::outdated);
  }
  return document;
}

Result<std::string> ZendeskRecords::article_field(const ExportObject& ticket) const {
  const std::string field = mapping().one("article_field");
  if (field.empty()) return std::string();
  CALLSIDE_ASSIGN(const std::vector<ExportObject> fields, ticket.objects("custom_fields"));
  for (const ExportObject& one : fields) {
    CALLSIDE_ASSIGN(const std::string id, one.id("id"));
    if (id != field) continue;
    CALLSIDE_ASSIGN(std::string value, one.id("value"));
    if (!value.empty()) return value;
  }
  return std::string();
}

Result<ExportDocument> ZendeskRecords::make_ticket(const ExportParts& parts) const {
  ExportDocument document(Kind::ticket);
  const ExportObject ticket = parts.one("ticket");
  CALLSIDE_ASSIGN(std::string id, ticket.id("id"));
  CALLSIDE_ASSIGN(const std::string status, ticket.text("status"));
  if (status == "deleted" || ticket.has("deleted_at")) {
    document.remove(std::move(id), "", "deleted tickets");
    return document;
  }
  if (!is_resolved(status, {"solved", "closed"})) {
    document.remove(std::move(id), "", "open tickets");
    return document;
  }
  std::vector<KnownValue>& known = document.given.known_values;
  CALLSIDE_TRY(add_sender(ticket, known));
  CALLSIDE_ASSIGN(const People people, read_people(ticket, parts, known));
  std::vector<ExportObject> comments = parts.all("comment");
  CALLSIDE_ASSIGN(const std::vector<ExportObject> nested, ticket.objects("comments"));
  comments.insert(comments.end(), nested.begin(), nested.end());
  CALLSIDE_ASSIGN(std::vector<ThreadMessage> messages, read_messages(comments, people, known));
  CALLSIDE_ASSIGN(Thread thread, read_thread(std::move(messages)));
  if (thread.resolution.blocks.empty()) {
    document.remove_unanswered(std::move(id), parts.has("comment") || ticket.has("comments"));
    return document;
  }
  document.set("id", std::move(id));
  CALLSIDE_ASSIGN(std::string subject, first_text(ticket, {"subject", "raw_subject"}));
  document.set_text("subject", std::move(subject));
  CALLSIDE_ASSIGN(const std::string field, article_field(ticket));
  document.set("article", article_of_ticket(field, thread.answers, ZendeskFormat(), parts));
  document.given.question = std::move(thread.question);
  document.given.resolution = std::move(thread.resolution);
  CALLSIDE_ASSIGN(std::string day, ticket.day("updated_at"));
  document.set("closed", std::move(day));
  CALLSIDE_ASSIGN(const std::string brand_id, ticket.id("brand_id"));
  CALLSIDE_ASSIGN(std::string brand, mapped_name(kZendeskConfig, "brands", brand_id, true));
  document.set("brand", std::move(brand));
  document.set("subject_ref", people.requester);
  return document;
}

}  // namespace callside
