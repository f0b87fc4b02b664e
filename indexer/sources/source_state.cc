#include "indexer/sources/source_state.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/format/document_stream.h"
#include "indexer/sources/clean_text.h"

namespace callside {

namespace {

// Words for each state. A status with any other word says nothing about being live, because other systems
// also mark articles as "new" or "stable" in the same key.
constexpr std::array<std::string_view, 14> kDraftWords = {
    "draft",   "drafts",   "unpublished", "notpublished", "wip",    "workinprogress", "inprogress",
    "pending", "inreview", "review",      "scheduled",    "future", "autodraft",      "pendingreview"};
constexpr std::array<std::string_view, 13> kHiddenWords = {
    "archived", "archive",  "hidden",   "deleted",  "trash",   "trashed",  "removed",
    "retired",  "inactive", "disabled", "obsolete", "expired", "withdrawn"};
constexpr std::array<std::string_view, 12> kLiveWords = {"published", "publish", "live",     "active",
                                                         "released",  "final",   "approved", "current",
                                                         "complete",  "done",    "visible",  "online"};
constexpr std::array<std::string_view, 8> kEverybody = {"public", "everyone", "everybody", "all",
                                                        "anyone", "anybody",  "open",      "world"};
constexpr std::array<std::string_view, 14> kStaff = {
    "internal", "private",  "staff",        "employees",  "employee",  "agents",       "agent",
    "team",     "loggedin", "confidential", "restricted", "staffonly", "internalonly", "unlisted"};

// Words of a status that limit a record to staff.
constexpr std::array<std::string_view, 6> kClosedWords = {"private",    "internal",  "confidential",
                                                          "restricted", "staffonly", "internalonly"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<bool> flag_of(const NativeField& field) {
  if (field.flag) return field.flag;
  if (field.type != NativeField::Type::text && field.type != NativeField::Type::number) return std::nullopt;
  const std::string word = lower_case(collapse(field.text));
  for (const char* yes : {"true", "yes", "y", "on", "1", "x"}) {
    if (word == yes) return true;
  }
  for (const char* no : {"false", "no", "n", "off", "0"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const NativeField& field) {
  std::vector<std::string> words = field.texts;
  if (field.type == NativeField::Type::text) {
    std::string word;
    for (const char c : field.text + ",") {
      if (c != ',' && c != '|' && c != '\n') {
        word += c;
      } else if (std::string line = collapse(std::exchange(word, {})); !line.empty()) {
        words.push_back(std::move(line));
      }
    }
  }
  for (std::string& word : words) word = collapse(word);
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  return words;
}

tl::unexpected<Error> refuse(std::string reason, std::string hint) {
  return fail(ErrorCode::invalid_input, std::move(reason), std::move(hint));
}

tl::unexpected<Error> refuse_empty(const NativeField& field) {
  return refuse("the key " + in_quotes(field.key) + " is empty",
                "it may restrict who sees the record; set it to true or false, or remove it");
}

}  // namespace

Result<SourceState::Read> SourceState::add(const NativeField& field, const Config& config) {
  const auto key = find_state_key(field.key);
  if (!key) return Read::no_key;
  switch (*key) {
    case StateKey::draft:
      if (field.type == NativeField::Type::null) return refuse_empty(field);
      return add_flag(field, true, &SourceState::mark_draft);
    case StateKey::hidden:
      return add_flag(field, true, &SourceState::mark_hidden);
    case StateKey::visible:
      return add_flag(field, false, &SourceState::mark_hidden);
    case StateKey::unlisted:
      return add_flag(field, true, &SourceState::mark_unlisted);
    case StateKey::listed:
      return add_flag(field, false, &SourceState::mark_unlisted);
    case StateKey::internal:
      if (field.type == NativeField::Type::null) return refuse_empty(field);
      return add_flag(field, true, &SourceState::mark_private);
    case StateKey::open:
      return add_flag(field, false, &SourceState::mark_private);
    case StateKey::published:
      // The value is often the day of publication.
      if (!flag_of(field)) return add_status(field);
      return add_flag(field, false, &SourceState::mark_draft);
    case StateKey::status:
      return add_status(field);
    case StateKey::robots:
      for (const std::string& word : words_of(field)) {
        if (lower_case(word) == "noindex" || lower_case(word) == "none") mark_unlisted();
      }
      return Read::understood;
    case StateKey::readers:
      return add_readers(field, config);
    case StateKey::likely_hidden:
      return add_likely(field, true, &SourceState::mark_hidden);
    case StateKey::likely_visible:
      return add_likely(field, false, &SourceState::mark_hidden);
    case StateKey::likely_internal:
      return add_likely(field, true, &SourceState::mark_private);
    case StateKey::likely_readers:
      return add_likely_readers(field, config);
  }
  return Read::no_key;
}

Result<SourceState::Read> SourceState::add_flag(const NativeField& field, bool when,
                                                void (SourceState::*mark)()) {
  if (field.type == NativeField::Type::null) return Read::understood;
  const auto flag = flag_of(field);
  if (!flag) {
    return refuse("the key " + in_quotes(field.key) + " must be true or false",
                  "it may restrict who sees the record; set it to true or false, or remove it");
  }
  if (*flag == when) (this->*mark)();
  return Read::understood;
}

Result<SourceState::Read> SourceState::add_likely(const NativeField& field, bool when,
                                                  void (SourceState::*mark)()) {
  return flag_of(field) ? add_flag(field, when, mark) : Read::unknown_word;
}

SourceState::Read SourceState::add_likely_readers(const NativeField& field, const Config& config) {
  std::set<std::string> readers;
  for (const std::string& word : words_of(field)) {
    const std::string folded = fold_state_word(word);
    if (config.groups.contains(word)) {
      readers.insert(word);
    } else if (holds(kStaff, folded)) {
      readers.insert("internal");
    } else if (holds(kEverybody, folded)) {
      return Read::understood;
    }
  }
  if (readers.empty()) return Read::unknown_word;
  std::vector<std::string> named(readers.begin(), readers.end());
  // Two such keys that differ are ambiguous, so the record is limited to staff.
  if (likely_readers_ && *likely_readers_ != named) named = {"internal"};
  likely_readers_ = std::move(named);
  return Read::understood;
}

Result<SourceState::Read> SourceState::add_status(const NativeField& field) {
  if (field.type == NativeField::Type::null) return Read::understood;
  if (field.type != NativeField::Type::text && field.type != NativeField::Type::texts)
    return Read::unknown_word;
  Read read = Read::understood;
  for (const std::string& given : words_of(field)) {
    const std::string word = fold_state_word(given);
    if (holds(kDraftWords, word)) {
      mark_draft();
    } else if (holds(kHiddenWords, word)) {
      mark_hidden();
    } else if (holds(kClosedWords, word)) {
      mark_private();
    } else if (word == "unlisted") {
      mark_unlisted();
    } else if (!holds(kLiveWords, word) && word != "public") {
      read = Read::unknown_word;
    }
  }
  return read;
}

Result<SourceState::Read> SourceState::add_readers(const NativeField& field, const Config& config) {
  const std::string hint =
      "use public, internal or a group declared in callside.yaml, or set the key audience instead";
  const std::vector<std::string> words = words_of(field);
  const bool is_words = field.type == NativeField::Type::text || field.type == NativeField::Type::texts;
  if (!is_words || words.empty())
    return refuse("the key " + in_quotes(field.key) + " does not say who may see the record", hint);
  std::set<std::string> readers;
  bool everybody = false;
  for (const std::string& word : words) {
    const std::string folded = fold_state_word(word);
    // A declared group takes precedence: an organisation may have a group called "staff".
    if (config.groups.contains(word)) {
      readers.insert(word);
    } else if (holds(kEverybody, folded)) {
      everybody = true;
    } else if (holds(kStaff, folded)) {
      readers.insert("internal");
    } else {
      return refuse(
          "the key " + in_quotes(field.key) + " names " + in_quotes(word) + ", which is not declared", hint);
    }
  }
  if (everybody) return Read::understood;
  std::vector<std::string> named(readers.begin(), readers.end());
  if (!readers_) {
    readers_ = std::move(named);
    return Read::understood;
  }
  // With two such keys, readers must satisfy both.
  const bool was_internal = *readers_ == std::vector<std::string>{"internal"};
  if (was_internal || named == std::vector<std::string>{"internal"} || named == *readers_) {
    if (was_internal) readers_ = std::move(named);
    return Read::understood;
  }
  return refuse(
      "the key " + in_quotes(field.key) + " contradicts an earlier key about who may see the record",
      "keep only one of the two keys");
}

Result<std::vector<std::string>> SourceState::narrow(std::vector<std::string> audience,
                                                     bool explicit_audience) const {
  using Names = std::vector<std::string>;
  const auto replace_public = [](Names& names, const Names& by) {
    const auto at = std::find(names.begin(), names.end(), "public");
    if (at == names.end()) return;
    names.erase(at);
    for (const std::string& one : by) {
      if (std::find(names.begin(), names.end(), one) == names.end())
        names.insert(std::lower_bound(names.begin(), names.end(), one), one);
    }
  };
  if (readers_) {
    const bool is_public = std::find(audience.begin(), audience.end(), "public") != audience.end();
    const bool is_internal = *readers_ == Names{"internal"};
    if (!explicit_audience || is_public) {
      audience = *readers_;
    } else if (!is_internal &&
               !std::includes(readers_->begin(), readers_->end(), audience.begin(), audience.end())) {
      return refuse("the audience contradicts another key about who may see the record",
                    "keep only one of the two, preferably audience");
    }
  }
  if (likely_readers_) replace_public(audience, *likely_readers_);
  if (kept_from_public_) replace_public(audience, {"internal"});
  return audience;
}

void SourceState::mark_draft() {
  if (left_out_.empty()) left_out_ = kDrafts;
}

void SourceState::mark_hidden() {
  if (left_out_.empty()) left_out_ = kHiddenRecords;
}

void SourceState::mark_private() {
  if (!readers_) readers_ = std::vector<std::string>{"internal"};
}

}  // namespace callside
