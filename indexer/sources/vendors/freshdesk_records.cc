#include "indexer/sources/vendors/freshdesk_records.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/vendors/freshdesk_format.h"

namespace callside {

namespace {

constexpr std::string_view kFreshdeskConfig = "freshdesk";

// An article's status.
constexpr std::string_view kDraft = "1";
constexpr std::string_view kPublished = "2";

// A folder's visibility: 1 all users, 2 logged in users, 3 agents, 4 selected companies, 5 bots, 6 and 7
// selected segments of contacts and companies (Freshdesk API v2, Solution Folders). Only 1 and 3 can be
// mapped to audiences without callside.yaml.
constexpr std::string_view kEveryone = "1";
constexpr std::string_view kAgents = "3";

// A member of a folder that lists its readers, and the key in callside.yaml that maps them to audiences.
struct Restriction {
  const char* member;
  const char* key;
  const char* what;
};
constexpr std::array<Restriction, 3> kRestrictions = {{
    {"company_ids", "companies", "the company"},
    {"contact_segment_ids", "contact_segments", "the contact segment"},
    {"company_segment_ids", "company_segments", "the company segment"},
}};

// A conversation's source: an e-mail that was forwarded to somebody else (Freshdesk API v2, Conversations).
constexpr std::string_view kForwarded = "8";
// A ticket's source: an agent opened it (Freshdesk API v2, Tickets).
constexpr std::string_view kOutbound = "10";

Result<void> add_person(const ExportObject& person, std::vector<KnownValue>& known) {
  CALLSIDE_ASSIGN(const std::string name, person.text("name"));
  CALLSIDE_ASSIGN(const std::string email, person.text("email"));
  CALLSIDE_ASSIGN(const std::string address, person.text("address"));
  add_known(known, KnownValue::Kind::name, name);
  add_known(known, KnownValue::Kind::email, email);
  add_known(known, KnownValue::Kind::address, address);
  for (const char* key : {"phone", "mobile"}) {
    CALLSIDE_ASSIGN(const std::string number, person.id(key));
    add_known(known, KnownValue::Kind::telephone, number);
  }
  return ok();
}

// Reads a message's text: the plain form if Freshdesk made one, else HTML.
Result<void> read_text(const ExportObject& object, const char* plain, const char* html,
                       ThreadMessage& message) {
  CALLSIDE_ASSIGN(message.text, object.text(plain));
  if (!message.text.empty()) return ok();
  message.format = TextFormat::html;
  CALLSIDE_ASSIGN(message.text, object.text(html));
  return ok();
}

Result<std::vector<ThreadMessage>> read_messages(const ExportObject& ticket, const std::string& requester,
                                                 const ExportParts& parts) {
  std::vector<ThreadMessage> messages(1);
  CALLSIDE_ASSIGN(const std::string source, ticket.id("source"));
  messages[0].from = source == kOutbound ? ThreadMessage::From::agent : ThreadMessage::From::requester;
  CALLSIDE_ASSIGN(messages[0].at, ticket.text("created_at"));
  CALLSIDE_TRY(read_text(ticket, "description_text", "description", messages[0]));
  std::vector<ExportObject> conversations = parts.all("conversation");
  CALLSIDE_ASSIGN(const std::vector<ExportObject> nested, ticket.objects("conversations"));
  conversations.insert(conversations.end(), nested.begin(), nested.end());
  for (const ExportObject& one : conversations) {
    CALLSIDE_ASSIGN(const bool is_private, one.flag("private", true));
    CALLSIDE_ASSIGN(const std::string kind, one.id("source"));
    if (is_private || kind == kForwarded) continue;
    ThreadMessage message;
    CALLSIDE_ASSIGN(const bool incoming, one.flag("incoming", false));
    CALLSIDE_ASSIGN(const std::string author, one.id("user_id"));
    const bool own = !author.empty() && author == requester;
    message.from = own        ? ThreadMessage::From::requester
                   : incoming ? (author.empty() ? ThreadMessage::From::requester : ThreadMessage::From::other)
                              : ThreadMessage::From::agent;
    CALLSIDE_ASSIGN(message.at, one.text("created_at"));
    CALLSIDE_TRY(read_text(one, "body_text", "body", message));
    messages.push_back(std::move(message));
  }
  return messages;
}

// Freshdesk writes keywords for search engines as one string.
Result<void> add_meta_keywords(const ExportObject& article, std::vector<std::string>& keywords) {
  CALLSIDE_ASSIGN(const auto seo, article.object("seo_data"));
  if (!seo) return ok();
  CALLSIDE_ASSIGN(const std::string line, seo->text("meta_keywords"));
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(',', at), line.size());
    keywords.push_back(collapse(std::string_view(line).substr(at, end - at)));
    at = end + 1;
  }
  return ok();
}

}  // namespace

