#include "indexer/assembly/analysed_document.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/assembly/id_words.h"
#include "indexer/assembly/passages.h"
#include "indexer/base/day.h"
#include "indexer/base/digest.h"
#include "indexer/format/content_digest.h"

namespace callside {

namespace {

// Longer titles are cut, since the store counts a title's words in 16 bits. No real title is this long.
constexpr std::size_t kTitleWords = 1000;
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

DocumentMeta meta_of(Document& document, std::string digest) {
  DocumentMeta meta;
  meta.id = std::move(document.id);
  meta.title = std::move(document.title);
  meta.url = std::move(document.url);
  meta.updated = std::move(document.kind == Kind::article ? document.updated : document.closed);
  meta.owner = std::move(document.owner);
  meta.escalate_to = std::move(document.escalate_to);
  meta.do_not_say = std::move(document.do_not_say);
  meta.article = std::move(document.article);
  meta.source_lang = std::move(document.source_lang);
  meta.review_by = std::move(document.review_by);
  meta.product = std::move(document.product);
  meta.before_escalating = std::move(document.before_escalating);
  meta.verify_caller = document.verify_caller;
  meta.text_digest = std::move(digest);
  meta.marked_outdated = document.outdated;
  return meta;
}

std::uint32_t count_words(const std::vector<std::uint32_t>& words) {
  return static_cast<std::uint32_t>(std::count_if(
      words.begin(), words.end(), [](std::uint32_t word) { return (word & kOverlayBit) == 0; }));
}

}  // namespace

std::array<std::uint32_t, kFieldCount> AnalysedDocument::lengths() const {
  std::array<std::uint32_t, kFieldCount> lengths{};
  const auto length = [&](Field field) -> std::uint32_t& { return lengths[static_cast<std::size_t>(field)]; };
  length(Field::title) = count_words(entry.title_words);
  length(Field::keywords) = count_words(entry.keyword_words);
  for (const StoredBlock& block : entry.blocks) {
    const Field field = block.type == BlockType::heading ? Field::heading : block.field;
    length(field) += count_words(block.words);
  }
  return lengths;
}

AnalysedDocument DocumentAnalyzer::analyse(Document document) {
  AnalysedDocument out;
  const std::uint16_t language = forms_.language(analysis_language(document.lang));
  out.lang = document.lang;
  out.access = {sorted(std::move(document.audience)), sorted(std::move(document.brand))};
  if (!document.subject_ref.empty()) out.subject = hmac_sha256_hex(subject_key_, document.subject_ref);

  std::string digest = document.kind == Kind::article ? content_digest(document) : std::string();

  StoreEntry& entry = out.entry;
  entry.kind = document.kind;
  entry.confidence = document.confidence;
  entry.analysis_language = language;
  if (const auto day = parse_day(document.valid_from)) entry.valid_from = *day;
  if (const auto day = parse_day(document.valid_until)) entry.valid_until = *day;
  add_words(document.title, language, kTitleWords, entry.title_words, nullptr);
  for (const std::string& keyword : document.keywords) {
    if (entry.keyword_words.size() >= kTitleWords) break;
    add_words(keyword, language, kTitleWords, entry.keyword_words, nullptr);
  }
  if (document.kind == Kind::article) {
    add_words(id_words(document.id), language, kTitleWords, entry.keyword_words, nullptr);
    add_blocks(document.body.blocks, Field::body, out);
    out.html = std::move(document.body.html);
  } else {
    add_blocks(document.question.blocks, Field::question, out);
    add_blocks(document.resolution.blocks, Field::resolution, out);
  }
  entry.passages = cut_passages(entry.kind, entry.blocks);
  entry.meta = meta_of(document, std::move(digest));
  return out;
}

void DocumentAnalyzer::add_words(std::string_view text, std::uint16_t language, std::size_t limit,
                                 std::vector<std::uint32_t>& words, std::vector<StoredSpan>* spans) {
  segmenter_.segment(text, segments_);
  for (const Segment& segment : segments_) {
    if (words.size() >= limit) return;
    const std::uint32_t form = forms_.intern(segment.text, segment.kind, language);
    if (form == FormTable::kNone) continue;
    words.push_back(segment.overlay ? form | kOverlayBit : form);
    if (spans != nullptr) spans->push_back({segment.start, segment.length});
  }
}

void DocumentAnalyzer::add_blocks(const std::vector<Block>& blocks, Field field, AnalysedDocument& out) {
  for (const Block& block : blocks) {
    StoredBlock& stored = out.entry.blocks.emplace_back();
    stored.text = block.text;
    stored.type = block.type;
    stored.level = block.level;
    stored.field = field;
    add_words(block.text, out.entry.analysis_language, kNoLimit, stored.words, &stored.spans);
  }
}

}  // namespace callside
