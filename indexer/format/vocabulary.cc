#include "indexer/format/vocabulary.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "indexer/base/bytes.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kVocabularyMagic = 0x34434F5645445343;  // "CSDEVOC4" in memory order

// A stem of a form, or of a part of a compound.
struct StemEntry {
  std::uint16_t language;
  std::string_view stem;
  std::uint32_t form;
  std::uint32_t offset;
  std::uint32_t class_set = 0;  // parts only
};

// Concatenated strings, each distinct one once.
class StringPool {
 public:
  std::uint32_t add(std::string_view text) {
    if (text.empty()) return 0;
    const auto [it, added] =
        offsets_.try_emplace(std::string(text), static_cast<std::uint32_t>(bytes_.size()));
    if (added) bytes_.append(text);
    return it->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> offsets_;
  std::string bytes_;
};

void sort_stems(std::vector<StemEntry>& stems) {
  std::sort(stems.begin(), stems.end(), [](const StemEntry& a, const StemEntry& b) {
    return std::tie(a.language, a.stem, a.form) < std::tie(b.language, b.stem, b.form);
  });
}

std::uint8_t byte_length(std::string_view text) { return static_cast<std::uint8_t>(text.size()); }

void write_stems(const std::vector<StemEntry>& stems, ByteWriter& out) {
  for (const StemEntry& entry : stems) out.number(entry.form);
  for (const StemEntry& entry : stems) out.number(entry.offset);
  for (const StemEntry& entry : stems) out.number(byte_length(entry.stem));
  out.align(4);
}

// Numbers distinct sets of access classes in the order of first use.
class ClassSets {
 public:
  std::uint32_t number_of(const std::vector<std::uint32_t>& classes) {
    const auto [at, is_new] = numbers_.try_emplace(classes, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) in_order_.push_back(&at->first);
    return at->second;
  }
  std::uint32_t number_of(const std::vector<ClassCount>& classes) {
    std::vector<std::uint32_t> numbers;
    for (const ClassCount& one : classes) numbers.push_back(one.number);
    return number_of(numbers);
  }

  std::size_t size() const { return in_order_.size(); }
  std::string bytes() const {
    ByteWriter out;
    for (const auto* set : in_order_) {
      out.varint(set->size());
      for (const std::uint32_t one : *set) out.varint(one);
    }
    return std::string(out.bytes());
  }

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
  std::vector<const std::vector<std::uint32_t>*> in_order_;
};

bool is_bigram(SegmentKind kind) { return kind == SegmentKind::bigram; }

}  // namespace

struct Vocabulary::Record {
  std::uint32_t normal, folded, stem, folded_stem;  // offsets into the strings
  std::uint8_t normal_length, folded_length, stem_length, folded_stem_length;
  std::uint16_t language;
  std::uint8_t kind;
  std::uint8_t unused;
  std::uint32_t articles, tickets;
  std::uint32_t class_set;
  std::uint32_t id;
};

bool form_less(const FormEntry& a, const FormEntry& b) {
  return std::forward_as_tuple(a.language, is_bigram(a.kind), a.folded, a.normal) <
         std::forward_as_tuple(b.language, is_bigram(b.kind), b.folded, b.normal);
}

