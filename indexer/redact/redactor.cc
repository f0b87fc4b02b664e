#include "indexer/redact/redactor.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "indexer/redact/finder.h"
#include "indexer/redact/rule_matcher.h"
#include "indexer/redact/ticket_text.h"

namespace callside {
namespace {

bool names_a_person(std::string_view id) {
  const auto spans = Finder().find(id, {}, nullptr);
  return spans && std::ranges::any_of(*spans, [id](const PersonalSpan& span) {
           switch (span.kind) {
             case PersonalKind::email:
             case PersonalKind::iban:
               return true;
             case PersonalKind::telephone:
               return id[span.begin] == '+';
             default:
               return false;
           }
         });
}

bool is_suspect_in_articles(PersonalKind kind) {
  return kind == PersonalKind::card || kind == PersonalKind::national_id || kind == PersonalKind::secret;
}

// Articles contain "the password is over" and "letter in July 2026". Only values with other characters than
// letters, and that are not years, deserve a warning.
bool is_prose(std::string_view value) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool letters = std::ranges::none_of(value, [&](char c) {
    return is_digit(c) ||
           (static_cast<unsigned char>(c) < 0x80 && std::ispunct(static_cast<unsigned char>(c)));
  });
  const bool year = value.size() == 4 && std::ranges::all_of(value, is_digit) &&
                    (value.starts_with("19") || value.starts_with("20"));
  return letters || year;
}

// Returns the last run of letters and digits on the last line of a text.
std::string_view last_word(std::string_view text) {
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
  };
  while (!text.empty() && !is_word(text.back()) && text.back() != '\n') text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin);
}

}  // namespace

Result<Redactor> Redactor::create(std::span<const RedactionRule> rules) {
  Redactor redactor;
  if (rules.empty()) return redactor;
  CALLSIDE_ASSIGN(RuleMatcher matcher, RuleMatcher::create(rules));
  redactor.rules_ = std::make_shared<const RuleMatcher>(std::move(matcher));
  return redactor;
}

std::vector<PersonalSpan> Redactor::find(std::string_view text) const {
  // Only rules can fail.
  return Finder().find(text, {}, nullptr).value_or(std::vector<PersonalSpan>());
}

RedactionCounts Redactor::redact(std::string& text) const {
  RedactionCounts counts;
  const std::vector<PersonalSpan> spans = find(text);
  if (spans.empty()) return counts;
  std::string redacted;
  std::size_t copied = 0;
  for (const PersonalSpan& span : spans) {
    redacted.append(text, copied, span.begin - copied).append(info_of(span.kind).mark);
    copied = span.end;
    counts.add(span.kind);
  }
  redacted.append(text, copied);
  text = std::move(redacted);
  return counts;
}

Result<RedactionCounts> Redactor::redact(Document& ticket) const {
  RedactionCounts counts;
  if (ticket.kind != Kind::ticket) return counts;
  if (names_a_person(ticket.id)) {
    return fail(ErrorCode::invalid_input, "the id of the ticket contains personal data",
                "export the tickets with ids that do not identify the customer");
  }
  TicketText whole(ticket);
  CALLSIDE_ASSIGN(const std::vector<PersonalSpan> spans,
                  Finder().find(whole.text(), ticket.known_values, rules_.get()));
  for (const PersonalSpan& span : spans) counts.add(span.kind);
  whole.replace(spans, [this](PersonalKind kind) {
    return is_rule(kind) ? std::string_view(rules_->marks()[rule_of(kind)]) : info_of(kind).mark;
  });
  ticket.known_values.clear();
  return counts;
}

std::vector<ArticleValue> Redactor::find_in_article(const Document& article) const {
  std::vector<ArticleValue> found;
  Document copy = article;
  const TicketText whole(copy);
  const std::string_view text = whole.text();
  for (const PersonalSpan& span : find(text)) {
    const std::string_view value = text.substr(span.begin, span.end - span.begin);
    if (!is_suspect_in_articles(span.kind)) continue;
    if (span.kind == PersonalKind::secret && is_prose(value)) continue;
    found.push_back({span.kind, std::string(value), std::string(last_word(text.substr(0, span.begin)))});
  }
  return found;
}

std::string Redactor::name_of(PersonalKind kind) const {
  return is_rule(kind) ? rules_->names()[rule_of(kind)] : std::string(info_of(kind).name);
}

std::vector<PersonalKind> Redactor::kinds() const {
  std::vector<PersonalKind> kinds;
  for (const PersonalKindInfo& info : kPersonalKinds) kinds.push_back(info.kind);
  for (std::size_t rule = 0; rules_ && rule < rules_->names().size(); ++rule)
    kinds.push_back(kind_of_rule(rule));
  return kinds;
}

}  // namespace callside
