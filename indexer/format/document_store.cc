#include "indexer/format/document_store.h"

#include <algorithm>
#include <utility>

#include "indexer/format/damaged_file.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/resolved_tickets.h"

namespace callside {

namespace {

constexpr std::uint64_t kSegmentMagic = 0x3247455344534343;  // "CCSDSEG2" in memory order
constexpr std::uint64_t kNumbersMagic = 0x34424D4E44534343;  // "CCSDNMB4"

// Ends a segment; shows that it is complete.
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
  if (store.segment_names_.size() >= kMaxStoreSegments) {
    for (std::uint32_t number = 1; number <= store.size(); ++number) {
      if (!store.has(number)) {
        places_.push_back(DocumentStore::kNoPlace);
        ticket_classes_.push_back(kNoTicket);
        continue;
      }
      const StoredDocument document = store.document(number);
      if (document.is_missing()) return damaged_file(store.folder_ / kSegmentsFolder);
      CALLSIDE_TRY(segment_.add(document.bytes()));
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

bool DocumentStoreWriter::has(std::uint32_t number) const {
  return number - 1 < places_.size() && places_[number - 1] != DocumentStore::kNoPlace;
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

  // Counting sort of the documents by group, with articles before tickets in each.
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

Result<DocumentStore> DocumentStore::open(const std::filesystem::path& folder) {
  static_assert(sizeof(StoredDocument::Head) % 4 == 0 && sizeof(StoredDocument::BlockRecord) == 20);
  DocumentStore store;
  store.folder_ = folder;
  const std::filesystem::path path = folder / kNumbersFile;
  CALLSIDE_ASSIGN(store.numbers_, MappedFile::open(path));
  ByteReader head(store.numbers_.bytes());
  if (head.number<std::uint64_t>() != kNumbersMagic) return damaged_file(path);
  store.count_ = head.number<std::uint32_t>();
  store.group_count_ = head.number<std::uint32_t>();
  store.grouped_ = head.number<std::uint32_t>();
  const auto stale = head.number<std::uint32_t>();
  const auto resolved = head.number<std::uint32_t>();
  store.segment_names_ = head.strings();
  const std::size_t begin = (store.numbers_.bytes().size() - head.rest().size() + 7) / 8 * 8;
  const std::uint64_t size = begin + std::uint64_t{store.count_} * 12 +
                             (std::uint64_t{store.group_count_} + 1) * 4 + std::uint64_t{store.grouped_} * 4 +
                             std::uint64_t{stale} * 4 + std::uint64_t{resolved} * sizeof(ResolvedTickets);
  if (head.failed() || size != store.numbers_.bytes().size()) return damaged_file(path);
  store.places_ = reinterpret_cast<const std::uint64_t*>(store.numbers_.bytes().data() + begin);
  store.groups_ = reinterpret_cast<const std::uint32_t*>(store.places_ + store.count_);
  store.group_starts_ = store.groups_ + store.count_;
  store.group_documents_ = store.group_starts_ + store.group_count_ + 1;
  store.stale_ = {store.group_documents_ + store.grouped_, stale};
  store.resolved_ = {reinterpret_cast<const ResolvedTickets*>(store.stale_.data() + stale), resolved};
  for (const std::string& name : store.segment_names_) {
    const std::filesystem::path file = segment_path(folder, name);
    CALLSIDE_ASSIGN(MappedFile segment, MappedFile::open(file));
    const std::string_view bytes = segment.bytes();
    SegmentFooter footer{0, 0};
    if (bytes.size() >= sizeof footer)
      std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
    const bool fits = footer.magic == kSegmentMagic && footer.records_end % kRecordAlignment == 0 &&
                      footer.records_end == bytes.size() - sizeof footer;
    if (!fits) return damaged_file(file);
    store.records_.push_back(bytes.substr(0, footer.records_end));
    store.segments_.push_back(std::move(segment));
  }
  if (!store.is_sound()) return damaged_file(path);
  return store;
}

// One pass over each table of numbers.bin. Does not read the segments.
bool DocumentStore::is_sound() const {
  if (group_count_ > count_ || grouped_ > count_ || group_starts_[0] != 0 ||
      group_starts_[group_count_] != grouped_)
    return false;
  for (std::uint32_t number = 1; number <= count_; ++number) {
    if (has(number) && (from_record(number).empty() || group_of(number) >= group_count_)) return false;
  }
  for (std::uint32_t group = 0; group < group_count_; ++group) {
    if (group_starts_[group] > group_starts_[group + 1]) return false;
  }
  return std::all_of(group_documents_, group_documents_ + grouped_,
                     [this](std::uint32_t number) { return has(number); }) &&
         std::is_sorted(stale_.begin(), stale_.end()) &&
         std::is_sorted(resolved_.begin(), resolved_.end(),
                        [](const ResolvedTickets& a, const ResolvedTickets& b) { return a.group < b.group; });
}

Result<void> DocumentStore::set_limits(const StoredDocument::Limits& limits) {
  limits_ = limits;
  const bool has_any =
      std::any_of(places_, places_ + count_, [](std::uint64_t place) { return place != kNoPlace; });
  const bool classes_fit = std::ranges::all_of(
      resolved_, [&](const ResolvedTickets& one) { return one.access_class < limits.access_classes; });
  if ((has_any && (limits.language_tags == 0 || limits.access_classes == 0)) || !classes_fit)
    return damaged_file(folder_ / kNumbersFile);
  return ok();
}

void DocumentStore::count_read() const {
  if (++*reads_ % kReadsBetweenReleases != 0) return;
  for (const MappedFile& segment : segments_) segment.release(0, segment.bytes().size());
}

Result<void> DocumentStore::check_documents() const {
  for (std::uint32_t number = 1; number <= count_; ++number) {
    if (has(number) && !document(number).is_sound())
      return damaged_file(segment_path(folder_, segment_names_[places_[number - 1] >> kSegmentShift]));
  }
  return ok();
}

std::span<const std::uint32_t> DocumentStore::group(std::uint32_t group) const {
  if (group >= group_count_) return {};
  const std::uint32_t end = std::min(group_starts_[group + 1], grouped_);
  return {group_documents_ + std::min(group_starts_[group], end), group_documents_ + end};
}

std::span<const std::uint32_t> DocumentStore::versions(std::uint32_t number) const {
  const auto all = group(number);
  if (all.empty() || document(all.front()).kind() == Kind::ticket) return {};
  std::size_t tickets = 0;
  for (const ResolvedTickets& of_class : resolved_tickets(number)) tickets += of_class.count;
  return all.first(all.size() - std::min(tickets, all.size()));
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