Result<ExportDocument> FreshdeskRecords::make(const ExportParts& parts) const {
  return parts.has("ticket") ? make_ticket(parts) : make_article(parts);
}

Result<std::vector<std::string>> FreshdeskRecords::audience_of_folder(const ExportObject& folder) const {
  CALLSIDE_ASSIGN(const std::string visibility, folder.id("visibility"));
  const auto* mapped = mapping().find("visibility", visibility);
  std::vector<std::string> audience;
  bool restricted = false;
  for (const Restriction& restriction : kRestrictions) {
    CALLSIDE_ASSIGN(const std::vector<std::string> ids, folder.ids(restriction.member));
    restricted = restricted || !ids.empty();
    for (const std::string& id : ids) {
      // The mapping of the visibility covers readers that have none of their own.
      if (mapped != nullptr && mapping().find(restriction.key, id) == nullptr) continue;
      CALLSIDE_ASSIGN(const auto names,
                      mapped_audience(kFreshdeskConfig, restriction.key, id, restriction.what));
      audience.insert(audience.end(), names.begin(), names.end());
    }
  }
  if (!audience.empty()) return audience;
  if (mapped != nullptr) return *mapped;
  if (!restricted && visibility == kEveryone) return std::vector<std::string>{"public"};
  if (!restricted && visibility == kAgents) return std::vector<std::string>{"internal"};
  return mapped_audience(kFreshdeskConfig, "visibility", visibility, "readers of the visibility");
}

Result<std::vector<std::string>> FreshdeskRecords::audience(const ExportObject& article,
                                                            const ExportParts& parts) const {
  CALLSIDE_ASSIGN(const std::string folder, article.id("folder_id"));
  if (const auto* mapped = mapping().find("folders", folder)) return *mapped;
  if (parts.has("folder")) return audience_of_folder(parts.one("folder"));
  return fail(ErrorCode::invalid_input, "its folder is not in the export, so who may see it is unknown",
              "export the folders too, or write in callside.yaml: freshdesk: {folders: {" + clip(folder, 40) +
                  ": internal}}");
}

Result<ExportDocument> FreshdeskRecords::make_article(const ExportParts& parts) const {
  ExportDocument document(Kind::article);
  const ExportObject article = parts.one("article");
  CALLSIDE_ASSIGN(std::string id, article.id("id"));
  CALLSIDE_ASSIGN(const std::string locale, article.text("language"));
  CALLSIDE_ASSIGN(std::string lang,
                  locale.empty() ? Result<std::string>(std::string()) : read_language(locale));
  CALLSIDE_ASSIGN(const std::string status, article.id("status"));
  if (status == kDraft) {
    document.remove(std::move(id), std::move(lang), kDrafts);
    return document;
  }
  if (status != kPublished) {
    return fail(ErrorCode::invalid_input, "its status is neither 1 (draft) nor 2 (published)",
                "export it again, exactly as the vendor's API returns it");
  }
  document.set("id", std::move(id));
  document.set("lang", std::move(lang));
  CALLSIDE_ASSIGN(std::string title, article.text("title"));
  document.set_text("title", std::move(title));
  CALLSIDE_ASSIGN(std::string body, article.text("description"));
  CALLSIDE_ASSIGN(std::string plain, article.text("description_text"));
  document.set("format", body.empty() && !plain.empty() ? "text" : "html");
  document.set_text("body", body.empty() ? std::move(plain) : std::move(body));
  CALLSIDE_ASSIGN(std::vector<std::string> keywords, article.texts("tags"));
  CALLSIDE_TRY(add_meta_keywords(article, keywords));
  document.set("keywords", std::move(keywords));
  CALLSIDE_ASSIGN(std::string url, article.text("url"));
  document.set("url", std::move(url));
  CALLSIDE_ASSIGN(std::string day, article.day("updated_at"));
  document.set("updated", std::move(day));
  CALLSIDE_ASSIGN(std::vector<std::string> readers, audience(article, parts));
  document.set("audience", std::move(readers));
  return document;
}

