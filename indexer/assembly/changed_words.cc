#include "indexer/assembly/changed_words.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "indexer/analysis/compounds.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/index_folder.h"

namespace callside {

namespace {

constexpr std::uint32_t kNoForm = 0xFFFFFFFF;

bool same_classes(const std::vector<ClassCount>& a, const std::vector<ClassCount>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ClassCount& x, const ClassCount& y) { return x.number == y.number; });
}

// Returns false if no document of that kind and class was counted: one of the two files is then damaged.
bool subtract_document(FormEntry& form, Kind kind, std::uint32_t access_class) {
  const auto of_kind = [&](FormCounts& counts) -> std::uint32_t& {
    return kind == Kind::article ? counts.articles : counts.tickets;
  };
  const auto at = std::find_if(form.classes.begin(), form.classes.end(),
                               [&](const ClassCount& one) { return one.number == access_class; });
  if (at == form.classes.end() || of_kind(form.counts) == 0 || of_kind(at->counts) == 0) return false;
  --of_kind(form.counts);
  --of_kind(at->counts);
  if (at->counts.documents() == 0) form.classes.erase(at);
  return true;
}

}  // namespace

Result<ChangedWords> ChangedWords::open(const std::filesystem::path& folder, const Generation& generation) {
  ChangedWords words;
  words.languages_ = generation.vocabulary().languages();
  words.entries_ = generation.vocabulary().entries();
  CALLSIDE_TRY(read_form_counts(folder / kCountsFile, words.entries_));
  words.next_id_ = generation.manifest().next_word_id;
  words.touched_.assign(words.next_id_, false);
  words.number_ids();
  return words;
}

void ChangedWords::number_ids() {
  by_id_.assign(next_id_, kNoForm);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) by_id_[entries_[i].id] = i;
}

bool ChangedWords::remove(const StoredDocument& document) {
  std::unordered_set<std::uint32_t> seen;
  for (const std::uint32_t word : document.words()) {
    const std::uint32_t id = word & ~kOverlayBit;
    if (!seen.insert(id).second) continue;
    if (id >= by_id_.size() || by_id_[id] == kNoForm) return false;
    FormEntry& form = entries_[by_id_[id]];
    if (!touched_[id]) before_.emplace_back(id, form.classes);
    touched_[id] = true;
    if (!subtract_document(form, document.kind(), document.head().access_class)) return false;
  }
  return true;
}

void ChangedWords::add(const MergedForms& merged) {
  for (const std::string& language : merged.languages) {
    const auto known = std::find(languages_.begin(), languages_.end(), language);
    merged_languages_.push_back(static_cast<std::uint16_t>(known - languages_.begin()));
    if (known == languages_.end()) languages_.push_back(language);
  }
  std::vector<FormEntry> fresh;
  for (FormEntry form : merged.forms) {
    form.language = merged_languages_[form.language];
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), form, form_less);
    if (at == entries_.end() || form_less(form, *at)) {
      form.id = next_id_++;
      merged_ids_.push_back(form.id);
      fresh.push_back(std::move(form));
      continue;
    }
    if (!touched_[at->id]) before_.emplace_back(at->id, at->classes);
    touched_[at->id] = true;
    at->counts += form.counts;
    if (form.kind == SegmentKind::word) at->kind = SegmentKind::word;
    for (const ClassCount& one : form.classes) count_in_class(at->classes, one.number, one.counts);
    merged_ids_.push_back(at->id);
  }
  std::erase_if(entries_, [](const FormEntry& form) { return form.counts.documents() == 0; });
  std::sort(fresh.begin(), fresh.end(), form_less);
  const auto middle = static_cast<std::ptrdiff_t>(entries_.size());
  std::move(fresh.begin(), fresh.end(), std::back_inserter(entries_));
  std::inplace_merge(entries_.begin(), entries_.begin() + middle, entries_.end(), form_less);
  number_ids();
}

Result<void> ChangedWords::split_compounds(const std::filesystem::path& folder, const Manifest& manifest,
                                           unsigned threads) {
  std::vector<FormEntry*> split;
  const auto first_new = static_cast<std::uint32_t>(touched_.size());
  const auto add_form = [&](FormEntry& form) {
    if (writes_compounds(languages_[form.language])) split.push_back(&form);
  };
  for (const auto& [id, classes] : before_) {
    if (by_id_[id] == kNoForm) continue;
    FormEntry& form = entries_[by_id_[id]];
    if (!same_classes(classes, form.classes)) add_form(form);
  }
  for (std::uint32_t id = first_new; id < next_id_; ++id) add_form(entries_[by_id_[id]]);
  if (split.empty()) return ok();
  CALLSIDE_ASSIGN(const WordModel model, read_model(folder, manifest));
  callside::split_compounds(model.compounds(), languages_, split, threads);
  return ok();
}

}  // namespace callside
