#include "indexer/sources/vendors/zammad_format.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/sources/vendors/slice_members.h"

namespace callside {

namespace {

enum ZammadType : int {
  kZammadAnswer = 1,
  kZammadTranslation,
  kZammadContent,
  kZammadCategory,
  kZammadKbLocale,
  kZammadLocale,
  kZammadTicket,
  kZammadMessage,
  kZammadState,
  kZammadUser
};

// The deepest nesting of categories that is followed; beyond it they must form a cycle.
constexpr int kCategoryDepth = 32;

struct ClassName {
  std::string_view name;
  ZammadType type;
};
constexpr std::array<ClassName, 10> kClasses = {{
    {"KnowledgeBaseAnswer", kZammadAnswer},
    {"KnowledgeBaseAnswerTranslation", kZammadTranslation},
    {"KnowledgeBaseAnswerTranslationContent", kZammadContent},
    {"KnowledgeBaseCategory", kZammadCategory},
    {"KnowledgeBaseLocale", kZammadKbLocale},
    {"Locale", kZammadLocale},
    {"Ticket", kZammadTicket},
    {"TicketArticle", kZammadMessage},
    {"TicketState", kZammadState},
    {"User", kZammadUser},
}};

// Returns the type of an object in a list that is not named after a class.
std::optional<ZammadType> type_by_members(const SliceMembers& object) {
  if (object.has("ticket_id")) return kZammadMessage;
  if (object.has("answer_id")) return kZammadTranslation;
  if (object.has("system_locale_id")) return kZammadKbLocale;
  if (object.has("state_type_id")) return kZammadState;
  if (object.has("number") && (object.has("state") || object.has("state_id"))) return kZammadTicket;
  if (object.has("locale") && object.has("alias")) return kZammadLocale;
  if (object.has("login") || object.has("firstname")) return kZammadUser;
  if (object.has("category_id") && object.has("translation_ids")) return kZammadAnswer;
  if (object.has("knowledge_base_id") && object.has("answer_ids")) return kZammadCategory;
  return std::nullopt;
}

std::optional<ZammadType> type_of(std::string_view list, const SliceMembers& object) {
  const auto known =
      std::find_if(kClasses.begin(), kClasses.end(), [&](const ClassName& one) { return one.name == list; });
  if (known != kClasses.end()) return known->type;
  // The list is named after another class, whose objects may resemble one of these.
  if (!list.empty() && is_ascii_upper(list.front())) return std::nullopt;
  return type_by_members(object);
}

}  // namespace

ZammadFormat::ZammadFormat()
    : ExportFormat({.documents = {kZammadTranslation, kZammadTicket},
                    .article = kZammadAnswer,
                    .ticket = kZammadTicket,
                    .orphans = {{kZammadMessage, kZammadTicket,
                                 "ticket articles whose ticket is not in the export"}}}) {}

std::vector<ExportRow> ZammadFormat::rows(std::string_view list,
                                          const std::vector<JsonSlice>& members) const {
  const SliceMembers object(members);
  const auto type = type_of(list, object);
  if (!type) return {};
  ExportRow row = object.row(*type);
  switch (*type) {
    case kZammadAnswer:
      row.parent = object.text("category_id");
      break;
    case kZammadTranslation:
      row.parent = object.text("answer_id");
      row.other = object.text("content_id");
      row.lang = object.text("kb_locale_id");
      break;
    case kZammadCategory:
      row.parent = object.text("parent_id");
      break;
    case kZammadKbLocale:
      row.other = object.text("system_locale_id");
      break;
    case kZammadTicket:
      row.parent = object.text("state_id");
      row.other = object.text("customer_id");
      break;
    case kZammadMessage:
      row.parent = object.text("ticket_id");
      // Internal articles are never read. An article without the flag counts as internal.
      if (object.text("internal") != "false") row.left_out = "internal ticket articles";
      break;
    default:
      break;
  }
  return {row};
}

Result<std::vector<ExportPart>> ZammadFormat::join(ExportRow row, ExportTable& table) const {
  std::vector<ExportPart> parts;
  const auto add = [&](std::string_view role, std::optional<ExportRow> found) {
    if (found) parts.push_back({role, std::move(*found)});
  };
  const ExportRow main = row;
  add(main.type == kZammadTicket ? "ticket" : "translation", std::move(row));
  if (main.type == kZammadTicket) {
    CALLSIDE_ASSIGN(std::vector<ExportRow> messages, table.children(kZammadMessage, main.id));
    for (ExportRow& message : messages) parts.push_back({"message", std::move(message)});
    CALLSIDE_ASSIGN(std::optional<ExportRow> state, table.find(kZammadState, main.parent));
    add("state", std::move(state));
    CALLSIDE_ASSIGN(std::optional<ExportRow> customer, table.find(kZammadUser, main.other));
    add("customer", std::move(customer));
    return parts;
  }
  CALLSIDE_ASSIGN(std::optional<ExportRow> answer, table.find(kZammadAnswer, main.parent));
  std::string category = answer ? answer->parent : std::string();
  add("answer", std::move(answer));
  CALLSIDE_ASSIGN(std::optional<ExportRow> content, table.find(kZammadContent, main.other));
  add("content", std::move(content));
  CALLSIDE_ASSIGN(std::optional<ExportRow> kb_locale, table.find(kZammadKbLocale, main.lang));
  const std::string system_locale = kb_locale ? kb_locale->other : std::string();
  add("kb_locale", std::move(kb_locale));
  CALLSIDE_ASSIGN(std::optional<ExportRow> locale, table.find(kZammadLocale, system_locale));
  add("locale", std::move(locale));
  for (int depth = 0; depth < kCategoryDepth && !category.empty(); ++depth) {
    CALLSIDE_ASSIGN(std::optional<ExportRow> found, table.find(kZammadCategory, category));
    category = found ? found->parent : std::string();
    add("category", std::move(found));
  }
  return parts;
}

// Links to an answer are ".../#knowledge_base/1/locale/en-us/answer/17" for agents and
// ".../help/en-us/3-payments/17-refund" for readers.
std::vector<std::string> ZammadFormat::linked_ids(std::string_view text) const {
  std::vector<std::string> ids;
  add_linked_ids(text, "answer", ids);
  constexpr std::string_view kHelp = "help";
  constexpr std::size_t kAddressBytes = 500;
  for (std::size_t at = text.find(kHelp); at != std::string_view::npos; at = text.find(kHelp, at + 1)) {
    const std::string_view rest = text.substr(at, kAddressBytes);
    const std::string_view path = rest.substr(0, rest.find_first_of(" \"<>\n\t)"));
    // help / locale / category / answer
    std::size_t part = 0;
    for (int i = 0; i < 3 && part != std::string_view::npos; ++i)
      part = path.find('/', part == 0 ? 0 : part + 1);
    if (part == std::string_view::npos || part + 1 >= path.size()) continue;
    add_linked_ids("answer/" + std::string(path.substr(part + 1)), "answer", ids);
  }
  return ids;
}

}  // namespace callside
