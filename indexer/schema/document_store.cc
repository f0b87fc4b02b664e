#include "indexer/schema/document_store.h"

#include <algorithm>
#include <utility>

namespace callside {

namespace {

constexpr std::uint64_t kMagic = 0x31524F5453445343;  // "CSDSTOR1" in memory order

// At the end of the file, so that a store can be written in one pass.
struct Footer {
  std::uint64_t offsets, group_starts, group_documents;
  std::uint32_t count, group_count;
  std::uint64_t magic;
};

void write_spans(ByteWriter& out, const std::vector<StoredSpan>& spans) {
  std::uint32_t last = 0;
  for (const StoredSpan& span : spans) {
    out.varint(span.start - last);
    out.varint(span.length);
    last = span.start;
  }
}

}  // namespace

void DocumentMeta::write(ByteWriter& out) const {
  out.string(id);
  out.string(title);
  out.string(url);
  out.string(updated);
  out.string(owner);
  out.string(escalate_to);
  out.string(do_not_say);
  out.string(article);
  out.string(source_lang);
  out.string(review_by);
  out.strings(product);
  out.strings(before_escalating);
  out.number(static_cast<std::uint8_t>(verify_caller));
}

DocumentMeta DocumentMeta::read(std::string_view bytes) {
  ByteReader in(bytes);
  DocumentMeta meta;
  for (std::string* text : {&meta.id, &meta.title, &meta.url, &meta.updated, &meta.owner, &meta.escalate_to,
                            &meta.do_not_say, &meta.article, &meta.source_lang, &meta.review_by}) {
    *text = in.string();
  }
  meta.product = in.strings();
  meta.before_escalating = in.strings();
  meta.verify_caller = in.number<std::uint8_t>() != 0;
  return meta;
}

Result<DocumentStoreWriter> DocumentStoreWriter::create(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  return DocumentStoreWriter(std::move(file));
}

Result<void> DocumentStoreWriter::add(const StoreEntry& entry) {
  std::vector<std::uint32_t> words = entry.title_words;
  words.insert(words.end(), entry.keyword_words.begin(), entry.keyword_words.end());
  ByteWriter blocks;
  ByteWriter spans;
  ByteWriter text;
  for (const StoredBlock& block : entry.blocks) {
    StoredDocument::BlockRecord record{};
    record.text_offset = static_cast<std::uint32_t>(text.size());
    record.text_length = static_cast<std::uint32_t>(block.text.size());
    record.first_word = static_cast<std::uint32_t>(words.size());
    record.span_offset = static_cast<std::uint32_t>(spans.size());
    record.type = static_cast<std::uint8_t>(block.type);
    record.level = block.level;
    record.field = static_cast<std::uint8_t>(block.field);
    blocks.number(record);
    words.insert(words.end(), block.words.begin(), block.words.end());
    write_spans(spans, block.spans);
    text.raw(block.text);
  }
  ByteWriter meta;
  entry.meta.write(meta);

  StoredDocument::Head head{};
  head.group = entry.group;
  head.language_tag = entry.language_tag;
  head.analysis_language = entry.analysis_language;
  head.access_class = entry.access_class;
  head.kind = static_cast<std::uint8_t>(entry.kind);
  head.confidence = static_cast<std::uint8_t>(entry.confidence);
  head.valid_from = entry.valid_from;
  head.valid_until = entry.valid_until;
  head.title_words = static_cast<std::uint16_t>(entry.title_words.size());
  head.keyword_words = static_cast<std::uint16_t>(entry.keyword_words.size());
  head.word_count = static_cast<std::uint32_t>(words.size());
  head.block_count = static_cast<std::uint32_t>(entry.blocks.size());
  head.passage_count = static_cast<std::uint32_t>(entry.passages.size());
  head.span_bytes = static_cast<std::uint32_t>(spans.size());
  head.text_bytes = static_cast<std::uint32_t>(text.size());
  head.meta_bytes = static_cast<std::uint32_t>(meta.size());

  ByteWriter record;
  record.number(head);
  record.numbers(words);
  record.raw(blocks.bytes());
  record.numbers(entry.passages);
  record.raw(spans.bytes());
  record.raw(text.bytes());
  record.raw(meta.bytes());
  record.align(8);
  offsets_.push_back(file_.offset());
  groups_.push_back(entry.group);
  group_count_ = std::max(group_count_, entry.group + 1);
  return file_.write(record.bytes());
}

Result<void> DocumentStoreWriter::finish() {
  // Counting sort of the documents by group.
  std::vector<std::uint32_t> starts(group_count_ + 1, 0);
  for (const std::uint32_t group : groups_) ++starts[group + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<std::uint32_t> documents(groups_.size());
  std::vector<std::uint32_t> next = starts;
  for (std::uint32_t i = 0; i < groups_.size(); ++i) documents[next[groups_[i]]++] = i + 1;

  Footer footer{};
  footer.offsets = file_.offset();
  footer.group_starts = footer.offsets + offsets_.size() * sizeof(std::uint64_t);
  footer.group_documents = footer.group_starts + starts.size() * sizeof(std::uint32_t);
  footer.count = static_cast<std::uint32_t>(offsets_.size());
  footer.group_count = group_count_;
  footer.magic = kMagic;
  ByteWriter tail;
  tail.numbers(offsets_);
  tail.numbers(starts);
  tail.numbers(documents);
  tail.number(footer);
  CALLSIDE_TRY(file_.write(tail.bytes()));
  return file_.finish();
}

std::pair<std::uint32_t, std::uint32_t> StoredDocument::block_words(std::size_t block) const {
  const auto all = blocks();
  const std::uint32_t end = block + 1 < all.size() ? all[block + 1].first_word : head_->word_count;
  return {all[block].first_word, end};
}

std::vector<StoredSpan> StoredDocument::block_spans(std::size_t block) const {
  const auto [first, last] = block_words(block);
  const std::uint32_t offset = blocks()[block].span_offset;
  ByteReader in(std::string_view(spans_begin() + offset, head_->span_bytes - offset));
  std::vector<StoredSpan> spans(last - first);
  std::uint32_t start = 0;
  for (StoredSpan& span : spans) {
    start += static_cast<std::uint32_t>(in.varint());
    span.start = start;
    span.length = static_cast<std::uint32_t>(in.varint());
  }
  return spans;
}

std::string_view StoredDocument::block_text(std::size_t block) const {
  const BlockRecord& record = blocks()[block];
  return {text_begin() + record.text_offset, record.text_length};
}

DocumentMeta StoredDocument::meta() const { return DocumentMeta::read(meta_bytes()); }

std::string_view StoredDocument::id() const { return ByteReader(meta_bytes()).string(); }

Result<DocumentStore> DocumentStore::open(const std::filesystem::path& path) {
  static_assert(sizeof(StoredDocument::Head) % 4 == 0 && sizeof(StoredDocument::BlockRecord) == 20);
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  DocumentStore store;
  store.file_ = std::move(file);
  const std::string_view bytes = store.file_.bytes();
  Footer footer{};
  if (bytes.size() >= sizeof footer)
    std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  if (footer.magic != kMagic ||
      footer.group_documents + footer.count * sizeof(std::uint32_t) + sizeof footer != bytes.size()) {
    return fail(ErrorCode::io, path.string() + " is damaged", "build the index again");
  }
  store.count_ = footer.count;
  store.group_count_ = footer.group_count;
  store.offsets_ = reinterpret_cast<const std::uint64_t*>(bytes.data() + footer.offsets);
  store.group_starts_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + footer.group_starts);
  store.group_documents_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + footer.group_documents);
  return store;
}

std::span<const std::uint32_t> DocumentStore::group(std::uint32_t group) const {
  return {group_documents_ + group_starts_[group], group_documents_ + group_starts_[group + 1]};
}

}  // namespace callside
