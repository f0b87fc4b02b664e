#include "indexer/schema/vocabulary.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "indexer/base/bytes.h"
#include "indexer/schema/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kMagic = 0x33434F5645445343;        // "CSDEVOC3" in memory order
constexpr std::uint64_t kCountsMagic = 0x31544E4345445343;  // "CSDECNT1"

// A stem that a form has, or that is a part of it.
struct StemEntry {
  std::uint16_t language;
  std::string_view stem;
  std::uint32_t form;
  std::uint32_t offset;
};

// Each distinct string once, back to back.
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
  std::map<std::vector<std::uint32_t>, std::uint32_t> class_sets;
  std::vector<StemEntry> stems, parts;
  ByteWriter records;
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    const FormEntry& form = forms[number];
    std::vector<std::uint32_t> classes;
    for (const ClassCount& one : form.classes) classes.push_back(one.number);
    const auto set = class_sets.try_emplace(std::move(classes), static_cast<std::uint32_t>(class_sets.size()))
                         .first->second;
    const std::uint32_t stem = pool.add(form.stem);
    const std::uint32_t folded_stem = pool.add(form.folded_stem);
    if (!form.stem.empty()) stems.push_back({form.language, form.stem, number, stem});
    if (!form.folded_stem.empty()) stems.push_back({form.language, form.folded_stem, number, folded_stem});
    for (const std::string& part : form.parts) parts.push_back({form.language, part, number, pool.add(part)});
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

  ByteWriter sets;
  std::vector<const std::vector<std::uint32_t>*> by_number(class_sets.size());
  for (const auto& [set, number] : class_sets) by_number[number] = &set;
  for (const auto* set : by_number) {
    sets.varint(set->size());
    for (const std::uint32_t one : *set) sets.varint(one);
  }
  ByteWriter head;
  head.number(kMagic);
  head.number(static_cast<std::uint32_t>(forms.size()));
  head.number(static_cast<std::uint32_t>(stems.size()));
  head.number(static_cast<std::uint32_t>(parts.size()));
  head.number(static_cast<std::uint32_t>(numbers.size()));
  head.strings(languages);
  head.varint(by_number.size());
  head.string(sets.bytes());
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
  CALLSIDE_TRY(file.write(order.bytes()));
  CALLSIDE_TRY(file.write(pool.bytes()));
  return file.finish();
}

Result<void> write_form_counts(const std::filesystem::path& path, const std::vector<FormEntry>& forms) {
  ByteWriter out;
  out.number(kCountsMagic);
  out.number(static_cast<std::uint32_t>(forms.size()));
  for (const FormEntry& form : forms) {
    out.varint(form.classes.size());
    for (const ClassCount& one : form.classes) {
      out.varint(one.number);
      out.varint(one.documents);
    }
  }
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  CALLSIDE_TRY(file.write(out.bytes()));
  return file.finish();
}

Result<void> read_form_counts(const std::filesystem::path& path, std::vector<FormEntry>& forms) {
  CALLSIDE_ASSIGN(const MappedFile file, MappedFile::open(path));
  ByteReader in(file.bytes());
  bool fits = in.number<std::uint64_t>() == kCountsMagic && in.number<std::uint32_t>() == forms.size();
  for (FormEntry& form : forms) {
    fits = fits && in.varint() == form.classes.size() && !in.failed();
    if (!fits) break;
    for (ClassCount& one : form.classes) {
      fits = fits && in.varint() == one.number;
      one.documents = static_cast<std::uint32_t>(in.varint());
    }
  }
  if (!fits || in.failed()) return damaged_file(path);
  return ok();
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
  if (reader.number<std::uint64_t>() != kMagic || head_size > bytes.size()) return damaged();
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
  const std::uint64_t stems_size = size_of(vocabulary.stems_) + size_of(vocabulary.parts_);
  if (reader.failed() || sets.failed() || head_size % 8 != 0 ||
      head_size + records_size + stems_size > bytes.size())
    return damaged();
  const char* at = bytes.data() + head_size;
  vocabulary.forms_ = reinterpret_cast<const Record*>(at);
  vocabulary.numbers_ = reinterpret_cast<const std::uint32_t*>(vocabulary.forms_ + vocabulary.form_count_);
  at += records_size;
  at = vocabulary.map_stems(vocabulary.stems_, at);
  vocabulary.map_stems(vocabulary.parts_, at);
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
         is_sound(stems_) && is_sound(parts_);
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
    for (const std::uint32_t one : class_sets_[known.class_set]) entry.classes.push_back({one, 1});
  }
  for (std::uint32_t at = 0; at < parts_.count; ++at)
    entries[parts_.forms[at]].parts.emplace_back(text(parts_.offsets[at], parts_.lengths[at]));
  return entries;
}

// The first form for which `less(record)` does not hold.
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
  // There are few.
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

// Returns where the next part of the file begins.
const char* Vocabulary::map_stems(StemIndex& index, const char* at) {
  index.forms = reinterpret_cast<const std::uint32_t*>(at);
  index.offsets = index.forms + index.count;
  index.lengths = reinterpret_cast<const std::uint8_t*>(index.offsets + index.count);
  return at + (std::uint64_t{index.count} * 9 + 3) / 4 * 4;
}

std::span<const std::uint32_t> Vocabulary::find(const StemIndex& index, std::uint16_t language,
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
  // There are few.
  std::uint32_t end = begin;
  while (end < index.count && key_of(end) == key) ++end;
  return {index.forms + begin, index.forms + end};
}

std::span<const std::uint32_t> Vocabulary::find_stem(std::uint16_t language, std::string_view stem) const {
  return find(stems_, language, stem);
}

std::span<const std::uint32_t> Vocabulary::find_part(std::uint16_t language, std::string_view stem) const {
  return find(parts_, language, stem);
}

std::vector<bool> Vocabulary::visible_class_sets(const std::vector<bool>& visible_classes) const {
  std::vector<bool> visible;
  visible.reserve(class_sets_.size() + 1);
  for (const auto& set : class_sets_) {
    visible.push_back(std::any_of(set.begin(), set.end(), [&](std::uint32_t one) {
      return one < visible_classes.size() && visible_classes[one];
    }));
  }
  visible.push_back(false);
  return visible;
}

}  // namespace callside
