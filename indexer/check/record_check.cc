#include "indexer/check/record_check.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/analysis/detect.h"
#include "indexer/analysis/language.h"
#include "indexer/base/day.h"
#include "indexer/check/cross_language.h"
#include "indexer/check/links.h"
#include "indexer/format/content_digest.h"

namespace callside {

namespace {

constexpr std::uint32_t kHugeWords = 3000, kHugeCharacters = 9000;
// Bytes. The language of shorter texts is not checked: a single name, menu or path in another language would
// change the result.
constexpr std::size_t kMinDetected = 300;
constexpr std::size_t kMaxDetected = 2048;

CheckCode code_of(const Remark& remark) {
  if (remark.level == Remark::Level::rejected) return CheckCode::rejected;
  switch (remark.topic) {
    case Remark::Topic::missing_title:
      return CheckCode::missing_title;
    case Remark::Topic::title_from_file:
      return CheckCode::title_from_file;
    case Remark::Topic::empty_body:
      return CheckCode::empty_body;
    case Remark::Topic::empty_ticket:
      return CheckCode::empty_ticket;
    case Remark::Topic::unknown_key:
      return CheckCode::unknown_key;
    case Remark::Topic::never_valid:
      return CheckCode::never_valid;
    case Remark::Topic::outdated:
      return CheckCode::outdated;
    case Remark::Topic::files_left_out:
      return CheckCode::files_left_out;
    case Remark::Topic::other:
      break;
  }
  return CheckCode::remark;
}

// Returns true for languages that the detector confuses, because they are written nearly alike.
bool are_alike(std::string_view a, std::string_view b) {
  constexpr std::array<std::string_view, 6> kGroups = {
      " bs hr sr cnr sl ", " da nb nn no ",       " cs sk ",
      " id ms jv ",        " gl pt es ca oc an ", " af nl fy lb de "};
  if (a == b) return true;
  const std::string left = " " + std::string(a) + " ", right = " " + std::string(b) + " ";
  return std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view group) {
    return group.find(left) != std::string_view::npos && group.find(right) != std::string_view::npos;
  });
}

// Names the kind of personal data. The value itself is never shown.
std::string_view words_for(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::card:
      return "the number of a payment card";
    case PersonalKind::national_id:
      return "a national id (social security, tax or identity number)";
    case PersonalKind::secret:
      return "a secret (a password, PIN, one-time code or key)";
    default:
      return info_of(kind).name;
  }
}

std::int32_t day_of(const std::string& text) { return parse_day(text).value_or(kNoDay); }

}  // namespace

void RecordCheck::take(std::uint64_t sequence, const RawRecord& record) {
  Parsed parsed = stream_.parse(record);
  add_remarks(sequence, parsed);
  if (!parsed.document) {
    if (!parsed.removal && is_document_name(record.path))
      facts.refused.emplace_back(static_cast<std::uint32_t>(record.source), record.path);
    return;
  }
  Document& document = *parsed.document;
  if (document.kind == Kind::article) {
    take_article(sequence, record, parsed.place, document);
  } else {
    take_ticket(sequence, parsed.place, document);
  }
}

void RecordCheck::add_remarks(std::uint64_t sequence, const Parsed& parsed) {
  const Document no_document;
  const Document& about = parsed.document ? *parsed.document : no_document;
  for (const Remark& remark : parsed.remarks) {
    const CheckCode code = code_of(remark);
    // Reported later, once per article, with all other evidence (collection_check.cc).
    if (code == CheckCode::outdated) continue;
    const bool concerns_document = code != CheckCode::files_left_out;
    add(sequence, code, remark.place, concerns_document ? about : no_document, remark.reason, remark.hint);
  }
}

