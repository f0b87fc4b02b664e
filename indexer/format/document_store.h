#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/bytes.h"
#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/document.h"
#include "indexer/format/document_meta.h"
#include "indexer/format/fields.h"
#include "indexer/format/version_state.h"

namespace callside {

// The forward index: for each document its text in blocks, its words in order, by id (vocabulary.h) and with
// their offsets, and the metadata to display. Xapian and the ticket index find candidates; the store is
// enough to rank them and to cut and highlight their best passage, without analysing text again.
//
// Documents have the same numbers as in Xapian, from 1. Numbers of removed documents stay unused. Records are
// in segments: files that are written once and shared between generations by hard links. An update writes one
// more segment, and a numbers.bin with the location of each document's record.

// Set in a word's id if the word overlaps other words (an overlay, see segmenter.h).
inline constexpr std::uint32_t kOverlayBit = 0x80000000U;
inline constexpr std::uint32_t kNoBlock = 0xFFFFFFFFU;
inline constexpr std::uint32_t kNoGroup = 0xFFFFFFFFU;
inline constexpr std::uint32_t kNoTicket = 0xFFFFFFFFU;
inline constexpr std::int32_t kAlwaysFrom = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int32_t kForever = std::numeric_limits<std::int32_t>::max();

struct StoredSpan {
  std::uint32_t start = 0;   // code points in the block's text
  std::uint32_t length = 0;  // code points
};

struct StoredBlock {
  std::string text;
  BlockType type = BlockType::paragraph;
  std::uint8_t level = 0;
  Field field = Field::body;         // for a heading: the field of its section
  std::vector<std::uint32_t> words;  // ids, some with kOverlayBit
  std::vector<StoredSpan> spans;     // one per word
};

// Blocks that are shown together: as much as fits of the text below one heading.
struct StoredPassage {
  std::uint32_t first_block = 0;
  std::uint32_t block_count = 0;
  std::uint32_t heading_block = kNoBlock;
};

// Input of StoreSegmentWriter::add() for one document.
struct StoreEntry {
  Kind kind = Kind::article;
  Confidence confidence = Confidence::not_validated;
  std::uint16_t language_tag = 0;       // index into the manifest's language tags
  std::uint16_t analysis_language = 0;  // index into the vocabulary's languages
  std::uint16_t access_class = 0;
  std::int32_t valid_from = kAlwaysFrom;  // days since 1970-01-01
  std::int32_t valid_until = kForever;    // last valid day
  std::vector<std::uint32_t> title_words, keyword_words;
  std::vector<StoredBlock> blocks;
  std::vector<StoredPassage> passages;
  DocumentMeta meta;
};

// Maximum number of access classes and language tags in a generation.
inline constexpr std::size_t kMaxAccessClasses = std::size_t{1} << 16U;
inline constexpr std::size_t kMaxLanguageTags = std::size_t{1} << 16U;
static_assert(std::numeric_limits<decltype(StoreEntry::access_class)>::max() == kMaxAccessClasses - 1);
static_assert(std::numeric_limits<decltype(StoreEntry::language_tag)>::max() == kMaxLanguageTags - 1);

// Number of tickets of one access class that a group's article resolved.
struct ResolvedTickets {
  std::uint32_t group = 0;
  std::uint32_t access_class = 0;
  std::uint32_t count = 0;
};

class DocumentStore;

// Maximum number of segments. Each is a mapped file, and keeps the space of documents that updates removed.
inline constexpr std::size_t kMaxStoreSegments = 32;

// Writes one segment. Not thread-safe, but several writers may write segments of one generation in parallel.
class StoreSegmentWriter {
 public:
  // `folder` is the generation's. `name` must be unique among its segments.
  static Result<StoreSegmentWriter> create(const std::filesystem::path& folder, std::string name);
  Result<void> add(const StoreEntry& entry);
  // Adds a record copied from another segment.
  Result<void> add(std::string_view record);
  Result<void> finish();

  const std::string& name() const { return name_; }
  // Offsets of the records, in the order of add().
  const std::vector<std::uint64_t>& offsets() const { return offsets_; }
  // For each record: the access class if it is a ticket, else kNoTicket.
  const std::vector<std::uint32_t>& ticket_classes() const { return ticket_classes_; }

 private:
  StoreSegmentWriter(std::string name, FileWriter file) : name_(std::move(name)), file_(std::move(file)) {}

  std::string name_;
  FileWriter file_;
  std::vector<std::uint64_t> offsets_;
  std::vector<std::uint32_t> ticket_classes_;
};

// Writes a generation's store into its folder: the segments' folder and numbers.bin.
class DocumentStoreWriter {
 public:
  // `segment` names the new segment. Use the generation's name, which makes it unique.
  static Result<DocumentStoreWriter> create(const std::filesystem::path& folder, const std::string& segment);

