#include "indexer/sources/vendors/zammad_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/base/moment.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/vendors/zammad_format.h"

namespace callside {

namespace {

constexpr std::string_view kZammadConfig = "zammad";
// Length of "2026-10-01T09:30:00", without fractions and zone. Zammad's times are always in UTC.
constexpr std::size_t kSecondsLength = 19;
// The id of the state "closed" in a new installation (Zammad, db/seeds).
constexpr std::string_view kClosedId = "4";

tl::unexpected<Error> refuse_record(std::string reason, std::string hint) {
  return fail(ErrorCode::invalid_input, std::move(reason), std::move(hint));
}

// The sender ids are those of a new installation (Zammad, db/seeds).
Result<ThreadMessage::From> sender_of(const ExportObject& message) {
  CALLSIDE_ASSIGN(const std::string name, message.text("sender"));
  CALLSIDE_ASSIGN(const std::string id, message.id("sender_id"));
  if (name == "Agent" || (name.empty() && id == "1")) return ThreadMessage::From::agent;
  if (name == "Customer" || (name.empty() && id == "2")) return ThreadMessage::From::requester;
  return ThreadMessage::From::other;
}

// Adds the name and address in "Ana Novak <ana.novak@example.org>".
void add_mailbox(const std::string& mailbox, std::vector<KnownValue>& known) {
  const std::size_t begin = mailbox.rfind('<');
  if (begin == std::string::npos) {
    if (mailbox.find('@') != std::string::npos) add_known(known, KnownValue::Kind::email, mailbox);
    return;
  }
  std::string name = mailbox.substr(0, begin);
  name.erase(std::remove(name.begin(), name.end(), '"'), name.end());
  add_known(known, KnownValue::Kind::name, name);
  const std::size_t end = std::min(mailbox.find('>', begin), mailbox.size());
  add_known(known, KnownValue::Kind::email, mailbox.substr(begin + 1, end - begin - 1));
}

Result<void> add_customer(const ExportObject& user, std::vector<KnownValue>& known) {
  CALLSIDE_ASSIGN(const std::string first, user.text("firstname"));
  CALLSIDE_ASSIGN(const std::string last, user.text("lastname"));
  add_known(known, KnownValue::Kind::name, first + " " + last);
  CALLSIDE_ASSIGN(const std::string email, user.text("email"));
  add_known(known, KnownValue::Kind::email, email);
  for (const char* key : {"phone", "mobile", "fax"}) {
    CALLSIDE_ASSIGN(const std::string number, user.id(key));
    add_known(known, KnownValue::Kind::telephone, number);
  }
  CALLSIDE_ASSIGN(const std::string street, user.text("street"));
  CALLSIDE_ASSIGN(const std::string zip, user.id("zip"));
  CALLSIDE_ASSIGN(const std::string city, user.text("city"));
  CALLSIDE_ASSIGN(const std::string address, user.text("address"));
  if (!street.empty()) add_known(known, KnownValue::Kind::address, street + ", " + zip + " " + city);
  add_known(known, KnownValue::Kind::address, address);
  return ok();
}

Result<std::vector<ThreadMessage>> read_messages(const ExportParts& parts, std::vector<KnownValue>& known) {
  std::vector<ThreadMessage> messages;
  for (const ExportObject& one : parts.all("message")) {
    CALLSIDE_ASSIGN(const bool internal, one.flag("internal", true));
    if (internal) continue;
    ThreadMessage message;
    CALLSIDE_ASSIGN(message.from, sender_of(one));
    if (message.from == ThreadMessage::From::requester) {
      CALLSIDE_ASSIGN(const std::string from, one.text("from"));
      add_mailbox(from, known);
    }
    CALLSIDE_ASSIGN(message.at, one.text("created_at"));
    CALLSIDE_ASSIGN(message.text, one.text("body"));
    CALLSIDE_ASSIGN(const std::string type, one.text("content_type"));
    message.format = type == "text/plain" ? TextFormat::text : TextFormat::html;
    messages.push_back(std::move(message));
  }
  return messages;
}

// Returns true if only some roles may see the category: it has permissions, its own or inherited ones.
Result<bool> is_restricted(const ExportObject& category) {
  for (const char* key : {"permissions_effective", "permissions"}) {
    if (!category.has(key)) continue;
    CALLSIDE_ASSIGN(const std::vector<ExportObject> permissions, category.objects(key));
    if (!permissions.empty()) return true;
  }
  CALLSIDE_ASSIGN(const std::vector<std::string> ids, category.ids("permission_ids"));
  return !ids.empty();
}

}  // namespace

ZammadRecords::ZammadRecords(const NativeRecords& records, SourceMapping mapping)
    : ExportRecords(records, std::move(mapping)), now_(now_utc()) {}

bool ZammadRecords::is_past(const std::string& time) const {
  return !time.empty() && time.substr(0, kSecondsLength) <= now_.substr(0, kSecondsLength);
}

Result<ExportDocument> ZammadRecords::make(const ExportParts& parts) const {
  return parts.has("ticket") ? make_ticket(parts) : make_article(parts);
}

Result<std::string> ZammadRecords::language(const ExportParts& parts) const {
  if (!parts.has("kb_locale")) {
    return refuse_record("the locale of its knowledge base is not in the export",
                         "export KnowledgeBaseLocale too");
  }
  CALLSIDE_ASSIGN(const std::string id, parts.one("kb_locale").id("system_locale_id"));
  if (const auto* name = mapping().find("locales", id)) return read_language(name->front());
  if (parts.has("locale")) {
    CALLSIDE_ASSIGN(const std::string code, parts.one("locale").text("locale"));
    if (!code.empty()) return read_language(code);
  }
  return refuse_record(
      "callside.yaml does not map the system locale " + in_quotes(id) + " to a language",
      "add it there, for example zammad: {locales: {" + clip(id, 40) + ": en-us}}, or export Locale too");
}

Result<std::vector<std::string>> ZammadRecords::audience(const ExportObject& answer, const ExportParts& parts,
                                                         bool published) const {
  CALLSIDE_ASSIGN(const std::string own, answer.id("category_id"));
  const std::vector<ExportObject> categories = parts.all("category");
  std::vector<std::string> ids = {own};
  bool restricted = false;
  for (const ExportObject& category : categories) {
    CALLSIDE_ASSIGN(const bool one, is_restricted(category));
    CALLSIDE_ASSIGN(const std::string id, category.id("id"));
    restricted = restricted || one;
    ids.push_back(id);
  }
  std::vector<std::string> audience = {published ? "public" : "internal"};
  const auto mapped = std::find_if(ids.begin(), ids.end(), [&](const std::string& id) {
    return mapping().find("categories", id) != nullptr;
  });
  if (mapped != ids.end()) {
    audience = *mapping().find("categories", *mapped);
    // An answer that is not published is not public, whatever its category.
    if (!published) std::erase(audience, "public");
    if (audience.empty()) audience = {"internal"};
    return audience;
  }
  if (restricted) return mapped_audience(kZammadConfig, "categories", own, "the roles of the category");
  if (categories.empty()) {
    return refuse_record(
        "its category is not in the export, so who may see it is unknown",
        "export KnowledgeBaseCategory too, or write in callside.yaml: zammad: {categories: {" +
            clip(own, 40) + ": internal}}");
  }
  return audience;
}

Result<ExportDocument> ZammadRecords::make_article(const ExportParts& parts) const {
  ExportDocument document(Kind::article);
  const ExportObject translation = parts.one("translation");
  CALLSIDE_ASSIGN(std::string id, translation.id("answer_id"));
  if (!parts.has("answer")) {
    return refuse_record("the answer of this translation is not in the export, so who may see it is unknown",
                         "export KnowledgeBaseAnswer too");
  }
  const ExportObject answer = parts.one("answer");
  CALLSIDE_ASSIGN(const std::string archived_at, answer.text("archived_at"));
  CALLSIDE_ASSIGN(const std::string published_at, answer.text("published_at"));
  CALLSIDE_ASSIGN(const std::string internal_at, answer.text("internal_at"));
  CALLSIDE_ASSIGN(std::string lang, language(parts));
  const bool archived = is_past(archived_at);
  const bool published = !archived && is_past(published_at);
  if (!archived && !published && !is_past(internal_at)) {
    document.remove(std::move(id), std::move(lang), kDrafts);
    return document;
  }
  if (!parts.has("content")) {
    return refuse_record("its text is not in the export", "export KnowledgeBaseAnswerTranslationContent too");
  }
  document.set("id", std::move(id));
  document.set("lang", std::move(lang));
  CALLSIDE_ASSIGN(std::string title, translation.text("title"));
  document.set_text("title", std::move(title));
  CALLSIDE_ASSIGN(std::string body, parts.one("content").text("body"));
  document.set_text("body", std::move(body));
  document.set("format", "html");
  CALLSIDE_ASSIGN(std::vector<std::string> tags, answer.texts("tags"));
  document.set("keywords", std::move(tags));
  CALLSIDE_ASSIGN(std::vector<std::string> readers, audience(answer, parts, published));
  document.set("audience", std::move(readers));
  if (archived) document.set("confidence", "archived");
  if (!archived && !archived_at.empty()) {
    CALLSIDE_ASSIGN(std::string until, answer.day("archived_at"));
    document.set("valid_until", std::move(until));
  }
  CALLSIDE_ASSIGN(std::string day, translation.day("updated_at"));
  document.set("updated", std::move(day));
  return document;
}

Result<std::string> ZammadRecords::article_field(const ExportObject& ticket) const {
  const std::string field = mapping().one("article_field");
  return field.empty() ? Result<std::string>(std::string()) : ticket.id(field.c_str());
}

Result<ExportDocument> ZammadRecords::make_ticket(const ExportParts& parts) const {
  ExportDocument document(Kind::ticket);
  const ExportObject ticket = parts.one("ticket");
  CALLSIDE_ASSIGN(std::string id, ticket.id("number"));
  if (id.empty()) {
    CALLSIDE_ASSIGN(id, ticket.id("id"));
  }
  // An export with "expand" has the names of states beside their ids.
  CALLSIDE_ASSIGN(std::string state, ticket.text("state"));
  if (state.empty() && parts.has("state")) {
    CALLSIDE_ASSIGN(state, parts.one("state").text("name"));
  }
  CALLSIDE_ASSIGN(const std::string state_id, ticket.id("state_id"));
  if (state.empty()) state = state_id == kClosedId ? "closed" : state_id;
  if (!is_resolved(state, {"closed"})) {
    const bool is_removed = state == "merged" || state == "removed";
    document.remove(std::move(id), "", is_removed ? "merged or removed tickets" : "open tickets");
    return document;
  }
  std::vector<KnownValue>& known = document.given.known_values;
  if (parts.has("customer")) CALLSIDE_TRY(add_customer(parts.one("customer"), known));
  CALLSIDE_ASSIGN(std::vector<ThreadMessage> messages, read_messages(parts, known));
  CALLSIDE_ASSIGN(Thread thread, read_thread(std::move(messages)));
  if (thread.resolution.blocks.empty()) {
    document.remove_unanswered(std::move(id), parts.has("message"));
    return document;
  }
  document.set("id", std::move(id));
  CALLSIDE_ASSIGN(std::string title, ticket.text("title"));
  document.set_text("subject", std::move(title));
  CALLSIDE_ASSIGN(const std::string field, article_field(ticket));
  document.set("article", article_of_ticket(field, thread.answers, ZammadFormat(), parts));
  document.given.question = std::move(thread.question);
  document.given.resolution = std::move(thread.resolution);
  CALLSIDE_ASSIGN(std::string day, ticket.day(ticket.has("close_at") ? "close_at" : "updated_at"));
  document.set("closed", std::move(day));
  CALLSIDE_ASSIGN(std::string customer, ticket.id("customer_id"));
  document.set("subject_ref", std::move(customer));
  return document;
}

}  // namespace callside
