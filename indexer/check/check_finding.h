#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/format/document.h"
#include "indexer/format/document_stream.h"

namespace callside {

// The kinds of findings. Configurations and scripts name them, so they must not change.
enum class CheckCode : std::uint8_t {
  rejected,
  duplicate,
  missing_title,
  empty_body,
  never_valid,
  dead_link,
  title_from_file,
  huge_body,
  empty_ticket,
  language_unknown,
  language_differs,
  doubtful_link,
  archived_but_linked,
  identical,
  near_duplicate,
  same_in_other_language,
  outdated,
  source_missing,
  past_review,
  expired,
  ticket_article_missing,
  personal_data,
  synonym_unmatched,
  pin_article_missing,
  pin_article_not_shown,
  pin_over,
  remark,
  language_detected,
  unknown_key,
  files_left_out,
};

enum class CheckLevel : std::uint8_t { error, warning, note };

struct CheckFinding {
  CheckCode code = CheckCode::remark;
  CheckLevel level = CheckLevel::note;
  Place place;
  Kind kind = Kind::article;
  std::string id, lang;  // of the document; empty if there is none or it could not be read
  std::string message;   // one sentence without a full stop; never contains the text of a ticket
  std::string hint;      // how to fix it
};

const char* name_of(CheckLevel level);

}  // namespace callside