  // Starts with all documents of another store. Must be called first. Links that store's segments, or copies
  // them if the file system has no links. If it has kMaxStoreSegments, rewrites its documents into the new
  // segment instead, which also frees the space of removed documents.
  Result<void> take_over(const DocumentStore& store);
  // Adds a finished segment; its documents get the next numbers. Must precede any add().
  void append(const StoreSegmentWriter& segment);
  void remove(std::uint32_t number);
  // Returns true if the document was added, or taken over and not removed.
  bool has(std::uint32_t number) const;
  // Adds a document and returns its number, the next one.
  Result<std::uint32_t> add(const StoreEntry& entry);
  // `groups`: for each document, by number - 1, the group that its results are collapsed into, numbered from
  // 0 without gaps; kNoGroup for unused numbers. `stale`: sorted numbers of documents that are older than
  // what their sources hold now.
  Result<void> finish(const std::vector<std::uint32_t>& groups, const std::vector<std::uint32_t>& stale = {});

  // Numbers assigned so far, including those of removed documents.
  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }

 private:
  DocumentStoreWriter(std::filesystem::path folder, StoreSegmentWriter segment)
      : folder_(std::move(folder)), segment_(std::move(segment)) {}

  std::filesystem::path folder_;
  StoreSegmentWriter segment_;
  std::vector<std::string> segments_;          // linked or appended
  std::vector<std::uint64_t> places_;          // by number - 1: segment << 48 | offset, or kNoPlace
  std::vector<std::uint32_t> ticket_classes_;  // by number - 1
};

// A view into a mapped store, valid as long as the store. A damaged record reads as nothing(). If a record is
// damaged after it was checked, its parts are clamped: no access goes beyond its bytes.
class StoredDocument {
 public:
  struct Head {
    std::uint16_t language_tag, analysis_language, access_class;
    std::uint8_t kind, confidence;
    std::int32_t valid_from, valid_until;
    std::uint16_t title_words, keyword_words;
    std::uint32_t word_count, block_count, passage_count, span_bytes, text_bytes, meta_bytes;
  };
  struct BlockRecord {
    std::uint32_t text_offset, text_length;  // bytes
    std::uint32_t first_word;                // index into the document's words
    std::uint32_t span_offset;
    std::uint8_t type, level, field, unused;
  };

  // Exclusive upper bounds of the numbers in a head.
  struct Limits {
    std::size_t language_tags = SIZE_MAX, analysis_languages = SIZE_MAX, access_classes = SIZE_MAX;
  };

  // A placeholder: an archived article without id, title and text.
  static StoredDocument nothing();
  bool is_missing() const;
  // Returns the record at the start of `bytes`, or nothing() if the record is longer than `bytes` or its head
  // exceeds `limits`.
  static StoredDocument read(std::string_view bytes, const Limits& limits);
  // Returns true if its blocks and passages are within bounds, too. False for nothing().
  bool is_sound() const;

  // `record` must be complete.
  explicit StoredDocument(const char* record) : head_(reinterpret_cast<const Head*>(record)) {}

  const Head& head() const { return *head_; }
  Kind kind() const { return static_cast<Kind>(head_->kind); }
  Confidence confidence() const { return static_cast<Confidence>(head_->confidence); }

  // The words of the title, then of the keywords, then of the blocks, in order.
  std::span<const std::uint32_t> words() const { return {words_begin(), head_->word_count}; }
  std::span<const BlockRecord> blocks() const { return {blocks_begin(), head_->block_count}; }
  std::span<const StoredPassage> passages() const { return {passages_begin(), head_->passage_count}; }
  // Range [first, last) of a block's words in words().
  std::pair<std::uint32_t, std::uint32_t> block_words(std::size_t block) const;
  // Range [first, last) of a passage's blocks in blocks().
  std::pair<std::uint32_t, std::uint32_t> passage_blocks(const StoredPassage& passage) const;
  // Spans of a block's words, one per word, in code points of the block's text.
  std::vector<StoredSpan> block_spans(std::size_t block) const;
  std::string_view block_text(std::size_t block) const;
  DocumentMeta meta() const;
  // The id alone, without reading the rest of meta().
  std::string_view id() const;
  std::string_view article() const;
  std::vector<std::string> product() const;
  // Input for outdated() (translations.h). `lang` is the document's tag in the manifest.
  VersionState version(std::string_view lang) const;
  // Reconstructs the writer's input.
  StoreEntry entry() const;
  // The record as stored on disk.
  std::string_view bytes() const;

 private:
  const std::uint32_t* words_begin() const { return reinterpret_cast<const std::uint32_t*>(head_ + 1); }
  const BlockRecord* blocks_begin() const {
    return reinterpret_cast<const BlockRecord*>(words_begin() + head_->word_count);
  }
  const StoredPassage* passages_begin() const {
    return reinterpret_cast<const StoredPassage*>(blocks_begin() + head_->block_count);
  }
  const char* spans_begin() const {
    return reinterpret_cast<const char*>(passages_begin() + head_->passage_count);
  }
  const char* text_begin() const { return spans_begin() + head_->span_bytes; }
  std::string_view meta_bytes() const { return {text_begin() + head_->text_bytes, head_->meta_bytes}; }

