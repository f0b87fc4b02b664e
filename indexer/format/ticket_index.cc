#include "indexer/format/ticket_index.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "indexer/base/bytes.h"
#include "indexer/base/fnv1a.h"
#include "indexer/format/damaged_file.h"
#include "indexer/format/index_folder.h"

namespace callside {

namespace {

constexpr std::uint64_t kIndexMagic = 0x3158494B54445343;  // "CSDTKIX1" in memory order
constexpr std::size_t kTicketHeadSize = 48;

std::uint32_t slot_of(std::string_view term, std::uint32_t mask) {
  // The high bits of FNV-1a are mixed better than the low ones.
  const std::uint64_t hash = fnv1a(term);
  return static_cast<std::uint32_t>(hash >> 32U ^ hash) & mask;
}

Result<MappedFile> open_part(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  ByteReader head(file.bytes());
  const bool fits = head.number<std::uint64_t>() == kTicketPartMagic;
  if (!fits) return damaged_file(path);
  return file;
}

PostingList list_in(const MappedFile& part, std::uint64_t offset, std::uint32_t before) {
  const std::string_view bytes = part.bytes();
  return offset < bytes.size() ? PostingList(bytes.substr(offset), before) : PostingList();
}

void append(const PostingList& list, std::vector<Posting>& out) {
  PostingList::Block block;
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    list.read(i, block);
    for (std::uint32_t j = 0; j < block.size; ++j) out.push_back({block.documents[j], block.wdfs[j]});
  }
}

}  // namespace

Result<TicketIndex> TicketIndex::open(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kTicketIndexFile;
  TicketIndex index;
  index.folder_ = folder;
  CALLSIDE_ASSIGN(index.file_, MappedFile::open(path));
  const std::string_view bytes = index.file_.bytes();
  ByteReader head(bytes);
  const bool fits = head.number<std::uint64_t>() == kIndexMagic;
  const std::uint64_t terms = head.number<std::uint32_t>();
  const std::uint64_t counts = head.number<std::uint32_t>();
  const std::uint64_t lists = head.number<std::uint32_t>();
  const std::uint64_t slots = head.number<std::uint32_t>();
  const std::uint64_t parts = head.number<std::uint32_t>();
  head.number<std::uint32_t>();
  const std::uint64_t strings = head.number<std::uint64_t>();
  const std::uint64_t names = head.number<std::uint64_t>();
  if (head.failed() || !fits || !std::has_single_bit(slots) || slots <= terms) return damaged_file(path);
  const std::uint64_t size = kTicketHeadSize + lists * sizeof(ListPlace) + 3 * (terms + 1) * 4 +
                             counts * sizeof(TicketCount) + slots * 4 + parts * 4;
  if (strings > bytes.size() || names > bytes.size() || bytes.size() != size + strings + names)
    return damaged_file(path);
  index.terms_ = static_cast<std::uint32_t>(terms);
  index.count_count_ = static_cast<std::uint32_t>(counts);
  index.list_count_ = static_cast<std::uint32_t>(lists);
  index.slot_mask_ = static_cast<std::uint32_t>(slots - 1);
  index.places_ = reinterpret_cast<const ListPlace*>(bytes.data() + kTicketHeadSize);
  index.texts_ = reinterpret_cast<const std::uint32_t*>(index.places_ + lists);
  index.first_counts_ = index.texts_ + terms + 1;
  index.first_lists_ = index.first_counts_ + terms + 1;
  index.counts_ = reinterpret_cast<const TicketCount*>(index.first_lists_ + terms + 1);
  index.slots_ = reinterpret_cast<const std::uint32_t*>(index.counts_ + counts);
  const std::uint32_t* before = index.slots_ + slots;
  index.strings_ = bytes.substr(size, strings);
  const auto are_offsets = [&](const std::uint32_t* offsets, std::uint64_t end) {
    return std::is_sorted(offsets, offsets + terms + 1) && offsets[terms] == end;
  };
  if (!are_offsets(index.texts_, strings) || !are_offsets(index.first_counts_, counts) ||
      !are_offsets(index.first_lists_, lists) ||
      !std::all_of(index.places_, index.places_ + lists,
                   [&](const ListPlace& one) { return one.part < parts; }))
    return damaged_file(path);
  index.part_before_.assign(before, before + parts);
  ByteReader part_names(bytes.substr(size + strings));
  index.part_names_ = part_names.strings();
  if (part_names.failed() || index.part_names_.size() != parts) return damaged_file(path);
  for (const std::string& name : index.part_names_) {
    CALLSIDE_ASSIGN(MappedFile part, open_part(ticket_part_path(folder, name)));
    index.parts_.push_back(std::move(part));
  }
  return index;
}

std::uint32_t TicketIndex::find(std::string_view wanted) const {
  if (terms_ == 0) return kNoTerm;
  // A sound table has an empty slot.
  std::uint32_t slot = slot_of(wanted, slot_mask_);
  for (std::uint32_t tried = 0; tried <= slot_mask_; ++tried, slot = (slot + 1) & slot_mask_) {
    const std::uint32_t number = slots_[slot];
    if (number == kNoTerm) break;
    if (term(number) == wanted) return number;
  }
  return kNoTerm;
}