Result<void> write_vocabulary(const std::filesystem::path& path, const std::vector<std::string>& languages,
                              const std::vector<FormEntry>& forms) {
  StringPool pool;
  ClassSets class_sets;
  std::vector<StemEntry> stems, parts;
  ByteWriter records;
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    const FormEntry& form = forms[number];
    const std::uint32_t set = class_sets.number_of(form.classes);
    const std::uint32_t stem = pool.add(form.stem);
    const std::uint32_t folded_stem = pool.add(form.folded_stem);
    if (!form.stem.empty()) stems.push_back({form.language, form.stem, number, stem});
    if (!form.folded_stem.empty()) stems.push_back({form.language, form.folded_stem, number, folded_stem});
    for (const CompoundPart& part : form.parts) {
      parts.push_back(
          {form.language, part.stem, number, pool.add(part.stem), class_sets.number_of(part.classes)});
    }
    records.number(pool.add(form.normal));
    records.number(pool.add(form.folded));
    records.number(stem);
    records.number(folded_stem);
    records.number(byte_length(form.normal));
    records.number(byte_length(form.folded));
    records.number(byte_length(form.stem));
    records.number(byte_length(form.folded_stem));
    records.number(form.language);
    records.number(static_cast<std::uint8_t>(form.kind));
    records.number(std::uint8_t{0});
    records.number(form.counts.articles);
    records.number(form.counts.tickets);
    records.number(set);
    records.number(form.id);
  }
  sort_stems(stems);
  sort_stems(parts);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    const std::uint32_t id = forms[number].id;
    if (id >= numbers.size()) numbers.resize(std::size_t{id} + 1, static_cast<std::uint32_t>(forms.size()));
    numbers[id] = number;
  }
  records.numbers(numbers);

  ByteWriter head;
  head.number(kVocabularyMagic);
  head.number(static_cast<std::uint32_t>(forms.size()));
  head.number(static_cast<std::uint32_t>(stems.size()));
  head.number(static_cast<std::uint32_t>(parts.size()));
  head.number(static_cast<std::uint32_t>(numbers.size()));
  head.strings(languages);
  head.varint(class_sets.size());
  head.string(class_sets.bytes());
  head.align(8);

  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  ByteWriter size;
  size.number(static_cast<std::uint64_t>(head.size() + 8));
  CALLSIDE_TRY(file.write(size.bytes()));
  CALLSIDE_TRY(file.write(head.bytes()));
  CALLSIDE_TRY(file.write(records.bytes()));
  ByteWriter order;
  write_stems(stems, order);
  write_stems(parts, order);
  for (const StemEntry& part : parts) order.number(part.class_set);
  CALLSIDE_TRY(file.write(order.bytes()));
  CALLSIDE_TRY(file.write(pool.bytes()));
  return file.finish();
}

Result<Vocabulary> Vocabulary::open(const std::filesystem::path& path) {
  static_assert(sizeof(Record) == 40);
  const auto damaged = [&] { return damaged_file(path); };
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  Vocabulary vocabulary;
  vocabulary.file_ = std::move(file);
  const std::string_view bytes = vocabulary.file_.bytes();
  ByteReader reader(bytes);
  const auto head_size = reader.number<std::uint64_t>();
  if (reader.number<std::uint64_t>() != kVocabularyMagic || head_size > bytes.size()) return damaged();
  vocabulary.form_count_ = reader.number<std::uint32_t>();
  vocabulary.stems_.count = reader.number<std::uint32_t>();
  vocabulary.parts_.count = reader.number<std::uint32_t>();
  vocabulary.id_count_ = reader.number<std::uint32_t>();
  vocabulary.languages_ = reader.strings();
  const std::uint64_t set_count = reader.varint();
  ByteReader sets(reader.string());
  for (std::uint64_t i = 0; i < set_count && !sets.failed(); ++i) {
    std::vector<std::uint32_t> set(std::min<std::uint64_t>(sets.varint(), sets.rest().size()));
    for (std::uint32_t& one : set) one = static_cast<std::uint32_t>(sets.varint());
    vocabulary.class_sets_.push_back(std::move(set));
  }
  const std::uint64_t records_size =
      std::uint64_t{vocabulary.form_count_} * sizeof(Record) + std::uint64_t{vocabulary.id_count_} * 4;
  const auto size_of = [](const StemIndex& index) { return (std::uint64_t{index.count} * 9 + 3) / 4 * 4; };
  const std::uint64_t stems_size =
      size_of(vocabulary.stems_) + size_of(vocabulary.parts_) + std::uint64_t{vocabulary.parts_.count} * 4;
  if (reader.failed() || sets.failed() || head_size % 8 != 0 ||
      head_size + records_size + stems_size > bytes.size())
    return damaged();
  const char* at = bytes.data() + head_size;
  vocabulary.forms_ = reinterpret_cast<const Record*>(at);
  vocabulary.numbers_ = reinterpret_cast<const std::uint32_t*>(vocabulary.forms_ + vocabulary.form_count_);
  at += records_size;
  at = vocabulary.map_stems(vocabulary.stems_, at);
  at = vocabulary.map_stems(vocabulary.parts_, at);
  vocabulary.part_sets_ = reinterpret_cast<const std::uint32_t*>(at);
  vocabulary.strings_ = bytes.substr(head_size + records_size + stems_size);
  if (!vocabulary.is_sound()) return damaged();
  return vocabulary;
}

