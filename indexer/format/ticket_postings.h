#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/base/files.h"
#include "indexer/format/posting_list.h"

namespace callside {

// Writes one part of a ticket index (ticket_index.h): the posting lists of the tickets that one thread of a
// build, or one update, adds.

// Number of tickets of one access class that have a term.
struct TicketCount {
  std::uint32_t access_class = 0;
  std::uint32_t tickets = 0;
  bool operator==(const TicketCount&) const = default;
};

// Contents of a finished part. Terms are numbered by the caller, in the order of their text.
struct TicketPart {
  std::string name;
  std::uint32_t before = 0;  // a number below all of its documents
  // Terms with postings, ascending.
  std::vector<std::uint32_t> terms;
  std::vector<std::uint64_t> offsets;      // of each term's list in the file
  std::vector<std::uint32_t> first_count;  // of each term, and one more: index in `counts`
  std::vector<TicketCount> counts;         // by term, then by class
};

// A term of a document, with its within-document frequency (fields.h).
struct WeightedTerm {
  std::uint32_t number = 0;
  std::uint32_t wdf = 0;
};

// Begins the file of a part: "CSDTPST1" in memory order.
inline constexpr std::uint64_t kTicketPartMagic = 0x3154535054445343;
// The path of a part's file below a generation's folder.
std::filesystem::path ticket_part_path(const std::filesystem::path& folder, const std::string& name);

// Postings arrive by document and are stored by term. They are sorted in batches, and several batches are
// merged from disk. Memory: 24 bytes for a posting of a batch, 20 for a term, 2 for a ticket, and 8 for a
// posting of the most frequent term. One thread.
class TicketPostingsWriter {
 public:
  // Postings sorted in memory at a time.
  static constexpr std::size_t kBatch = 4'000'000;

  // `folder`: of the generation. `name` must be unique among its parts. Documents must be greater than
  // `before`.
  static Result<TicketPostingsWriter> create(const std::filesystem::path& folder, std::string name,
                                             std::uint32_t before, std::size_t batch = kBatch);

  // `document`: greater than in all earlier calls. `terms`: each once.
  Result<void> add(std::uint32_t document, std::uint32_t access_class, std::span<const WeightedTerm> terms);
  // Completes the file.
  Result<TicketPart> finish();

 private:
  struct Run;

  TicketPostingsWriter(std::filesystem::path path, FileWriter file, std::size_t batch)
      : path_(std::move(path)), file_(std::move(file)), batch_(batch) {}

  void sort_batch();
  Result<void> write_run();
  Result<void> write_list(std::uint32_t term, std::span<const Posting> postings);
  std::filesystem::path run_path(std::size_t run) const;

  std::filesystem::path path_;
  FileWriter file_;
  std::size_t batch_;
  TicketPart part_;
  // The current batch: parallel arrays, in the order of add(); after sort_batch(), by term.
  std::vector<std::uint32_t> terms_;
  std::vector<Posting> postings_;
  std::size_t runs_ = 0;
  std::vector<std::uint16_t> classes_;        // by document, less part_.before + 1
  std::vector<std::uint32_t> class_tickets_;  // scratch, all zero between calls
  std::string list_;                          // scratch
};

}  // namespace callside
