#include <algorithm>

#include "indexer/format/document_store.h"

namespace callside {

namespace {

bool contains_range(std::uint64_t whole, std::uint64_t offset, std::uint64_t length) {
  return offset + length <= whole;
}

// Stands in for a damaged record. Archived, so that it is never suggested.
constexpr StoredDocument::Head kPlaceholder{0,
                                            0,
                                            0,
                                            static_cast<std::uint8_t>(Kind::article),
                                            static_cast<std::uint8_t>(Confidence::archived),
                                            kAlwaysFrom,
                                            kForever,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0,
                                            0};

}  // namespace

StoredDocument StoredDocument::nothing() {
  return StoredDocument(reinterpret_cast<const char*>(&kPlaceholder));
}

bool StoredDocument::is_missing() const { return head_ == &kPlaceholder; }

StoredDocument StoredDocument::read(std::string_view bytes, const Limits& limits) {
  if (bytes.size() < sizeof(Head)) return nothing();
  const StoredDocument document(bytes.data());
  const Head& head = document.head();
  const std::uint64_t size = sizeof(Head) + std::uint64_t{head.word_count} * sizeof(std::uint32_t) +
                             std::uint64_t{head.block_count} * sizeof(BlockRecord) +
                             std::uint64_t{head.passage_count} * sizeof(StoredPassage) + head.span_bytes +
                             std::uint64_t{head.text_bytes} + head.meta_bytes;
  const bool is_whole =
      size <= bytes.size() && std::uint32_t{head.title_words} + head.keyword_words <= head.word_count &&
      head.language_tag < limits.language_tags && head.analysis_language < limits.analysis_languages &&
      head.access_class < limits.access_classes && head.kind <= static_cast<std::uint8_t>(Kind::ticket) &&
      head.confidence <= static_cast<std::uint8_t>(Confidence::archived);
  return is_whole ? document : nothing();
}

bool StoredDocument::is_sound() const {
  if (is_missing()) return false;
  std::uint32_t word = std::uint32_t{head_->title_words} + head_->keyword_words;
  for (const BlockRecord& block : blocks()) {
    const bool fits = contains_range(head_->text_bytes, block.text_offset, block.text_length) &&
                      block.first_word >= word && block.first_word <= head_->word_count &&
                      block.span_offset <= head_->span_bytes && block.field < kFieldCount &&
                      block.type <= static_cast<std::uint8_t>(BlockType::heading);
    if (!fits) return false;
    word = block.first_word;
  }
  return std::ranges::all_of(passages(), [this](const StoredPassage& one) {
    return contains_range(head_->block_count, one.first_block, one.block_count) &&
           (one.heading_block == kNoBlock || one.heading_block < head_->block_count);
  });
}

std::pair<std::uint32_t, std::uint32_t> StoredDocument::passage_blocks(const StoredPassage& passage) const {
  const std::uint64_t end = std::uint64_t{passage.first_block} + passage.block_count;
  const auto last = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, head_->block_count));
  return {std::min(passage.first_block, last), last};
}

std::pair<std::uint32_t, std::uint32_t> StoredDocument::block_words(std::size_t block) const {
  const auto all = blocks();
  if (block >= all.size()) return {0, 0};
  const std::uint32_t next = block + 1 < all.size() ? all[block + 1].first_word : head_->word_count;
  const std::uint32_t end = std::min(next, head_->word_count);
  return {std::min(all[block].first_word, end), end};
}

std::vector<StoredSpan> StoredDocument::block_spans(std::size_t block) const {
  const auto [first, last] = block_words(block);
  std::vector<StoredSpan> spans(last - first);
  if (spans.empty()) return spans;
  const std::string_view all(spans_begin(), head_->span_bytes);
  ByteReader in(all.substr(std::min<std::size_t>(blocks()[block].span_offset, all.size())));
  // A code point has at least one byte.
  const auto end = static_cast<std::uint32_t>(block_text(block).size());
  std::uint32_t start = 0;
  for (StoredSpan& span : spans) {
    start += static_cast<std::uint32_t>(std::min<std::uint64_t>(in.varint(), end - start));
    span.start = start;
    span.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.varint(), end - start));
  }
  return spans;
}

std::string_view StoredDocument::block_text(std::size_t block) const {
  if (block >= head_->block_count) return {};
  const BlockRecord& record = blocks()[block];
  return part_of({text_begin(), head_->text_bytes}, record.text_offset, record.text_length);
}

DocumentMeta StoredDocument::meta() const { return DocumentMeta::read(meta_bytes()); }

std::string_view StoredDocument::id() const { return read_member<&DocumentMeta::id>(meta_bytes()); }

std::string_view StoredDocument::article() const { return read_member<&DocumentMeta::article>(meta_bytes()); }

std::vector<std::string> StoredDocument::product() const {
  return read_member<&DocumentMeta::product>(meta_bytes());
}

VersionState StoredDocument::version(std::string_view lang) const {
  const std::string_view meta = meta_bytes();
  VersionState state;
  state.id = read_member<&DocumentMeta::id>(meta);
  state.lang = lang;
  state.updated = read_member<&DocumentMeta::updated>(meta);
  state.source_lang = read_member<&DocumentMeta::source_lang>(meta);
  state.digest = read_member<&DocumentMeta::text_digest>(meta);
  state.marked_outdated = read_member<&DocumentMeta::marked_outdated>(meta);
  return state;
}

std::string_view StoredDocument::bytes() const {
  const char* begin = reinterpret_cast<const char*>(head_);
  const auto size = static_cast<std::size_t>(meta_bytes().data() + head_->meta_bytes - begin);
  return {begin, (size + 7) / 8 * 8};
}

StoreEntry StoredDocument::entry() const {
  StoreEntry out;
  out.kind = kind();
  out.confidence = confidence();
  out.language_tag = head_->language_tag;
  out.analysis_language = head_->analysis_language;
  out.access_class = head_->access_class;
  out.valid_from = head_->valid_from;
  out.valid_until = head_->valid_until;
  const auto all = words();
  const auto copy = [&](std::size_t begin, std::size_t end) {
    const auto part = all.subspan(begin, end - begin);
    return std::vector<std::uint32_t>(part.begin(), part.end());
  };
  const std::size_t titles = head_->title_words;
  out.title_words = copy(0, titles);
  out.keyword_words = copy(titles, titles + head_->keyword_words);
  for (std::size_t block = 0; block < blocks().size(); ++block) {
    const BlockRecord& record = blocks()[block];
    const auto [first, last] = block_words(block);
    out.blocks.push_back({std::string(block_text(block)), static_cast<BlockType>(record.type), record.level,
                          static_cast<Field>(record.field), copy(first, last), block_spans(block)});
  }
  out.passages.assign(passages().begin(), passages().end());
  out.meta = meta();
  return out;
}

}  // namespace callside