std::string_view TicketIndex::term(std::uint32_t number) const {
  if (number >= terms_) return {};
  const std::uint32_t begin = texts_[number], end = texts_[number + 1];
  return begin < end ? part_of(strings_, begin, end - begin) : std::string_view();
}

std::span<const TicketCount> TicketIndex::counts(std::uint32_t number) const {
  if (number >= terms_) return {};
  const std::uint32_t begin = first_counts_[number], end = first_counts_[number + 1];
  if (begin > end || end > count_count_) return {};  // damaged since it was opened
  return {counts_ + begin, counts_ + end};
}

std::span<const TicketIndex::ListPlace> TicketIndex::places(std::uint32_t number) const {
  if (number >= terms_) return {};
  const std::uint32_t begin = first_lists_[number], end = first_lists_[number + 1];
  if (begin > end || end > list_count_) return {};
  return {places_ + begin, places_ + end};
}

std::uint32_t TicketIndex::lists(std::uint32_t number) const {
  return static_cast<std::uint32_t>(places(number).size());
}

PostingList TicketIndex::list(std::uint32_t number, std::uint32_t which) const {
  const auto all = places(number);
  if (which >= all.size() || all[which].part >= parts_.size()) return {};
  return list_in(parts_[all[which].part], all[which].offset, part_before_[all[which].part]);
}

std::uint32_t TicketIndex::frequency(std::string_view term, std::uint32_t document) const {
  const std::uint32_t number = find(term);
  PostingList::Block block;
  for (std::uint32_t i = 0; i < lists(number); ++i) {
    const PostingList one = list(number, i);
    for (std::uint32_t j = 0; j < one.blocks(); ++j) {
      if (one.blocks() > 1 && one.last_document(j) < document) continue;
      one.read(j, block);
      const auto end = block.documents.begin() + block.size;
      const auto at = std::lower_bound(block.documents.begin(), end, document);
      if (at != end && *at == document)
        return block.wdfs[static_cast<std::size_t>(at - block.documents.begin())];
      if (at != end) return 0;
    }
  }
  return 0;
}

// The tables of tickets.bin, in memory.
struct TicketIndexWriter::Tables {
  std::vector<std::string> parts;
  std::vector<std::uint32_t> before;
  std::vector<TicketIndex::ListPlace> places;
  std::vector<std::uint32_t> texts{0}, first_counts{0}, first_lists{0};
  std::vector<TicketCount> counts;
  std::string strings;

  std::uint32_t terms() const { return static_cast<std::uint32_t>(texts.size() - 1); }
  std::string_view term(std::uint32_t number) const {
    return std::string_view(strings).substr(texts[number], texts[number + 1] - texts[number]);
  }
  void end_term(std::string_view term) {
    strings += term;
    texts.push_back(static_cast<std::uint32_t>(strings.size()));
    first_counts.push_back(static_cast<std::uint32_t>(counts.size()));
    first_lists.push_back(static_cast<std::uint32_t>(places.size()));
  }
};

Result<void> TicketIndexWriter::take_over(const TicketIndex& old, const RemovedTickets& removed) {
  old_ = &old;
  removed_ = &removed;
  CALLSIDE_TRY(make_private_folder(folder_ / kTicketPartsFolder));
  for (const std::string& name : old.parts())
    CALLSIDE_TRY(link_file(ticket_part_path(old.folder_, name), ticket_part_path(folder_, name)));
  return ok();
}

Result<void> TicketIndexWriter::add(TicketPart part) {
  if (part.terms.empty()) return remove_tree(ticket_part_path(folder_, part.name));
  added_.push_back(std::move(part));
  return ok();
}

// Writes all lists into one part, without removed documents. `tables` refers to the parts that were added and
// taken over, and then to the new one.
Result<void> TicketIndexWriter::merge_parts(Tables& tables, const std::function<bool(std::uint32_t)>& has) {
  std::vector<MappedFile> parts;
  for (const std::string& name : tables.parts) {
    CALLSIDE_ASSIGN(MappedFile part, open_part(ticket_part_path(folder_, name)));
    parts.push_back(std::move(part));
  }
  const std::string name = tables.parts.back() + ".all";
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(ticket_part_path(folder_, name)));
  ByteWriter head;
  head.number(kTicketPartMagic);
  CALLSIDE_TRY(file.write(head.bytes()));
  std::vector<TicketIndex::ListPlace> places;
  std::vector<Posting> postings;
  std::string list;
  for (std::uint32_t term = 0; term < tables.terms(); ++term) {
    postings.clear();
    for (std::uint32_t i = tables.first_lists[term]; i < tables.first_lists[term + 1]; ++i) {
      const TicketIndex::ListPlace& place = tables.places[i];
      append(list_in(parts[place.part], place.offset, tables.before[place.part]), postings);
    }
    std::erase_if(postings, [&](const Posting& one) { return !has(one.document); });
    if (!postings.empty()) {
      places.push_back({file.offset(), 0, 0});
      list.clear();
      write_postings(postings, 0, list);
      CALLSIDE_TRY(file.write(list));
    }
    tables.first_lists[term] = static_cast<std::uint32_t>(places.size() - (postings.empty() ? 0 : 1));
  }
  tables.first_lists.back() = static_cast<std::uint32_t>(places.size());
  CALLSIDE_TRY(file.finish());
  for (const std::string& old : tables.parts) CALLSIDE_TRY(remove_tree(ticket_part_path(folder_, old)));
  tables.places = std::move(places);
  tables.parts = {name};
  tables.before = {0};
  return ok();
}