bool Vocabulary::is_sound(const Record& r) const {
  const auto fits = [this](std::uint32_t offset, std::uint8_t length) {
    return std::uint64_t{offset} + length <= strings_.size();
  };
  return fits(r.normal, r.normal_length) && fits(r.folded, r.folded_length) && fits(r.stem, r.stem_length) &&
         fits(r.folded_stem, r.folded_stem_length) && r.language < languages_.size() &&
         r.kind <= static_cast<std::uint8_t>(SegmentKind::bigram) && r.class_set < class_sets_.size() &&
         r.id < id_count_;
}

bool Vocabulary::is_sound(const StemIndex& index) const {
  for (std::uint32_t at = 0; at < index.count; ++at) {
    const bool fits = std::uint64_t{index.offsets[at]} + index.lengths[at] <= strings_.size();
    if (!fits || index.forms[at] >= form_count_) return false;
  }
  return true;
}

// One pass over each table.
bool Vocabulary::is_sound() const {
  return !languages_.empty() &&
         std::all_of(forms_, forms_ + form_count_, [this](const Record& one) { return is_sound(one); }) &&
         std::all_of(numbers_, numbers_ + id_count_,
                     [this](std::uint32_t number) { return number <= form_count_; }) &&
         is_sound(stems_) && is_sound(parts_) &&
         std::all_of(part_sets_, part_sets_ + parts_.count,
                     [this](std::uint32_t set) { return set < class_sets_.size(); });
}

Vocabulary::Form Vocabulary::form(std::uint32_t number) const {
  if (number >= form_count_) return Form{{}, {}, {}, {}, 0, SegmentKind::word, {}, no_set(), id_count_};
  const Record& r = forms_[number];
  return Form{text(r.normal, r.normal_length),
              text(r.folded, r.folded_length),
              text(r.stem, r.stem_length),
              text(r.folded_stem, r.folded_stem_length),
              r.language < languages_.size() ? r.language : std::uint16_t{0},
              static_cast<SegmentKind>(r.kind),
              FormCounts{r.articles, r.tickets},
              std::min(r.class_set, no_set()),
              r.id};
}

std::uint32_t Vocabulary::id_of(std::uint32_t number) const {
  return number < form_count_ ? forms_[number].id : id_count_;
}

std::vector<FormEntry> Vocabulary::entries() const {
  std::vector<FormEntry> entries(form_count_);
  for (std::uint32_t number = 0; number < form_count_; ++number) {
    const Form known = form(number);
    FormEntry& entry = entries[number];
    entry.language = known.language;
    entry.kind = known.kind;
    entry.normal = known.normal;
    entry.folded = known.folded;
    entry.stem = known.stem;
    entry.folded_stem = known.folded_stem;
    entry.counts = known.counts;
    entry.id = known.id;
    if (known.class_set == no_set()) continue;
    for (const std::uint32_t one : class_sets_[known.class_set]) entry.classes.push_back({one, {}});
  }
  for (std::uint32_t at = 0; at < parts_.count; ++at)
    entries[parts_.forms[at]].parts.push_back(
        {std::string(text(parts_.offsets[at], parts_.lengths[at])), class_sets_[part_sets_[at]]});
  return entries;
}

