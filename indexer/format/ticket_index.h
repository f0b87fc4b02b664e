#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/posting_list.h"
#include "indexer/format/ticket_postings.h"

namespace callside {

// The inverted index of the tickets' words. Xapian has the words of articles. Tickets outnumber them by far,
// and are searched in a way that skips most of their postings (searchd/query/retrieve/ticket_search.h).
//
// tickets.bin has every term of a ticket, how many tickets of each access class have it, and where its
// posting lists are. The lists are in parts: files that are written once and shared between generations by
// hard links, as the segments of documents are. A part has tickets with higher numbers than all parts before
// it, so the lists of a term, one after the other, are sorted. They may still name tickets that were removed
// since; the counts do not.

class TicketIndex {
 public:
  static constexpr std::uint32_t kNoTerm = 0xFFFFFFFF;

  // `folder`: of the generation. Validates all but the posting lists, which check what they read.
  static Result<TicketIndex> open(const std::filesystem::path& folder);

  // Number of terms. They are numbered from 0 by their text.
  std::uint32_t size() const { return terms_; }
  // Returns kNoTerm if no ticket has the term. Takes constant time.
  std::uint32_t find(std::string_view term) const;
  // The next four return nothing for numbers out of range.
  std::string_view term(std::uint32_t number) const;
  // By class.
  std::span<const TicketCount> counts(std::uint32_t number) const;
  // The number of parts that have a list of the term, and these lists, in the order of their documents.
  std::uint32_t lists(std::uint32_t number) const;
  PostingList list(std::uint32_t number, std::uint32_t which) const;

  // How often a ticket has a term; 0: not at all.
  std::uint32_t frequency(std::string_view term, std::uint32_t document) const;

  const std::vector<std::string>& parts() const { return part_names_; }

 private:
  friend class TicketIndexWriter;
  struct ListPlace {
    std::uint64_t offset;
    std::uint32_t part;
    std::uint32_t unused;
  };
  std::span<const ListPlace> places(std::uint32_t number) const;

  std::filesystem::path folder_;
  MappedFile file_;
  std::vector<std::string> part_names_;
  std::vector<std::uint32_t> part_before_;
  std::vector<MappedFile> parts_;
  std::uint32_t terms_ = 0, count_count_ = 0, list_count_ = 0;
  std::uint32_t slot_mask_ = 0;
  const ListPlace* places_ = nullptr;
  const std::uint32_t* texts_ = nullptr;         // by term, and the end of the last
  const std::uint32_t* first_counts_ = nullptr;  // the same
  const std::uint32_t* first_lists_ = nullptr;   // the same
  const TicketCount* counts_ = nullptr;
  const std::uint32_t* slots_ = nullptr;  // open addressing by fnv1a; kNoTerm: empty
  std::string_view strings_;
};

// How many of the removed tickets have a term, by access class.
using RemovedTickets = std::map<std::string, std::map<std::uint32_t, std::uint32_t>, std::less<>>;

// Parts from which on an update merges them into one.
inline constexpr std::size_t kMaxTicketParts = 32;

// Writes tickets.bin of one generation.
class TicketIndexWriter {
 public:
  explicit TicketIndexWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Starts with the tickets of another generation's index, less `removed`. Must be called first. Both must
  // outlive finish(). Links the parts, or copies them if the file system has no links.
  Result<void> take_over(const TicketIndex& old, const RemovedTickets& removed);
  // Adds a finished part. Its documents must be greater than those of the parts before. Removes a part
  // without tickets.
  Result<void> add(TicketPart part);
  // `terms`: the text of each number in the added parts, sorted. `has`: returns true if the document was not
  // removed; asked only if parts are merged, which then lose the postings of removed documents.
  Result<void> finish(const std::vector<std::string>& terms, const std::function<bool(std::uint32_t)>& has);

 private:
  struct Tables;
  Result<void> merge_parts(Tables& tables, const std::function<bool(std::uint32_t)>& has);

  std::filesystem::path folder_;
  const TicketIndex* old_ = nullptr;
  const RemovedTickets* removed_ = nullptr;
  std::vector<TicketPart> added_;
};

}  // namespace callside