void RecordCheck::take_article(std::uint64_t sequence, const RawRecord& record, const Place& place,
                               Document& article) {
  judge_language(article, place, sequence);
  if (article.lang.empty()) article.lang = "und";
  RecordLines lines(record);
  judge_personal_data(article, place, sequence, lines);
  if (wants_words_) written.add(article);
  ArticleFacts& kept = facts.articles.emplace_back();
  kept.sketch = sketch_of(article.body.blocks);
  if (kept.sketch.words > kHugeWords || kept.sketch.characters > kHugeCharacters) {
    const bool words = kept.sketch.words > kHugeWords;
    add(sequence, CheckCode::huge_body, place, article,
        "the article has " + std::to_string(words ? kept.sketch.words : kept.sketch.characters) +
            (words ? " words" : " characters"),
        "split it by the questions that it answers");
  }
  kept.sequence = sequence;
  kept.place = {file_number(place.file), static_cast<std::uint32_t>(place.line)};
  kept.source = static_cast<std::uint32_t>(record.source);
  if (is_document_name(record.path)) kept.path = record.path;
  kept.digest = content_digest(article);
  kept.review_by = day_of(article.review_by);
  kept.valid_until = day_of(article.valid_until);
  if (kept.review_by != kNoDay) kept.review_line = lines.of_key("review_by");
  if (kept.valid_until != kNoDay) kept.until_line = lines.of_key("valid_until");
  kept.source_line = lines.of_key("source_lang");
  kept.lang_detected = article.lang_detected;
  kept.archived = article.confidence == Confidence::archived;
  kept.said_outdated = article.outdated;
  for (std::string& target : link_targets(article.body.html)) {
    const std::uint32_t line = lines.of(target);
    kept.links.push_back({std::move(target), line});
  }
  kept.neutral_tokens = neutral_tokens_of(article);
  kept.id = std::move(article.id);
  kept.lang = std::move(article.lang);
  kept.title = std::move(article.title);
  kept.url = std::move(article.url);
  kept.owner = std::move(article.owner);
  kept.source_lang = std::move(article.source_lang);
  kept.updated = std::move(article.updated);
}

void RecordCheck::judge_personal_data(const Document& article, const Place& place, std::uint64_t sequence,
                                      RecordLines& lines) {
  std::map<PersonalKind, std::set<std::uint32_t>> found;
  for (const ArticleValue& one : redactor_.find_in_article(article))
    found[one.kind].insert(lines.of_value(one.value, one.before));
  for (const auto& [kind, on] : found) {
    std::string others;
    for (auto line = std::next(on.begin()); line != on.end(); ++line)
      others += (others.empty() ? ", also on line " : ", ") + std::to_string(*line);
    add(sequence, CheckCode::personal_data, {place.file, *on.begin()}, article,
        "the article seems to contain " + std::string(words_for(kind)) + others,
        "articles are not redacted: remove it if it belongs to a real person");
  }
}

void RecordCheck::take_ticket(std::uint64_t sequence, const Place& place, Document& ticket) {
  if (const auto redacted = redactor_.redact(ticket); !redacted) {
    add(sequence, CheckCode::rejected, place, {}, redacted.error().message, redacted.error().hint);
    return;
  }
  if (ticket.lang.empty()) {
    add(sequence, CheckCode::language_unknown, place, ticket,
        "the language is not declared, and cannot be detected from the text",
        "declare it with lang, or with --default lang=LANG");
    ticket.lang = "und";
  }
  if (wants_words_) written.add(ticket);
  facts.tickets.push_back({sequence,
                           {file_number(place.file), static_cast<std::uint32_t>(place.line)},
                           std::move(ticket.id),
                           std::move(ticket.lang),
                           std::move(ticket.article),
                           ticket.lang_detected});
}

void RecordCheck::judge_language(const Document& article, const Place& place, std::uint64_t sequence) {
  if (article.lang.empty()) {
    add(sequence, CheckCode::language_unknown, place, article,
        "the language is not declared, and cannot be detected from the text",
        "declare it with lang, or with --default lang=LANG");
    return;
  }
  // Reported later, once per source (collection_check.cc).
  if (article.lang_detected) return;
  std::string text;
  for (const Block& block : article.body.blocks) {
    if (text.size() > kMaxDetected) break;
    if (block.type != BlockType::code) text.append(block.text).append("\n");
  }
  if (text.size() < kMinDetected) return;
  const std::string found = detect_language(text);
  if (found.empty()) return;
  const std::string declared = analysis_language(article.lang);
  if (declared == "und" || are_alike(declared, analysis_language(found))) return;
  add(sequence, CheckCode::language_differs, place, article,
      "lang is " + article.lang + ", but the text is in " + found, "correct lang, or translate the text");
}

void RecordCheck::add(std::uint64_t sequence, CheckCode code, const Place& place, const Document& about,
                      std::string message, std::string hint) {
  OrderedFinding& one = findings.emplace_back();
  one.sequence = sequence;
  one.finding.code = code;
  one.finding.place = place;
  one.finding.kind = about.kind;
  one.finding.id = about.id;
  one.finding.lang = about.lang;
  one.finding.message = std::move(message);
  one.finding.hint = std::move(hint);
}

std::uint32_t RecordCheck::file_number(const std::string& file) {
  const auto [found, is_new] =
      file_numbers_.try_emplace(file, static_cast<std::uint32_t>(facts.files.size()));
  if (is_new) facts.files.push_back(file);
  return found->second;
}

}  // namespace callside
