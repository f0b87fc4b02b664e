#include "indexer/format/ticket_postings.h"

#include <algorithm>
#include <utility>

#include "indexer/base/bytes.h"
#include "indexer/format/damaged_file.h"
#include "indexer/format/index_folder.h"

namespace callside {

std::filesystem::path ticket_part_path(const std::filesystem::path& folder, const std::string& name) {
  return folder / kTicketPartsFolder / (name + ".bin");
}

// A sorted batch on disk, read term by term. A record is the varints term, number of postings, and of each
// posting the difference to the document before and the frequency.
struct TicketPostingsWriter::Run {
  MappedFile file;
  ByteReader rest{{}};
  std::uint32_t term = 0;
  std::uint32_t postings = 0;
  bool is_done = false;

  void next() {
    is_done = rest.rest().empty();
    if (is_done) return;
    term = static_cast<std::uint32_t>(rest.varint());
    postings = static_cast<std::uint32_t>(rest.varint());
  }
  void take(std::vector<Posting>& out) {
    std::uint32_t document = 0;
    for (; postings > 0 && !rest.failed(); --postings) {
      document += static_cast<std::uint32_t>(rest.varint());
      out.push_back({document, static_cast<std::uint32_t>(rest.varint())});
    }
  }
};

Result<TicketPostingsWriter> TicketPostingsWriter::create(const std::filesystem::path& folder,
                                                          std::string name, std::uint32_t before,
                                                          std::size_t batch) {
  CALLSIDE_TRY(make_private_folder(folder / kTicketPartsFolder));
  std::filesystem::path path = ticket_part_path(folder, name);
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  ByteWriter head;
  head.number(kTicketPartMagic);
  CALLSIDE_TRY(file.write(head.bytes()));
  TicketPostingsWriter writer(std::move(path), std::move(file), batch);
  writer.part_.name = std::move(name);
  writer.part_.before = before;
  return writer;
}

std::filesystem::path TicketPostingsWriter::run_path(std::size_t run) const {
  std::filesystem::path path = path_;
  return path += ".run." + std::to_string(run);
}

Result<void> TicketPostingsWriter::add(std::uint32_t document, std::uint32_t access_class,
                                       std::span<const WeightedTerm> terms) {
  classes_.resize(document - part_.before, 0);
  classes_.back() = static_cast<std::uint16_t>(access_class);
  for (const WeightedTerm& term : terms) {
    terms_.push_back(term.number);
    postings_.push_back({document, term.wdf});
  }
  return terms_.size() < batch_ ? ok() : write_run();
}

// Counting sort, which keeps the order of documents.
void TicketPostingsWriter::sort_batch() {
  if (terms_.empty()) return;
  std::vector<std::uint32_t> ends(*std::max_element(terms_.begin(), terms_.end()) + std::size_t{1}, 0);
  for (const std::uint32_t term : terms_) ++ends[term];
  std::uint32_t sum = 0;
  for (std::uint32_t& end : ends) end = std::exchange(sum, sum + end);
  std::vector<Posting> sorted(postings_.size());
  for (std::size_t i = 0; i < terms_.size(); ++i) sorted[ends[terms_[i]]++] = postings_[i];
  std::uint32_t begin = 0;
  for (std::uint32_t term = 0; term < ends.size(); ++term) {
    std::fill(terms_.begin() + begin, terms_.begin() + ends[term], term);
    begin = ends[term];
  }
  postings_ = std::move(sorted);
}

Result<void> TicketPostingsWriter::write_run() {
  sort_batch();
  CALLSIDE_ASSIGN(FileWriter run, FileWriter::create(run_path(runs_++)));
  ByteWriter out;
  for (std::size_t begin = 0; begin < terms_.size();) {
    std::size_t end = begin;
    while (end < terms_.size() && terms_[end] == terms_[begin]) ++end;
    out.varint(terms_[begin]);
    out.varint(end - begin);
    std::uint32_t document = 0;
    for (; begin < end; ++begin) {
      out.varint(postings_[begin].document - document);
      out.varint(postings_[begin].wdf);
      document = postings_[begin].document;
    }
    CALLSIDE_TRY(run.write(out.bytes()));
    out.clear();
  }
  terms_.clear();
  postings_.clear();
  return run.finish();
}

Result<void> TicketPostingsWriter::write_list(std::uint32_t term, std::span<const Posting> postings) {
  part_.terms.push_back(term);
  part_.offsets.push_back(file_.offset());
  part_.first_count.push_back(static_cast<std::uint32_t>(part_.counts.size()));
  std::uint32_t highest = 0;
  for (const Posting& one : postings) {
    const std::uint16_t access_class = classes_[one.document - part_.before - 1];
    if (access_class >= class_tickets_.size()) class_tickets_.resize(access_class + std::size_t{1}, 0);
    ++class_tickets_[access_class];
    highest = std::max<std::uint32_t>(highest, access_class);
  }
  for (std::uint32_t one = 0; one <= highest; ++one) {
    if (class_tickets_[one] > 0) part_.counts.push_back({one, std::exchange(class_tickets_[one], 0)});
  }
  list_.clear();
  write_postings(postings, part_.before, list_);
  return file_.write(list_);
}

Result<TicketPart> TicketPostingsWriter::finish() {
  if (runs_ > 0 && !terms_.empty()) CALLSIDE_TRY(write_run());
  if (runs_ == 0) {
    sort_batch();
    for (std::size_t begin = 0; begin < terms_.size();) {
      std::size_t end = begin;
      while (end < terms_.size() && terms_[end] == terms_[begin]) ++end;
      CALLSIDE_TRY(write_list(terms_[begin], std::span(postings_).subspan(begin, end - begin)));
      begin = end;
    }
  } else {
    terms_ = {};
    postings_ = {};
    std::vector<Run> runs(runs_);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      CALLSIDE_ASSIGN(runs[i].file, MappedFile::open(run_path(i)));
      runs[i].rest = ByteReader(runs[i].file.bytes());
      runs[i].next();
    }
    std::vector<Posting> postings;
    while (true) {
      const auto least = std::min_element(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
        return std::pair(a.is_done, a.term) < std::pair(b.is_done, b.term);
      });
      if (least->is_done) break;
      const std::uint32_t term = least->term;
      postings.clear();
      for (Run& run : runs) {
        if (run.is_done || run.term != term) continue;
        run.take(postings);
        if (run.rest.failed()) return damaged_file(path_);
        run.next();
      }
      CALLSIDE_TRY(write_list(term, postings));
    }
    for (std::size_t i = 0; i < runs.size(); ++i) CALLSIDE_TRY(remove_tree(run_path(i)));
  }
  part_.first_count.push_back(static_cast<std::uint32_t>(part_.counts.size()));
  CALLSIDE_TRY(file_.finish());
  return std::move(part_);
}

}  // namespace callside
