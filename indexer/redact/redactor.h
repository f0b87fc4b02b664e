#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/redaction_rule.h"
#include "indexer/format/document.h"
#include "indexer/redact/personal_span.h"

namespace callside {

class RuleMatcher;

// Something in an article that is rarely right in one. The value is for finding its place, never to be shown.
struct ArticleValue {
  PersonalKind kind;
  std::string value;
  std::string before;  // the word in front of it; empty: none
};

// Takes callers' personal data out of tickets before anything is written, and out of what is said in a call
// before it is searched: each finding is replaced by its kind's mark ("[e-mail]"). What is found, what isn't,
// and how often it errs stands in PRIVACY.md beside this file.
//
// - All bytes but those of the findings stay as they are; valid UTF-8 stays valid. Bytes that are not UTF-8
// are left.
// - Redacting what was redacted changes nothing.
// - Time is linear in the text. Throws nothing but std::bad_alloc. It doesn't change: any thread may use it.
class Redactor {
 public:
  Redactor() = default;
  // With an organisation's own rules, which count for tickets alone. An error names the rule's line.
  static Result<Redactor> create(std::span<const RedactionRule> rules);

  // Where a text holds personal data. Spans in order, without overlap.
  std::vector<PersonalSpan> find(std::string_view text) const;
  RedactionCounts redact(std::string& text) const;

  // All that a ticket says in words: title, keywords, question, resolution, url, and an article's fields
  // should it have any. They are read as one text, so that who signs the question is known in the resolution,
  // and with ticket.known_values, which it empties. The HTML of a Content is made anew from its redacted
  // blocks (block_html.h), so that it holds nothing that they don't: no link's target, no picture's text, no
  // address that tags had split. Keys (product, brand, audience, article, days) stay; so does subject_ref,
  // which is hashed elsewhere. Articles are not changed.
  //
  // A ticket is refused (invalid_input) and unchanged whose id holds an e-mail address, an IBAN or a number
  // with "+" and a calling code: ids are shown, logged and compared, so a mark or a hash in them would not
  // do; other numbers in ids are numbers. So is a ticket for which one of the rules takes too long.
  Result<RedactionCounts> redact(Document& ticket) const;

  // What an article holds that is rarely right in one: payment cards, national ids, secrets. The rest is what
  // articles are for: hotlines, addresses of offices, an organisation's account, the day by which one is
  // born.
  std::vector<ArticleValue> find_in_article(const Document& article) const;

  // What the counts of a kind are called in reports.
  std::string name_of(PersonalKind kind) const;
  // The kinds that it may find, rules behind the table.
  std::vector<PersonalKind> kinds() const;

 private:
  std::shared_ptr<const RuleMatcher> rules_;
};

}  // namespace callside