  const Head* head_;
};

// A memory-mapped store. Immutable; safe for any thread. Never reads beyond its files, whatever number is
// asked for and whatever the files hold: open() validates numbers.bin, and each access validates its record.
class DocumentStore {
 public:
  // `folder` is the generation's.
  static Result<DocumentStore> open(const std::filesystem::path& folder);
  // Sets the bounds of the languages and classes that documents may refer to. Returns a damaged error if
  // there are documents but no languages or classes, or if a count of resolved tickets is of a class out of
  // bounds. Call before sharing the store between threads.
  Result<void> set_limits(const StoredDocument::Limits& limits);
  // From now on lets the system reclaim what was read, every kReadsBetweenReleases documents: a build walks
  // all documents several times, and must not need memory for all of them. Reading one again takes longer.
  // Call before sharing the store between threads.
  void save_memory() { reads_ = std::make_unique<std::atomic<std::uint32_t>>(0); }
  // Validates every document. Returns a damaged error if one is not sound. Reads much of the segments.
  Result<void> check_documents() const;

  // The highest document number.
  std::uint32_t size() const { return count_; }
  // Returns true if a document has this number.
  bool has(std::uint32_t number) const { return number - 1 < count_ && places_[number - 1] != kNoPlace; }
  // Returns StoredDocument::nothing() if there is no such document or its record is damaged.
  StoredDocument document(std::uint32_t number) const {
    if (reads_ != nullptr) count_read();
    return StoredDocument::read(from_record(number), limits_);
  }
  // Returns true if the document is an older version, kept because what its source holds now was rejected.
  bool is_stale(std::uint32_t number) const {
    return std::binary_search(stale_.begin(), stale_.end(), number);
  }
  std::span<const std::uint32_t> stale() const { return stale_; }
  // Prefetches the document's head and about a kilobyte of its words.
  void expect(std::uint32_t number) const {
    const char* at = from_record(number).data();
    if (at == nullptr) return;
    for (std::size_t line = 0; line < 20; ++line) __builtin_prefetch(at + line * 64);
  }
  // The group that the document's results are collapsed into.
  std::uint32_t group_of(std::uint32_t number) const {
    return number - 1 < count_ ? groups_[number - 1] : kNoGroup;
  }
  // The documents of a group: an article's versions, followed by the tickets that the article resolved; or a
  // single ticket.
  std::span<const std::uint32_t> group(std::uint32_t group) const;
  // The article's versions in a group, without the tickets.
  std::span<const std::uint32_t> versions(std::uint32_t group) const;
  // Counts of the tickets that the group's article resolved, by access class. Empty for a group without an
  // article. The counts are precomputed: the cost does not depend on the number of tickets.
  std::span<const ResolvedTickets> resolved_tickets(std::uint32_t group) const;

 private:
  friend class DocumentStoreWriter;
  static constexpr std::uint64_t kNoPlace = ~std::uint64_t{0};
  static constexpr unsigned kSegmentShift = 48;
  static constexpr std::uint64_t kRecordAlignment = 8;

  // The bytes from the start of a document's record to the end of its segment. Empty if it has no record.
  std::string_view from_record(std::uint32_t number) const {
    const std::uint64_t place = number - 1 < count_ ? places_[number - 1] : kNoPlace;
    const std::uint64_t segment = place >> kSegmentShift;
    const std::uint64_t offset = place & ((std::uint64_t{1} << kSegmentShift) - 1);
    if (segment >= records_.size() || offset >= records_[segment].size() || offset % kRecordAlignment != 0)
      return {};
    return records_[segment].substr(offset);
  }
  bool is_sound() const;
  void count_read() const;

  // About 60 MB of tickets.
  static constexpr std::uint32_t kReadsBetweenReleases = 65'536;

  std::unique_ptr<std::atomic<std::uint32_t>> reads_;  // nullptr: memory need not be saved
  std::filesystem::path folder_;
  MappedFile numbers_;
  std::vector<std::string> segment_names_;
  std::vector<MappedFile> segments_;
  std::vector<std::string_view> records_;  // by segment
  StoredDocument::Limits limits_;
  const std::uint64_t* places_ = nullptr;
  const std::uint32_t* groups_ = nullptr;
  std::uint32_t count_ = 0;
  const std::uint32_t* group_starts_ = nullptr;
  std::uint32_t group_count_ = 0;
  const std::uint32_t* group_documents_ = nullptr;
  std::uint32_t grouped_ = 0;
  std::span<const std::uint32_t> stale_;       // sorted
  std::span<const ResolvedTickets> resolved_;  // sorted by group and class
};

}  // namespace callside
