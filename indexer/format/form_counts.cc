#include "indexer/format/form_counts.h"

#include <algorithm>
#include <utility>

#include "indexer/base/bytes.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kFormCountsMagic = 0x32544E4345445343;  // "CSDECNT2" in memory order
constexpr std::size_t kHeadSize = 16;

bool is_of_one_class(const FormEntry& form) { return form.classes.size() < 2; }

}  // namespace

Result<void> write_form_counts(const std::filesystem::path& path, const std::vector<FormEntry>& forms) {
  static_assert(sizeof(ClassCount) == 12);
  std::vector<std::uint32_t> first;
  std::vector<ClassCount> counts;
  first.reserve(forms.size() + 1);
  for (const FormEntry& form : forms) {
    first.push_back(static_cast<std::uint32_t>(counts.size()));
    if (!is_of_one_class(form)) counts.insert(counts.end(), form.classes.begin(), form.classes.end());
  }
  first.push_back(static_cast<std::uint32_t>(counts.size()));
  ByteWriter out;
  out.number(kFormCountsMagic);
  out.number(static_cast<std::uint32_t>(forms.size()));
  out.number(static_cast<std::uint32_t>(counts.size()));
  out.numbers(first);
  out.numbers(counts);
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  CALLSIDE_TRY(file.write(out.bytes()));
  return file.finish();
}

Result<FormCountTable> FormCountTable::open(const std::filesystem::path& path, std::uint32_t forms) {
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  FormCountTable table;
  table.file_ = std::move(file);
  const std::string_view bytes = table.file_.bytes();
  ByteReader head(bytes);
  const bool fits = head.number<std::uint64_t>() == kFormCountsMagic && head.number<std::uint32_t>() == forms;
  const std::uint64_t counts = head.number<std::uint32_t>();
  const std::uint64_t size = kHeadSize + (std::uint64_t{forms} + 1) * 4 + counts * sizeof(ClassCount);
  if (head.failed() || !fits || bytes.size() != size) return damaged_file(path);
  table.forms_ = forms;
  table.count_ = static_cast<std::uint32_t>(counts);
  table.first_ = reinterpret_cast<const std::uint32_t*>(bytes.data() + kHeadSize);
  table.counts_ = reinterpret_cast<const ClassCount*>(table.first_ + forms + 1);
  if (!std::is_sorted(table.first_, table.first_ + forms + 1) || table.first_[forms] != counts)
    return damaged_file(path);
  return table;
}

Result<void> read_form_counts(const std::filesystem::path& path, std::vector<FormEntry>& forms) {
  CALLSIDE_ASSIGN(const FormCountTable table,
                  FormCountTable::open(path, static_cast<std::uint32_t>(forms.size())));
  for (std::uint32_t number = 0; number < forms.size(); ++number) {
    FormEntry& form = forms[number];
    const auto counts = table.of(number);
    if (is_of_one_class(form)) {
      for (ClassCount& one : form.classes) one.counts = form.counts;
      continue;
    }
    const auto same_class = [](const ClassCount& a, const ClassCount& b) { return a.number == b.number; };
    if (!std::equal(counts.begin(), counts.end(), form.classes.begin(), form.classes.end(), same_class))
      return damaged_file(path);
    form.classes.assign(counts.begin(), counts.end());
  }
  return ok();
}

}  // namespace callside