Result<std::string> FreshdeskRecords::article_field(const ExportObject& ticket) const {
  const std::string field = mapping().one("article_field");
  CALLSIDE_ASSIGN(const auto fields, ticket.object("custom_fields"));
  return field.empty() || !fields ? Result<std::string>(std::string()) : fields->id(field.c_str());
}

Result<ExportDocument> FreshdeskRecords::make_ticket(const ExportParts& parts) const {
  ExportDocument document(Kind::ticket);
  const ExportObject ticket = parts.one("ticket");
  CALLSIDE_ASSIGN(std::string id, ticket.id("id"));
  CALLSIDE_ASSIGN(const bool deleted, ticket.flag("deleted", false));
  CALLSIDE_ASSIGN(const bool spam, ticket.flag("spam", false));
  CALLSIDE_ASSIGN(const std::string status, ticket.id("status"));
  const bool resolved = is_resolved(status, {"4", "5"});
  if (deleted || spam || !resolved) {
    document.remove(std::move(id), "", deleted ? "deleted tickets" : spam ? "spam tickets" : "open tickets");
    return document;
  }
  std::vector<KnownValue>& known = document.given.known_values;
  CALLSIDE_TRY(add_person(ticket, known));
  CALLSIDE_ASSIGN(const auto requester, ticket.object("requester"));
  if (requester) CALLSIDE_TRY(add_person(*requester, known));
  if (parts.has("contact")) CALLSIDE_TRY(add_person(parts.one("contact"), known));
  CALLSIDE_ASSIGN(std::string subject_ref, ticket.id("requester_id"));
  CALLSIDE_ASSIGN(std::vector<ThreadMessage> messages, read_messages(ticket, subject_ref, parts));
  CALLSIDE_ASSIGN(Thread thread, read_thread(std::move(messages)));
  if (thread.resolution.blocks.empty()) {
    document.remove_unanswered(std::move(id), parts.has("conversation") || ticket.has("conversations"));
    return document;
  }
  document.set("id", std::move(id));
  document.set("subject_ref", std::move(subject_ref));
  CALLSIDE_ASSIGN(std::string subject, ticket.text("subject"));
  document.set_text("subject", std::move(subject));
  CALLSIDE_ASSIGN(const std::string field, article_field(ticket));
  document.set("article", article_of_ticket(field, thread.answers, FreshdeskFormat(), parts));
  document.given.question = std::move(thread.question);
  document.given.resolution = std::move(thread.resolution);
  std::string day;
  CALLSIDE_ASSIGN(const auto stats, ticket.object("stats"));
  if (stats) {
    CALLSIDE_ASSIGN(day, stats->day("resolved_at"));
  }
  if (day.empty()) {
    CALLSIDE_ASSIGN(day, ticket.day("updated_at"));
  }
  document.set("closed", std::move(day));
  CALLSIDE_ASSIGN(const std::string product_id, ticket.id("product_id"));
  CALLSIDE_ASSIGN(std::string product, mapped_name(kFreshdeskConfig, "products", product_id, false));
  document.set("product", std::move(product));
  return document;
}

}  // namespace callside