// Returns the first form for which `less(record)` is false.
template <typename Less>
std::uint32_t Vocabulary::lower_bound(Less less) const {
  const Record* found = std::partition_point(forms_, forms_ + form_count_, less);
  return static_cast<std::uint32_t>(found - forms_);
}

Vocabulary::Range Vocabulary::find_folded(std::uint16_t language, bool bigram,
                                          std::string_view folded) const {
  const auto key = std::tuple(language, bigram, folded);
  const auto key_of = [&](const Record& r) {
    return std::tuple(r.language, is_bigram(static_cast<SegmentKind>(r.kind)),
                      text(r.folded, r.folded_length));
  };
  Range range;
  range.begin = lower_bound([&](const Record& r) { return key_of(r) < key; });
  // A linear scan: few forms share a folded form.
  range.end = range.begin;
  while (range.end < form_count_ && key_of(forms_[range.end]) == key) ++range.end;
  return range;
}

Vocabulary::Range Vocabulary::find_prefix(std::uint16_t language, std::string_view prefix) const {
  const auto key = std::tuple(language, false, prefix);
  const auto key_of = [&](const Record& r) {
    return std::tuple(r.language, is_bigram(static_cast<SegmentKind>(r.kind)),
                      text(r.folded, r.folded_length).substr(0, prefix.size()));
  };
  const std::uint32_t begin = lower_bound([&](const Record& r) { return key_of(r) < key; });
  return Range{begin, std::max(begin, lower_bound([&](const Record& r) { return key_of(r) <= key; }))};
}

// Returns the start of the next part of the file.
const char* Vocabulary::map_stems(StemIndex& index, const char* at) {
  index.forms = reinterpret_cast<const std::uint32_t*>(at);
  index.offsets = index.forms + index.count;
  index.lengths = reinterpret_cast<const std::uint8_t*>(index.offsets + index.count);
  return at + (std::uint64_t{index.count} * 9 + 3) / 4 * 4;
}

Vocabulary::Range Vocabulary::find(const StemIndex& index, std::uint16_t language,
                                   std::string_view stem) const {
  const auto key = std::tuple(language, stem);
  const auto key_of = [&](std::uint32_t at) {
    return std::tuple(forms_[index.forms[at]].language, text(index.offsets[at], index.lengths[at]));
  };
  std::uint32_t begin = 0;
  for (std::uint32_t high = index.count; begin < high;) {
    const std::uint32_t middle = begin + (high - begin) / 2;
    if (key_of(middle) < key) {
      begin = middle + 1;
    } else {
      high = middle;
    }
  }
  // A linear scan: few forms share a stem.
  std::uint32_t end = begin;
  while (end < index.count && key_of(end) == key) ++end;
  return {begin, end};
}

std::span<const std::uint32_t> Vocabulary::find_stem(std::uint16_t language, std::string_view stem) const {
  const Range found = find(stems_, language, stem);
  return {stems_.forms + found.begin, stems_.forms + found.end};
}

std::vector<Vocabulary::Part> Vocabulary::parts_of(std::span<const std::uint32_t> forms) const {
  std::vector<Part> parts;
  for (std::uint32_t at = 0; at < parts_.count; ++at) {
    if (!std::binary_search(forms.begin(), forms.end(), parts_.forms[at])) continue;
    // Damaged since it was opened.
    if (part_sets_[at] >= class_sets_.size()) continue;
    parts.push_back({parts_.forms[at], text(parts_.offsets[at], parts_.lengths[at]), part_sets_[at]});
  }
  return parts;
}

Vocabulary::Compounds Vocabulary::find_part(std::uint16_t language, std::string_view stem) const {
  const Range found = find(parts_, language, stem);
  return {{parts_.forms + found.begin, parts_.forms + found.end},
          {part_sets_ + found.begin, part_sets_ + found.end}};
}

}  // namespace callside
