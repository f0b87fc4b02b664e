#include "indexer/schema/document_store.h"

#include <algorithm>
#include <utility>

#include "indexer/schema/index_folder.h"
#include "indexer/schema/resolved_tickets.h"

namespace callside {

namespace {

constexpr std::uint64_t kSegmentMagic = 0x3247455344534343;  // "CCSDSEG2" in memory order
constexpr std::uint64_t kNumbersMagic = 0x34424D4E44534343;  // "CCSDNMB4"

// At the end of a segment: says that it is whole.
struct SegmentFooter {
  std::uint64_t records_end = 0;
  std::uint64_t magic = kSegmentMagic;
};

std::filesystem::path segment_path(const std::filesystem::path& folder, const std::string& name) {
  return folder / kSegmentsFolder / (name + ".bin");
}

std::uint32_t ticket_class(const StoredDocument& document) {
  return document.kind() == Kind::ticket ? document.head().access_class : kNoTicket;
}

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
  out.string(text_digest);
  out.number(static_cast<std::uint8_t>(said_outdated));
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
  meta.text_digest = in.string();
  meta.said_outdated = in.number<std::uint8_t>() != 0;
  return meta;
}

Result<StoreSegmentWriter> StoreSegmentWriter::create(const std::filesystem::path& folder, std::string name) {
  CALLSIDE_TRY(make_private_folder(folder / kSegmentsFolder));
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(segment_path(folder, name)));
  return StoreSegmentWriter(std::move(name), std::move(file));
}

Result<void> StoreSegmentWriter::add(std::string_view record) {
  offsets_.push_back(file_.offset());
  ticket_classes_.push_back(ticket_class(StoredDocument(record.data())));
  return file_.write(record);
}

Result<void> StoreSegmentWriter::finish() {
  ByteWriter end;
  end.number(SegmentFooter{file_.offset()});
  CALLSIDE_TRY(file_.write(end.bytes()));
  return file_.finish();
}

Result<DocumentStoreWriter> DocumentStoreWriter::create(const std::filesystem::path& folder,
                                                        const std::string& segment) {
  CALLSIDE_ASSIGN(StoreSegmentWriter writer, StoreSegmentWriter::create(folder, segment));
  return DocumentStoreWriter(folder, std::move(writer));
}

Result<void> DocumentStoreWriter::take_over(const DocumentStore& store) {
  if (store.segment_names_.size() >= kMostStoreSegments) {
    for (std::uint32_t number = 1; number <= store.size(); ++number) {
      if (!store.has(number)) {
        places_.push_back(DocumentStore::kNoPlace);
        ticket_classes_.push_back(kNoTicket);
        continue;
      }
      CALLSIDE_TRY(segment_.add(store.document(number).bytes()));
      places_.push_back(segment_.offsets().back());
      ticket_classes_.push_back(segment_.ticket_classes().back());
    }
    return ok();
  }
  for (const std::string& name : store.segment_names_)
    CALLSIDE_TRY(link_file(segment_path(store.folder_, name), segment_path(folder_, name)));
  segments_ = store.segment_names_;
  places_.assign(store.places_, store.places_ + store.count_);
  for (std::uint32_t number = 1; number <= store.size(); ++number)
    ticket_classes_.push_back(store.has(number) ? ticket_class(store.document(number)) : kNoTicket);
  return ok();
}

void DocumentStoreWriter::append(const StoreSegmentWriter& segment) {
  const std::uint64_t number = std::uint64_t{segments_.size()} << DocumentStore::kSegmentShift;
  for (const std::uint64_t offset : segment.offsets()) places_.push_back(number | offset);
  ticket_classes_.insert(ticket_classes_.end(), segment.ticket_classes().begin(),
                         segment.ticket_classes().end());
  segments_.push_back(segment.name());
}

void DocumentStoreWriter::remove(std::uint32_t number) { places_[number - 1] = DocumentStore::kNoPlace; }

Result<void> StoreSegmentWriter::add(const StoreEntry& entry) {
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
  return add(record.bytes());
}

Result<std::uint32_t> DocumentStoreWriter::add(const StoreEntry& entry) {
  CALLSIDE_TRY(segment_.add(entry));
  places_.push_back(std::uint64_t{segments_.size()} << DocumentStore::kSegmentShift |
                    segment_.offsets().back());
  ticket_classes_.push_back(segment_.ticket_classes().back());
  return size();
}

Result<void> DocumentStoreWriter::finish(const std::vector<std::uint32_t>& groups,
                                         const std::vector<std::uint32_t>& stale) {
  CALLSIDE_TRY(segment_.finish());

  // Counting sort of the documents by group, articles before tickets.
  std::uint32_t group_count = 0;
  for (const std::uint32_t group : groups) {
    if (group != kNoGroup) group_count = std::max(group_count, group + 1);
  }
  std::vector<std::uint32_t> starts(group_count + 1, 0);
  for (const std::uint32_t group : groups) {
    if (group != kNoGroup) ++starts[group + 1];
  }
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<std::uint32_t> documents(starts.back());
  std::vector<std::uint32_t> next = starts;
  for (const bool tickets : {false, true}) {
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
      if (groups[i] != kNoGroup && (ticket_classes_[i] != kNoTicket) == tickets)
        documents[next[groups[i]]++] = i + 1;
    }
  }

  const std::vector<ResolvedTickets> resolved = count_resolved(starts, documents, ticket_classes_);

  std::vector<std::string> names = segments_;
  names.push_back(segment_.name());
  ByteWriter head;
  head.number(kNumbersMagic);
  head.number(size());
  head.number(group_count);
  head.number(static_cast<std::uint32_t>(documents.size()));
  head.number(static_cast<std::uint32_t>(stale.size()));
  head.number(static_cast<std::uint32_t>(resolved.size()));
  head.strings(names);
  head.align(8);
  CALLSIDE_ASSIGN(FileWriter numbers, FileWriter::create(folder_ / kNumbersFile));
  CALLSIDE_TRY(numbers.write(head.bytes()));
  ByteWriter body;
  body.numbers(places_);
  body.numbers(groups);
  body.numbers(starts);
  body.numbers(documents);
  body.numbers(stale);
  body.numbers(resolved);
  CALLSIDE_TRY(numbers.write(body.bytes()));
  return numbers.finish();
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

