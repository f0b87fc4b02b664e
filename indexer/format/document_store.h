#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
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

// The forward side of an index: for each document its text in blocks, its words in order by id (vocabulary.h)
// with their offsets, and what is shown of it. Xapian finds candidates; from here they are ranked, and their
// best passage is cut and marked, without reading a word of text.
//
// Documents are numbered as in Xapian, from 1; of those that went, the numbers stay empty. Their records lie
// in segments, files that are written once and shared by hard links among the generations that have them: an
// update writes one more segment, and numbers.bin, which says where each document's record is.

// A word in a document: its id, with the high bit set where it lies over other words (segmenter.h: overlay).
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
  Field field = Field::body;         // heading blocks: the field of their section
  std::vector<std::uint32_t> words;  // ids, some with kOverlayBit
  std::vector<StoredSpan> spans;     // one a word
};

// Blocks that are shown together: those below one heading, as far as they fit.
struct StoredPassage {
  std::uint32_t first_block = 0;
  std::uint32_t block_count = 0;
  std::uint32_t heading_block = kNoBlock;
};

// What the indexer hands over for one document.
struct StoreEntry {
  Kind kind = Kind::article;
  Confidence confidence = Confidence::not_validated;
  std::uint16_t language_tag = 0;       // index into the manifest's language tags
  std::uint16_t analysis_language = 0;  // index into the vocabulary's languages
  std::uint16_t access_class = 0;
  std::int32_t valid_from = kAlwaysFrom;  // days since 1970-01-01
  std::int32_t valid_until = kForever;    // the last day on which it is valid
  std::vector<std::uint32_t> title_words, keyword_words;
  std::vector<StoredBlock> blocks;
  std::vector<StoredPassage> passages;
  DocumentMeta meta;
};

// How many access classes and language tags the documents of a generation may have.
inline constexpr std::size_t kMostAccessClasses = std::size_t{1} << 16U;
inline constexpr std::size_t kMostLanguageTags = std::size_t{1} << 16U;
static_assert(std::numeric_limits<decltype(StoreEntry::access_class)>::max() == kMostAccessClasses - 1);
static_assert(std::numeric_limits<decltype(StoreEntry::language_tag)>::max() == kMostLanguageTags - 1);

// How many tickets of one access class the articles of a group resolved.
struct ResolvedTickets {
  std::uint32_t group = 0;
  std::uint32_t access_class = 0;
  std::uint32_t count = 0;
};

class DocumentStore;

// Each is a file that a reader maps, and holds what later updates removed from it.
inline constexpr std::size_t kMostStoreSegments = 32;

// Writes one segment. One thread; several may write segments of one generation side by side.
class StoreSegmentWriter {
 public:
  // `folder`: the generation's; `name`: like no other segment's.
  static Result<StoreSegmentWriter> create(const std::filesystem::path& folder, std::string name);
  Result<void> add(const StoreEntry& entry);
  // A record as it lies in another segment.
  Result<void> add(std::string_view record);
  Result<void> finish();

  const std::string& name() const { return name_; }
  // Where the records lie, in their order.
  const std::vector<std::uint64_t>& offsets() const { return offsets_; }
  // Of each record, its access class if it is a ticket, else kNoTicket.
  const std::vector<std::uint32_t>& ticket_classes() const { return ticket_classes_; }

 private:
  StoreSegmentWriter(std::string name, FileWriter file) : name_(std::move(name)), file_(std::move(file)) {}

  std::string name_;
  FileWriter file_;
  std::vector<std::uint64_t> offsets_;
  std::vector<std::uint32_t> ticket_classes_;
};

// Writes the store of a generation into its folder: the segments' folder and numbers.bin.
class DocumentStoreWriter {
 public:
  // `segment`: the new segment's name; that of the generation, so that no two are alike.
  static Result<DocumentStoreWriter> create(const std::filesystem::path& folder, const std::string& segment);

  // Begins with all that another store holds; to be called first. Its segments are linked, or copied where
  // the file system has no links; where there are kMostStoreSegments, their documents are written anew into
  // this one, which also frees the room of those that went.
  Result<void> take_over(const DocumentStore& store);
  // Takes a segment that is finished; its documents get the next numbers. Before any add().
  void append(const StoreSegmentWriter& segment);
  void remove(std::uint32_t number);
  // The document gets the next number, which is returned.
  Result<std::uint32_t> add(const StoreEntry& entry);
  // `groups`: by number less one, what results are collapsed by; kNoGroup for numbers without a document.
  // From 0 without gaps. `stale`: sorted numbers of documents that are not what their sources hold now.
  Result<void> finish(const std::vector<std::uint32_t>& groups, const std::vector<std::uint32_t>& stale = {});

  // Numbers given so far, those of removed documents among them.
  std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }

 private:
  DocumentStoreWriter(std::filesystem::path folder, StoreSegmentWriter segment)
      : folder_(std::move(folder)), segment_(std::move(segment)) {}

  std::filesystem::path folder_;
  StoreSegmentWriter segment_;
  std::vector<std::string> segments_;          // taken over, and appended
  std::vector<std::uint64_t> places_;          // by number less one: segment << 48 | offset, or kNoPlace
  std::vector<std::uint32_t> ticket_classes_;  // by number less one
};