Result<void> TicketIndexWriter::finish(const std::vector<std::string>& terms,
                                       const std::function<bool(std::uint32_t)>& has) {
  static const TicketIndex kNone;
  const TicketIndex& old = old_ != nullptr ? *old_ : kNone;
  Tables tables;
  tables.parts = old.part_names_;
  tables.before = old.part_before_;
  for (const TicketPart& part : added_) {
    tables.parts.push_back(part.name);
    tables.before.push_back(part.before);
  }
  // Merges the terms of the old index and of each part, which are all sorted.
  std::uint32_t old_term = 0;
  std::vector<std::size_t> next(added_.size(), 0);
  std::map<std::uint32_t, std::uint32_t> by_class;
  while (true) {
    const bool has_old = old_term < old.size();
    std::string_view term = has_old ? old.term(old_term) : std::string_view();
    bool any = has_old;
    for (std::size_t i = 0; i < added_.size(); ++i) {
      if (next[i] == added_[i].terms.size()) continue;
      const std::string& other = terms[added_[i].terms[next[i]]];
      if (!any || other < term) term = other;
      any = true;
    }
    if (!any) break;
    by_class.clear();
    const std::size_t places = tables.places.size();
    if (has_old && old.term(old_term) == term) {
      for (const TicketCount& one : old.counts(old_term)) by_class[one.access_class] += one.tickets;
      const auto removed_here = removed_->find(term);
      if (removed_here != removed_->end()) {
        for (const auto& [access_class, tickets] : removed_here->second)
          by_class[access_class] -= std::min(by_class[access_class], tickets);
      }
      for (const TicketIndex::ListPlace& place : old.places(old_term)) tables.places.push_back(place);
      ++old_term;
    }
    for (std::size_t i = 0; i < added_.size(); ++i) {
      const TicketPart& part = added_[i];
      if (next[i] == part.terms.size() || terms[part.terms[next[i]]] != term) continue;
      const std::size_t at = next[i]++;
      for (std::uint32_t j = part.first_count[at]; j < part.first_count[at + 1]; ++j)
        by_class[part.counts[j].access_class] += part.counts[j].tickets;
      tables.places.push_back({part.offsets[at], static_cast<std::uint32_t>(old.parts().size() + i), 0});
    }
    std::erase_if(by_class, [](const auto& one) { return one.second == 0; });
    // Only removed tickets had it.
    if (by_class.empty()) {
      tables.places.resize(places);
      continue;
    }
    for (const auto& [access_class, tickets] : by_class) tables.counts.push_back({access_class, tickets});
    tables.end_term(term);
  }
  if (tables.parts.size() > kMaxTicketParts && old_ != nullptr) CALLSIDE_TRY(merge_parts(tables, has));

  const std::uint32_t count = tables.terms();
  const std::uint32_t slots = std::bit_ceil(2 * count + 1);
  std::vector<std::uint32_t> table(slots, TicketIndex::kNoTerm);
  for (std::uint32_t number = 0; number < count; ++number) {
    std::uint32_t slot = slot_of(tables.term(number), slots - 1);
    while (table[slot] != TicketIndex::kNoTerm) slot = (slot + 1) & (slots - 1);
    table[slot] = number;
  }
  ByteWriter names;
  names.strings(tables.parts);
  ByteWriter out;
  out.number(kIndexMagic);
  out.number(count);
  out.number(static_cast<std::uint32_t>(tables.counts.size()));
  out.number(static_cast<std::uint32_t>(tables.places.size()));
  out.number(slots);
  out.number(static_cast<std::uint32_t>(tables.parts.size()));
  out.number(std::uint32_t{0});
  out.number(std::uint64_t{tables.strings.size()});
  out.number(std::uint64_t{names.size()});
  out.numbers(tables.places);
  out.numbers(tables.texts);
  out.numbers(tables.first_counts);
  out.numbers(tables.first_lists);
  out.numbers(tables.counts);
  out.numbers(table);
  out.numbers(tables.before);
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(folder_ / kTicketIndexFile));
  CALLSIDE_TRY(file.write(out.bytes()));
  CALLSIDE_TRY(file.write(tables.strings));
  CALLSIDE_TRY(file.write(names.bytes()));
  return file.finish();
}

}  // namespace callside
