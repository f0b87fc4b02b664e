#pragma once

#include <string>

#include "indexer/base/error.h"
#include "indexer/redact/personal_kind.h"
#include "indexer/schema/document.h"

namespace callside {

// Takes callers' personal data out of tickets before anything is written, and out of what is said in a call
// before it is searched: each finding is replaced by its kind's mark ("[e-mail]"). What is found, what isn't,
// and how often it errs stands in PRIVACY.md beside this file.
//
// - All bytes but those of the findings stay as they are; valid UTF-8 stays valid. Bytes that are not UTF-8
// are left.
// - Redacting what was redacted changes nothing.
// - A value that is split over two lines, or over two blocks of a Content, is not found.
// - Time is linear in the text. Throws nothing but std::bad_alloc. No state: any thread may use it.
class Redactor {
 public:
  RedactionCounts redact(std::string& text) const;

  // All that a ticket says in words: title, keywords, question, resolution, url, and an article's fields
  // should it have any. The HTML of a Content is made anew from its redacted blocks (block_html.h), so that
  // it holds nothing that they don't: no link's target, no picture's text, no address that tags had split.
  // Keys (product, brand, audience, article, days) stay; so does subject_ref, which is hashed elsewhere.
  // Articles are not changed.
  //
  // A ticket whose id holds an e-mail address, an IBAN or a number with "+" and a calling code is refused
  // (invalid_input) and unchanged: ids are shown, logged and compared, so a mark or a hash in them would not
  // do. Other numbers in ids are numbers.
  Result<RedactionCounts> redact(Document& ticket) const;
};

}  // namespace callside