std::string_view StoredDocument::article() const {
  // The eighth of DocumentMeta's.
  ByteReader in(meta_bytes());
  std::string_view value;
  for (int i = 0; i < 8; ++i) value = in.string();
  return value;
}

VersionState StoredDocument::version(std::string_view lang) const {
  // As DocumentMeta::write() has them.
  ByteReader in(meta_bytes());
  VersionState state;
  state.id = in.string();
  state.lang = lang;
  for (int i = 1; i < 3; ++i) in.string();
  state.updated = in.string();
  for (int i = 4; i < 8; ++i) in.string();
  state.source_lang = in.string();
  in.string();
  in.skip_strings();
  in.skip_strings();
  in.number<std::uint8_t>();
  state.digest = in.string();
  state.said_outdated = in.number<std::uint8_t>() != 0;
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

Result<DocumentStore> DocumentStore::open(const std::filesystem::path& folder) {
  static_assert(sizeof(StoredDocument::Head) % 4 == 0 && sizeof(StoredDocument::BlockRecord) == 20);
  const auto damaged = [](const std::filesystem::path& path) {
    return fail(ErrorCode::damaged, path.string() + " is damaged", "build the index again");
  };
  DocumentStore store;
  store.folder_ = folder;
  const std::filesystem::path path = folder / kNumbersFile;
  CALLSIDE_ASSIGN(store.numbers_, MappedFile::open(path));
  ByteReader head(store.numbers_.bytes());
  if (head.number<std::uint64_t>() != kNumbersMagic) return damaged(path);
  store.count_ = head.number<std::uint32_t>();
  store.group_count_ = head.number<std::uint32_t>();
  const auto grouped = head.number<std::uint32_t>();
  const auto stale = head.number<std::uint32_t>();
  const auto resolved = head.number<std::uint32_t>();
  store.segment_names_ = head.strings();
  const std::size_t begin = (store.numbers_.bytes().size() - head.rest().size() + 7) / 8 * 8;
  const std::uint64_t size = begin + std::uint64_t{store.count_} * 12 +
                             (std::uint64_t{store.group_count_} + 1) * 4 + std::uint64_t{grouped} * 4 +
                             std::uint64_t{stale} * 4 + std::uint64_t{resolved} * sizeof(ResolvedTickets);
  if (head.failed() || size != store.numbers_.bytes().size()) return damaged(path);
  store.places_ = reinterpret_cast<const std::uint64_t*>(store.numbers_.bytes().data() + begin);
  store.groups_ = reinterpret_cast<const std::uint32_t*>(store.places_ + store.count_);
  store.group_starts_ = store.groups_ + store.count_;
  store.group_documents_ = store.group_starts_ + store.group_count_ + 1;
  store.stale_ = {store.group_documents_ + grouped, stale};
  store.resolved_ = {reinterpret_cast<const ResolvedTickets*>(store.stale_.data() + stale), resolved};
  for (const std::string& name : store.segment_names_) {
    const std::filesystem::path file = segment_path(folder, name);
    CALLSIDE_ASSIGN(MappedFile segment, MappedFile::open(file));
    const std::string_view bytes = segment.bytes();
    SegmentFooter footer{0, 0};
    if (bytes.size() >= sizeof footer)
      std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
    if (footer.magic != kSegmentMagic || footer.records_end + sizeof footer != bytes.size())
      return damaged(file);
    store.segments_.push_back(std::move(segment));
  }
  return store;
}

std::span<const std::uint32_t> DocumentStore::group(std::uint32_t group) const {
  return {group_documents_ + group_starts_[group], group_documents_ + group_starts_[group + 1]};
}

std::span<const std::uint32_t> DocumentStore::versions(std::uint32_t number) const {
  const auto all = group(number);
  if (all.empty() || document(all.front()).kind() == Kind::ticket) return {};
  std::size_t tickets = 0;
  for (const ResolvedTickets& of_class : resolved_tickets(number)) tickets += of_class.count;
  return all.first(all.size() - tickets);
}

std::span<const ResolvedTickets> DocumentStore::resolved_tickets(std::uint32_t group) const {
  const auto begin =
      std::lower_bound(resolved_.begin(), resolved_.end(), group,
                       [](const ResolvedTickets& one, std::uint32_t wanted) { return one.group < wanted; });
  const auto end =
      std::find_if(begin, resolved_.end(), [&](const ResolvedTickets& one) { return one.group != group; });
  return {begin, end};
}

}  // namespace callside
