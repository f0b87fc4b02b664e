#include "indexer/redact/name_contexts.h"

#include "indexer/redact/name_context.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr std::u32string_view kAfterLabel = U" -:,\"'\u201C\u201E\u00BB(*=\u00BF\u00A1";

class LabelSearch : NameContext {
 public:
  using NameContext::NameContext;

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(Role::holder | Role::name_word)) labelled(cue);
      if (cue.is(Role::mail_head)) mail_head(cue);
    }
  }

 private:
  // "holder: B. Chaudhry", "name on the account is Nnamdi Eze", "a nombre de Bakary Sonko"
  void labelled(const Cue& cue) {
    const std::size_t end = end_of(cue);
    if (reading_.at(end) == '-' || reading_.at(end) == '/') return;
    std::size_t begin = reading_.skip(end, kAfterLabel);
    // "Name:" on the line above, "Name | Ana Novak"
    if (reading_.at(begin) == '\n' && has(end, begin, U":")) begin = reading_.skip(begin + 1, kAfterLabel);
    if (reading_.at(begin) == '|') begin = reading_.skip(begin + 1, kAfterLabel);
    std::size_t first = reading_.word_after(begin, U"");
    if (first == kNone) return;
    const bool colon = has(end, word(first).begin, U":=|");
    if (asks_for_name(cue)) former_name(word(first).begin);
    constexpr int kMaxVerbs = 4;
    for (int i = 0; i < kMaxVerbs && !colon && is_stating(first); ++i) {
      const std::size_t next = reading_.word_after(word(first).end, U" ");
      if (next == kNone) return;
      first = next;
    }
    if (const auto run = names_.capital_run(first)) {
      if (colon) take_list(*run);
      // "Name: Rose King": both words are also names.
      if (colon && !run->organisation && run->words > 1 && run->signs == run->words) return take(*run);
      const bool named = colon && !run->is_impersonal() && (run->ordinary < run->words || run->signs > 0) &&
                         (run->words > 1 || (cue.is(Role::name_word) && run->described == 0));
      if (named) return take(*run);
      // "last name Castle": any word.
      if (!colon && run->words <= 2 && run->hindered == 0 && !run->organisation && asks_for_name(cue) &&
          run->begin == end + 1)
        return take(*run);
      if (run->is_weak() || (run->words == 1 && !colon && is_word_only(*run))) return;
      if (colon) take_inverted(*run);
      if (colon || run->words > 1 || is_phrase(cue) || !has(end, run->begin, U",")) take(*run);
      return;
    }
    constexpr std::size_t kMost = 3;
    const auto run = names_.lower_run(first, kMost);
    if (!run || (run->words == 1 && is_described(*run)) || run->organisation) return;
    const bool name = cue.is(Role::name_word) || is_phrase(cue);
    // "mit dem Namen versehenen Bereich"
    const bool listed = NameTable::instance().find(word(run->first).key) != 0;
    if (!colon && !listed && reading_.spoken().has_any(Role::german)) return;
    if ((colon && ends_there(run->end)) || (name && run->words == 2 && !has(end, run->begin, U",(")))
      take(*run);
  }

  // "my surname is Lindqvist now, it was Marsh"
  void former_name(std::size_t unit) {
    static const WordSet kBefore(
        "was were formerly previously before vorher fruher zuvor bisher antes anteriormente prej "
        "poprej nekoc nee");
    constexpr std::size_t kReach = 9;
    std::size_t i = reading_.word_from(unit);
    for (const std::size_t last = i + kReach; i + 1 < reading_.words().size() && i < last; ++i) {
      if (has(word(i).begin, word(i + 1).begin, U"\n.?")) return;
      if (!kBefore.contains(word(i).key)) continue;
      const auto run = names_.capital_run(reading_.word_after(word(i).end, U" "));
      if (run && !run->organisation && run->hindered == 0) return take(*run);
    }
  }

  bool asks_for_name(const Cue& cue) const {
    static const WordSet kAsks("surname nachname vorname familienname zuname priimek apellido apellidos");
    static const WordSet kNames("name"), kWhich("last first family middle");
    const std::size_t last = cue.last - 1;
    return kAsks.contains(word(last).key) ||
           (kNames.contains(word(last).key) && last > 0 && kWhich.contains(word(last - 1).key));
  }

  // "Present: Oskar, Lioba; Joerg Lind"
  void take_list(const NameRun& run) {
    constexpr int kMost = 20;
    std::size_t end = run.end;
    for (int i = 0; i < kMost && has(end, end + 1, U",;"); ++i) {
      const std::size_t first = reading_.word_after(end, U" ,;");
      if (first != kNone && word(first).is(Role::mail_head) && reading_.at(word(first).end) == ':') return;
      const auto next = names_.capital_run(first);
      if (!next || next->is_doubtful()) return;
      take(*next);
      end = next->end;
    }
  }

  // "Okoro, Blessing", "HAVERFORD/ROSE"
  void take_inverted(const NameRun& run) {
    const char32_t sign = reading_.at(run.end);
    if ((sign != ',' && sign != '/') || run.words > 2) return;
    const auto other = names_.capital_run(reading_.word_after(run.end, U" ,/"));
    if (!other || (other->is_weak() && sign == ',') || other->words > 2) return;
    const std::size_t next = reading_.skip(other->end, U" ");
    if (sign == '/' || reading_.at(next) == '\n' || reading_.at(next) == '<' || is_taken(reading_.at(next)))
      take(*other);
  }

  bool is_stating(std::size_t i) const {
    return !word(i).capital && word(i).size() <= 5 &&
           word(i).is(Role::verb | Role::links | Role::states | Role::presents);
  }

  bool ends_there(std::size_t unit) const { return has(unit, unit + 1, U",;.\n)<("); }

  // "From: Mehmet Yildiz-Crane <"
  void mail_head(const Cue& cue) {
    const std::size_t end = end_of(cue);
    if (!reading_.begins_line(begin_of(cue)) || reading_.at(end) != ':') return;
    const auto run = names_.capital_run(reading_.word_after(end, U" :\"'"));
    if (!run) return;
    if (!run->is_weak()) take_inverted(*run);
    const std::size_t next = reading_.skip(run->end, U" \"'.");
    const bool address = reading_.at(next) == '<' || is_taken(reading_.at(next));
    const bool described = run->described + run->ordinary > 0 && run->signs == 0;
    if (run->organisation || (!address && (run->is_weak() || described))) return;
    take(*run);
    take_list(*run);
  }
};

}  // namespace

void find_labelled_names(const Reading& reading, std::vector<NameRange>& ranges) {
  LabelSearch(reading, ranges).search();
}

}  // namespace callside