// A view into a mapped store: valid as long as the store. A damaged record is nothing(), and what lies in a
// record that was damaged since is cut to what is there: nothing is read beyond its bytes.
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
    std::uint32_t first_word;                // among the document's words
    std::uint32_t span_offset;
    std::uint8_t type, level, field, unused;
  };

  // What the numbers in a head are less than.
  struct Limits {
    std::size_t language_tags = SIZE_MAX, analysis_languages = SIZE_MAX, access_classes = SIZE_MAX;
  };

  // An archived article without id, title and text.
  static StoredDocument nothing();
  bool is_nothing() const;
  // The record that `bytes` begin with; nothing() where it is longer than these, or its head refers to what
  // is not there.
  static StoredDocument read(std::string_view bytes, const Limits& limits);
  // Whether its blocks and passages lie within it, too. False of nothing().
  bool is_sound() const;

  // `record` must be whole.
  explicit StoredDocument(const char* record) : head_(reinterpret_cast<const Head*>(record)) {}

  const Head& head() const { return *head_; }
  Kind kind() const { return static_cast<Kind>(head_->kind); }
  Confidence confidence() const { return static_cast<Confidence>(head_->confidence); }

  // Words of the title, then of the keywords, then of the blocks in order.
  std::span<const std::uint32_t> words() const { return {words_begin(), head_->word_count}; }
  std::span<const BlockRecord> blocks() const { return {blocks_begin(), head_->block_count}; }
  std::span<const StoredPassage> passages() const { return {passages_begin(), head_->passage_count}; }
  // [first, last) of a block's words among words().
  std::pair<std::uint32_t, std::uint32_t> block_words(std::size_t block) const;
  // [first, last) of a passage's blocks among blocks().
  std::pair<std::uint32_t, std::uint32_t> passage_blocks(const StoredPassage& passage) const;
  // Offsets of a block's words, one a word, in code points of its text.
  std::vector<StoredSpan> block_spans(std::size_t block) const;
  std::string_view block_text(std::size_t block) const;
  DocumentMeta meta() const;
  // Only the id, without the rest of meta().
  std::string_view id() const;
  std::string_view article() const;
  // What tells whether an article is outdated (translations.h); its language is the manifest's.
  VersionState version(std::string_view lang) const;
  // All of it as the writer was given it.
  StoreEntry entry() const;
  // The record as it lies on the disk.
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

// A mapped store. Immutable; any thread. Whatever number is asked for, and whatever the files hold, nothing
// is read beyond them: open() looks through numbers.bin, and a record is looked at when it is asked for.
class DocumentStore {
 public:
  // `folder`: the generation's.
  static Result<DocumentStore> open(const std::filesystem::path& folder);
  // Which languages and classes there are for documents to refer to. A damaged error where there are none for
  // the documents, or for the counts of resolved tickets. Before it is shared among threads.
  Result<void> set_limits(const StoredDocument::Limits& limits);
  // Looks at every document; damaged where one is not sound. Reads a large part of the segments.
  Result<void> check_documents() const;

  // The highest number there is.
  std::uint32_t size() const { return count_; }
  // Whether there is a document of this number, from 1 to size().
  bool has(std::uint32_t number) const { return number - 1 < count_ && places_[number - 1] != kNoPlace; }
  // StoredDocument::nothing() where there is none, or its record is damaged.
  StoredDocument document(std::uint32_t number) const {
    return StoredDocument::read(from_record(number), limits_);
  }
  // Whether the document is an earlier version of what its source holds now, which can't be read.
  bool is_stale(std::uint32_t number) const {
    return std::binary_search(stale_.begin(), stale_.end(), number);
  }
  std::span<const std::uint32_t> stale() const { return stale_; }
  // Says that the document will be read soon: it is fetched meanwhile, as far as its head and a kilobyte of
  // words.
  void expect(std::uint32_t number) const {
    const char* at = from_record(number).data();
    if (at == nullptr) return;
    for (std::size_t line = 0; line < 20; ++line) __builtin_prefetch(at + line * 64);
  }
  // What a document's results are collapsed by.
  std::uint32_t group_of(std::uint32_t number) const {
    return number - 1 < count_ ? groups_[number - 1] : kNoGroup;
  }
  // The documents of a group: an article's versions and, behind them, the tickets that it resolved; or one
  // ticket.
  std::span<const std::uint32_t> group(std::uint32_t group) const;
  // Of them the article's versions alone, however many tickets there are.
  std::span<const std::uint32_t> versions(std::uint32_t group) const;
  // How many tickets the group's article resolved, by access class; none of a group without an article. Takes
  // as long for five thousand tickets as for five.
  std::span<const ResolvedTickets> resolved_tickets(std::uint32_t group) const;

 private:
  friend class DocumentStoreWriter;
  static constexpr std::uint64_t kNoPlace = ~std::uint64_t{0};
  static constexpr unsigned kSegmentShift = 48;
  static constexpr std::uint64_t kRecordAlignment = 8;

  // A document's record and what follows it in its segment; empty where it has none.
  std::string_view from_record(std::uint32_t number) const {
    const std::uint64_t place = number - 1 < count_ ? places_[number - 1] : kNoPlace;
    const std::uint64_t segment = place >> kSegmentShift;
    const std::uint64_t offset = place & ((std::uint64_t{1} << kSegmentShift) - 1);
    if (segment >= records_.size() || offset >= records_[segment].size() || offset % kRecordAlignment != 0)
      return {};
    return records_[segment].substr(offset);
  }
  bool is_sound() const;

  std::filesystem::path folder_;
  MappedFile numbers_;
  std::vector<std::string> segment_names_;
  std::vector<MappedFile> segments_;
  std::vector<std::string_view> records_;  // of each segment
  StoredDocument::Limits limits_;
  const std::uint64_t* places_ = nullptr;
  const std::uint32_t* groups_ = nullptr;
  std::uint32_t count_ = 0;
  const std::uint32_t* group_starts_ = nullptr;
  std::uint32_t group_count_ = 0;
  const std::uint32_t* group_documents_ = nullptr;
  std::uint32_t grouped_ = 0;
  std::span<const std::uint32_t> stale_;       // sorted
  std::span<const ResolvedTickets> resolved_;  // by group and class
};

}  // namespace callside
