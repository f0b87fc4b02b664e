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

// A value in an article that is probably a mistake there. For locating it only; must not be shown.
struct ArticleValue {
  PersonalKind kind;
  std::string value;
  std::string before;  // the word before it; empty if there is none
};

// Removes customers' personal data from tickets before anything is written, and from the words of a call
// before they are searched. Replaces each finding with the mark of its kind ("[e-mail]"). PRIVACY.md in this
// folder describes what is found, what is not, and the error rates.
//
// - Bytes outside the findings do not change. Valid UTF-8 stays valid; bytes that are not UTF-8 are kept.
// - Redacting a redacted text changes nothing.
// - Takes time linear in the text. Throws only std::bad_alloc. Immutable: any thread may use it.
class Redactor {
 public:
  Redactor() = default;
  // Creates a redactor with an organisation's own rules, which apply to tickets only. An error names the line
  // of the rule.
  static Result<Redactor> create(std::span<const RedactionRule> rules);

  // Returns the personal data in a text, in order, without overlap.
  std::vector<PersonalSpan> find(std::string_view text) const;
  RedactionCounts redact(std::string& text) const;

  // Redacts every text of a ticket: title, keywords, question, resolution, url, and the fields of an article
  // if it has any. Reads them as one text, so that a name in the signature of the question is known in the
  // resolution. Searches for ticket.known_values, too, and clears them. Rebuilds the HTML of a Content from
  // its redacted blocks (block_html.h), so that it holds nothing else: no link target, no alternative text of
  // a picture, no address split by tags. Keeps keys (product, brand, audience, article, days) and
  // subject_ref, which is hashed elsewhere. Does not change articles.
  //
  // Returns invalid_input and leaves the ticket unchanged if its id holds an e-mail address, an IBAN, or a
  // number with "+" and a calling code. Ids are shown, logged and compared, so that neither a mark nor a hash
  // can replace them. Other numbers in ids are accepted. Also returns invalid_input if a rule takes too long
  // for the ticket.
  Result<RedactionCounts> redact(Document& ticket) const;

  // Returns the values of an article that are probably mistakes: payment cards, national ids, secrets. Other
  // kinds belong in articles: hotlines, addresses of offices, the organisation's account, the date by which
  // one must be born.
  std::vector<ArticleValue> find_in_article(const Document& article) const;

  // Returns the name of a kind in reports.
  std::string name_of(PersonalKind kind) const;
  // Returns the kinds that this redactor can find; rules come last.
  std::vector<PersonalKind> kinds() const;

 private:
  std::shared_ptr<const RuleMatcher> rules_;
};

}  // namespace callside
