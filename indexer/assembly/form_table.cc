#include "indexer/assembly/form_table.h"

#include <algorithm>
#include <utility>

namespace callside {

std::uint16_t FormTable::language(const std::string& analysis_language) {
  const auto it = std::find(languages_.begin() + 1, languages_.end(), analysis_language);
  if (it == languages_.end()) {
    languages_.push_back(analysis_language);
    maps_.emplace_back();
    return static_cast<std::uint16_t>(languages_.size() - 1);
  }
  return static_cast<std::uint16_t>(it - languages_.begin());
}

std::uint32_t FormTable::intern(std::string_view text, SegmentKind kind, std::uint16_t language) {
  if (kind == SegmentKind::code) language = 0;
  const std::size_t which = kind == SegmentKind::bigram ? 1 : 0;
  PerLanguage& maps = maps_[language];
  if (const auto it = maps.as_typed[which].find(text); it != maps.as_typed[which].end()) {
    note_kind(it->second, kind);
    return it->second;
  }

  Word word = analyzer_.analyze(text, kind, languages_[language]);
  std::uint32_t number = kNone;
  if (!word.normal.empty()) {
    const auto [it, added] =
        maps.normal[which].try_emplace(word.normal, static_cast<std::uint32_t>(forms_.size()));
    number = it->second;
    if (added) {
      FormEntry& entry = forms_.emplace_back();
      entry.language = language;
      entry.kind = kind;
      entry.normal = std::move(word.normal);
      entry.folded = std::move(word.folded);
      entry.stem = std::move(word.stem);
      entry.folded_stem = std::move(word.folded_stem);
    }
    note_kind(number, kind);
  }
  maps.as_typed[which].emplace(text, number);
  return number;
}

void FormTable::note_kind(std::uint32_t number, SegmentKind kind) {
  if (number != kNone && kind == SegmentKind::word) forms_[number].kind = kind;
}

std::uint32_t FormTable::add(FormEntry form) {
  const std::size_t which = form.kind == SegmentKind::bigram ? 1 : 0;
  const auto [it, added] =
      maps_[form.language].normal[which].try_emplace(form.normal, static_cast<std::uint32_t>(forms_.size()));
  const SegmentKind kind = form.kind;
  if (added) forms_.push_back(std::move(form));
  note_kind(it->second, kind);
  return it->second;
}

}  // namespace callside
