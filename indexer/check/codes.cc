#include "indexer/check/codes.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/base/near_key.h"

namespace callside {

namespace {

using enum CheckCode;
constexpr CheckLevel kError = CheckLevel::error, kWarning = CheckLevel::warning, kNote = CheckLevel::note;

constexpr std::array kCodes = {
    CodeInfo{rejected, "rejected", kError,
             "`build` rejects the record: it cannot be read, or must not be indexed"},
    CodeInfo{duplicate, "duplicate", kError,
             "an earlier record has the same kind, id and language; `build` rejects the later one"},
    CodeInfo{missing_title, "missing-title", kError, "the article's title is empty"},
    CodeInfo{empty_body, "empty-body", kError, "the article has no text"},
    CodeInfo{never_valid, "never-valid", kError, "`valid_until` is before `valid_from`"},
    CodeInfo{
        dead_link, "dead-link", kError,
        "a link to an article that is not in the sources: a relative link that names a file, or a URL of "
        "the help desk with an article number"},
    CodeInfo{title_from_file, "title-from-file", kWarning,
             "the article has no title and no heading; its file name is used as the title"},
    CodeInfo{huge_body, "huge-body", kWarning,
             "the article has more than 3,000 words (or 9,000 characters of "
             "Chinese, Japanese, Korean or Thai): nobody can find a passage in it during a call"},
    CodeInfo{empty_ticket, "empty-ticket", kWarning, "the ticket's question or resolution is empty"},
    CodeInfo{language_unknown, "language-unknown", kWarning,
             "the record does not declare its language, and it cannot be detected from the text"},
    CodeInfo{language_differs, "language-differs", kWarning,
             "the text is not in the language that the article declares"},
    CodeInfo{doubtful_link, "doubtful-link", kWarning,
             "a link into a folder of this knowledge base, but to none of its articles"},
    CodeInfo{archived_but_linked, "archived-but-linked", kWarning,
             "a link to an archived article, which no answer shows"},
    CodeInfo{identical, "identical", kWarning, "two articles in one language have the same text"},
    CodeInfo{near_duplicate, "near-duplicate", kWarning,
             "two articles in one language share nine tenths or more of their text"},
    CodeInfo{same_in_other_language, "same-in-other-language", kWarning,
             "two articles with different ids seem to be one article in two languages"},
    CodeInfo{outdated, "outdated", kWarning, "the translation is older than its source"},
    CodeInfo{source_missing, "source-missing", kWarning,
             "`source_lang` names a language in which the article has no version"},
    CodeInfo{past_review, "past-review", kWarning, "`review_by` has passed"},
    CodeInfo{expired, "expired", kWarning, "`valid_until` has passed: no answer shows the article"},
    CodeInfo{ticket_article_missing, "ticket-article-missing", kWarning,
             "the ticket names an article that is not in the sources"},
    CodeInfo{personal_data, "personal-data", kWarning,
             "the article seems to contain a payment card number, a national id or a secret"},
    CodeInfo{synonym_unmatched, "synonym-unmatched", kWarning,
             "search.yaml: no document contains the text that a synonym stands for"},
    CodeInfo{pin_article_missing, "pin-article-missing", kWarning,
             "search.yaml: a pin or never_for names an article that is not in the sources"},
    CodeInfo{pin_article_not_shown, "pin-article-not-shown", kWarning,
             "search.yaml: a pin or never_for names an article that is archived or no longer valid"},
    CodeInfo{pin_over, "pin-over", kWarning, "search.yaml: `until` of a pin or never_for has passed"},
    CodeInfo{remark, "remark", kWarning, "any other warning of `build`"},
    CodeInfo{
        language_detected, "language-detected", kNote,
        "records do not declare their language; it is detected from their texts. Reported once per source, "
        "for tickets once per file"},
    CodeInfo{unknown_key, "unknown-key", kNote,
             "an unknown key, which is not indexed; reported once per key"},
    CodeInfo{files_left_out, "files-left-out", kNote, "files of types that are not read"},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kCodes.size(); ++i) {
    if (static_cast<std::size_t>(kCodes[i].code) != i) return false;
  }
  return kCodes.size() == static_cast<std::size_t>(files_left_out) + 1;
}
static_assert(in_order());

constexpr std::array kLevels = {CheckLevel::error, CheckLevel::warning, CheckLevel::note};

}  // namespace

const char* name_of(CheckLevel level) {
  return level == CheckLevel::error ? "error" : level == CheckLevel::warning ? "warning" : "note";
}

std::span<const CodeInfo> all_codes() { return kCodes; }

const CodeInfo& info(CheckCode code) { return kCodes[static_cast<std::size_t>(code)]; }

std::optional<CheckCode> find_code(std::string_view name) {
  const auto* found =
      std::find_if(kCodes.begin(), kCodes.end(), [&](const CodeInfo& one) { return one.name == name; });
  return found == kCodes.end() ? std::nullopt : std::optional(found->code);
}

std::optional<CheckLevel> find_level(std::string_view name) {
  for (const CheckLevel level : kLevels) {
    if (name == name_of(level)) return level;
  }
  return std::nullopt;
}

std::string_view nearest_code(std::string_view name) {
  std::vector<std::string_view> names;
  for (const CodeInfo& one : kCodes) names.push_back(one.name);
  return nearest_key(name, names);
}

std::string codes_table() {
  std::string table = "| code | level | meaning |\n|---|---|---|\n";
  for (const CodeInfo& one : kCodes) {
    table.append("| `").append(one.name).append("` | ").append(name_of(one.level)).append(" | ");
    table.append(one.meaning).append(" |\n");
  }
  return table;
}

}  // namespace callside
