#include "indexer/redact/finder.h"

#include <algorithm>

#include "indexer/redact/detectors.h"
#include "indexer/redact/known_values.h"
#include "indexer/redact/word_detectors.h"

namespace callside {
namespace {

// Only generated texts are longer. Names known from one piece are not known in the next.
constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

// Returns the end of the piece that begins at `begin`: after the end of a line, or the end of the text.
std::size_t piece_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPieceBytes) return text.size();
  const std::size_t line_end = text.find('\n', begin + kPieceBytes);
  return line_end == std::string_view::npos ? text.size() : line_end + 1;
}

}  // namespace

Result<std::vector<PersonalSpan>> Finder::find(std::string_view text, std::span<const KnownValue> known,
                                               const RuleMatcher* rules) {
  std::vector<PersonalSpan> spans;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = piece_end(text, begin);
    CALLSIDE_TRY(search_piece(text.substr(begin, end - begin), known, rules, begin, spans));
    begin = end;
  }
  return spans;
}

Result<void> Finder::search_piece(std::string_view text, std::span<const KnownValue> known,
                                  const RuleMatcher* rules, std::size_t offset,
                                  std::vector<PersonalSpan>& spans) {
  const std::size_t first = spans.size();
  fold_text(text, units_, rules == nullptr ? std::span<const std::string>() : rules->marks());
  if (rules != nullptr) {
    rules->hide_kept(units_);
    findings_.clear();
    CALLSIDE_TRY(rules->find(text, units_, findings_));
    take(spans, offset);
  }
  KnownNames names;
  for (const KnownValue& value : known) {
    if (value.kind == KnownValue::Kind::name) {
      names.learn(value.text);
    } else {
      findings_.clear();
      find_known_value(units_, value, findings_);
      take(spans, offset);
    }
  }
  // A finding can reveal another ("tel. A, B"). Repeats until there are no new ones: usually two rounds. The
  // bound keeps the time linear.
  constexpr int kMaxRounds = 16;
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::size_t before = spans.size();
    if (round == 0) reading_.read(units_);
    search_round(names, spans, offset);
    if (spans.size() == before) break;
  }
  std::sort(spans.begin() + static_cast<std::ptrdiff_t>(first), spans.end(),
            [](const PersonalSpan& a, const PersonalSpan& b) { return a.begin < b.begin; });
  return ok();
}

// Runs all detectors once, in their order.
void Finder::search_round(const KnownNames& names, std::vector<PersonalSpan>& spans, std::size_t offset) {
  const auto take_found = [&] {
    if (findings_.empty()) return;
    take(spans, offset);
    reading_.read_again(units_, findings_);
  };
  for (const DetectionStep& step : detection_steps()) {
    findings_.clear();
    step.by_words != nullptr ? step.by_words(reading_, findings_) : step.by_units(units_, findings_);
    take_found();
  }
  findings_.clear();
  find_names(reading_, names, findings_);
  take_found();
  findings_.clear();
  find_health(reading_, findings_);
  take_found();
}

// Moves the findings to the spans, and replaces each by one taken unit in the view.
void Finder::take(std::vector<PersonalSpan>& spans, std::size_t offset) {
  if (findings_.empty()) return;
  std::size_t kept = findings_.front().begin;
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    const Finding& finding = findings_[i];
    const std::uint32_t begin = units_[finding.begin].begin, end = units_[finding.end - 1].end;
    spans.push_back({finding.kind, offset + begin, offset + end});
    units_[kept++] = {taken_by(finding.kind), begin, end};
    const std::size_t next = i + 1 < findings_.size() ? findings_[i + 1].begin : units_.size();
    for (std::size_t unit = finding.end; unit < next; ++unit) units_[kept++] = units_[unit];
  }
  units_.resize(kept);
}

}  // namespace callside
