#include "indexer/redact/name_signature.h"

#include <algorithm>
#include <optional>

#include "indexer/redact/name_run.h"

namespace callside {
namespace {

class SignatureSearch {
 public:
  SignatureSearch(const Reading& reading, std::vector<NameRange>& ranges)
      : reading_(reading), names_(reading), ranges_(ranges) {}

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(Role::closes)) below_closing(cue);
      if (cue.is(Role::sender) && reading_.begins_line(word(cue.first).begin)) below_sender(cue);
      if (cue.is(Role::contact | Role::birth)) before_value(word(cue.first).begin, false);
    }
    sentences();
    const View units = reading_.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (is_taken(units[i].c) && units[i].c != kName && units[i].c != kHealth) {
        before_value(i, true);
        after_value(i + 1);
      }
    }
    last_lines();
  }

 private:
  static constexpr char32_t kName = taken_by(PersonalKind::name), kHealth = taken_by(PersonalKind::health);

  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }
  void take(const NameRun& run) { names_.take(run, ranges_); }

  // Skips blanks, a few signs, and at most three line ends. Counts the line ends in `lines`.
  std::size_t skip_to_name(std::size_t unit, std::size_t& lines) const {
    constexpr std::size_t kMaxUnits = 12, kMostLines = 3;
    std::size_t end = unit;
    for (; end < unit + kMaxUnits && end < reading_.units().size(); ++end) {
      const char32_t c = reading_.at(end);
      if (c == '\n' && ++lines > kMostLines) break;
      if (std::u32string_view(U" ,.!-:\n*_;~\u2022/|").find(c) == std::u32string_view::npos) break;
    }
    return end;
  }

  void below_closing(const Cue& cue) {
    const std::size_t end = word(cue.last - 1).end;
    std::size_t lines = 0;
    const std::size_t begin = skip_to_name(end, lines);
    const bool apart = lines > 0 || reading_.at(end) != ' ';
    const bool phrase = cue.last - cue.first > 1;
    const bool opens = reading_.begins_sentence(word(cue.first).begin) || phrase;
    // "best before", "ihr": ordinary words close a letter only if separated from what follows.
    const bool alone = reading_.begins_line(word(cue.first).begin) && fills_line(begin);
    const bool weak = cue.is(Role::ordinary) && !phrase && !cue.is(Role::greets);
    if (weak && !(apart && reading_.begins_sentence(word(cue.first).begin)) && !(lines == 0 && alone)) return;
    std::size_t first = reading_.word_after(begin, U"");
    first = skip_sender(first);
    if (first == Reading::kNone) return;
    if (const auto run = names_.capital_run(first)) {
      const bool ends = ends_name(run->end);
      // "Jo" is a word in some language.
      constexpr std::size_t kShortName = 3;
      const bool nickname = lines > 0 && run->words == 1 && !run->organisation &&
                            run->end - run->begin <= kShortName && reading_.ends_line(run->end);
      if (nickname) take(*run);
      const bool whole_line =
          lines > 0 && reading_.ends_line(run->end) && !run->is_impersonal() && run->words <= 3;
      if (whole_line || (!run->is_weak() && (ends || (opens && apart)))) take(*run);
      return;
    }
    if (!apart && !opens) return;
    constexpr std::size_t kMost = 3;
    const auto run = names_.lower_run(first, kMost);
    if (run && !run->organisation && reading_.ends_line(run->end) && !is_described(*run)) take(*run);
  }

  // "i. V. Ruprecht Pfeffer"
  void below_sender(const Cue& cue) {
    const auto run = names_.capital_run(reading_.word_after(word(cue.last - 1).end, U". "));
    if (run && run->words > 1 && !run->is_doubtful() && reading_.ends_line(run->end)) take(*run);
  }

  // Returns true if the name that begins at a unit fills the rest of its line.
  bool fills_line(std::size_t unit) const {
    const auto run = names_.capital_run(reading_.word_after(unit, U""));
    return run && reading_.ends_line(run->end);
  }

  bool is_described(const NameRun& run) const {
    return run.words == 1 && word(run.first).is(Role::descriptive | Role::compound);
  }

  std::size_t skip_sender(std::size_t first) const {
    constexpr int kMost = 3;
    for (int i = 0; i < kMost && first != Reading::kNone; ++i) {
      const bool initials =
          word(first).size() == 1 && reading_.at(word(first).end) == '.' && !word(first).capital;
      const bool von = !word(first).capital && word(first).is(Role::particle) && word(first).size() <= 4;
      if (!initials && !von && !word(first).is(Role::sender)) break;
      if (word(first).is(Role::sender) && word(first).capital && word(first).size() > 3) break;
      first = reading_.word_after(word(first).end, U". ");
    }
    return first;
  }

  bool ends_name(std::size_t unit) const {
    const std::size_t next = reading_.skip(unit, U" .");
    const char32_t c = reading_.at(next);
    return c == '\n' || is_taken(c) || next > unit + 1 || reading_.at(unit) == '.' ||
           std::u32string_view(U",;(-|<!/").find(c) != std::u32string_view::npos;
  }

  // "Tilen Mavsar, [e-mail]", "Lu Ning, emso ...", "Wei Chen, tel. ..."; also on the line above.
  void before_value(std::size_t unit, bool taken) {
    constexpr std::u32string_view kSame = U" ,;<(:-|/\"[", kAbove = U" ,;\n<";
    const std::size_t begin = reading_.skip_back(unit, kSame);
    const bool above = reading_.before(begin) == '\n' && begin > 0;
    if (unit - begin > 6 || (above && !taken)) return;
    const auto run = names_.run_before(unit, above ? kAbove : kSame);
    if (!run && taken && !above) lower_before_value(unit);
    if (!run || unit - run->end > 8) return;
    const bool person =
        above && taken && run->words == 2 && !run->is_impersonal() && names_.begins_line(*run);
    if (person) return take(*run);
    if (run->is_weak()) return;
    const std::size_t gap = reading_.skip(run->end, U" ");
    const bool apart = gap < unit && !is_letter(reading_.at(gap));
    const bool opens = reading_.begins_sentence(run->begin) || follows_break(run->begin);
    const bool whole_line = names_.begins_line(*run);
    const bool sure = run->words > 1 && !run->is_doubtful();
    // "Karte: [card]" labels the value; "Ana, [e-mail]" names its owner.
    const bool label = !above && has_colon(run->end, unit);
    if (label && !sure) return;
    const bool fits = above ? whole_line && (run->words > 1 || (taken && !run->is_doubtful()))
                            : (run->words > 1 && apart && (opens || sure)) || (sure && taken && opens) ||
                                  (!run->is_doubtful() && whole_line && taken && apart);
    if (reading_.at(run->end + 1) == '<' && taken) take_surname_before(*run);
    if (fits && !(run->words > 1 && run->ordinary + run->described == run->words)) take(*run);
  }

  // "petra kos, petra@example.org"
  void lower_before_value(std::size_t unit) {
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run_before(unit, U" ,(<", kMost);
    if (!run || run->words < kMost || run->organisation || is_described(*run)) return;
    if (reading_.at(run->end) == ',' && (reading_.begins_sentence(run->begin) || follows_break(run->begin)))
      take(*run);
  }

  bool has_colon(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (reading_.at(i) == ':') return true;
    }
    return false;
  }

  // "Ashdown, Fenella <[e-mail]>"
  void take_surname_before(const NameRun& run) {
    const auto surname = names_.run_before(run.begin, U" ,");
    if (!surname || surname->is_weak() || surname->end + 2 != run.begin) return;
    take(*surname);
    take(run);
  }

  // "... in time. Marjeta Golob": a sentence that is a name or begins with a name and a comma, or a name
  // after a comma at the end of a sentence.
  void sentences() {
    const auto& words = reading_.words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (!words[i].capital || !words[i + 1].capital || reading_.at(words[i].end) != ' ' ||
          words[i].is(Role::ordinary) || words[i].capitals)
        continue;
      const bool begins = reading_.begins_sentence(words[i].begin) &&
                          reading_.before(reading_.skip_back(words[i].begin, U" ")) != ':';
      const bool apart = reading_.before(reading_.skip_back(words[i].begin, U" ")) == ',';
      if (!begins && !apart) continue;
      const auto run = names_.capital_run(i);
      if (!run || run->words < 2 || run->is_doubtful() || run->begin != words[i].begin) continue;
      const std::size_t following = reading_.word_after(run->end, U" ,(-");
      if (following != Reading::kNone && word(following).is(Role::version) && word(following).size() > 2)
        continue;
      const char32_t c = reading_.at(reading_.skip(run->end, U" "));
      const bool ends = std::u32string_view(U"\n.!?").find(c) != std::u32string_view::npos;
      const bool continues = std::u32string_view(U",(;-").find(c) != std::u32string_view::npos;
      // A title may be two words with capitals; "Kos Nina, pogodba 4471" is not a title.
      if ((ends && words[i].begin > 0) || (begins && continues)) take(*run);
    }
  }

  bool follows_break(std::size_t unit) const {
    const char32_t c = reading_.before(reading_.skip_back(unit, U" \"("));
    return c == ',' || c == '(' || c == '-' || is_taken(c);
  }

  // "[IBAN], Rajko Sustar", "[telephone] (Petra)"
  void after_value(std::size_t unit) {
    const std::size_t begin = reading_.skip(unit, U" ,;(-|/");
    if (begin == unit || begin - unit > 4) return;
    const bool bracket = reading_.before(begin) == '(';
    bool sign = false;
    for (std::size_t i = unit; i < begin; ++i) sign = sign || reading_.at(i) != ' ';
    const auto run = names_.capital_run(reading_.word_after(begin, U""));
    if (!run || run->is_weak() || run->begin != begin || !sign) return;
    const std::size_t end = reading_.skip(run->end, U" ");
    const bool closes = bracket ? reading_.at(end) == ')' : ends_name(run->end);
    if (closes && (run->words > 1 || bracket)) take(*run);
  }

  // A last line that is nothing but a name, below another line.
  void last_lines() {
    const auto& words = reading_.words();
    for (std::size_t i = words.size(); i > 0;) {
      const CueWord& last = word(i - 1);
      std::size_t end = last.end;
      std::size_t lines = 0;
      while (end < reading_.units().size() && is_blank(reading_.at(end)))
        lines += reading_.at(end++) == '\n' ? 1 : 0;
      if (end < reading_.units().size() && lines < kFieldEnd) break;
      take_last_line(last);
      // Large gaps separate the fields of a ticket. The last line of each may be a signature.
      i = previous_field(i - 1);
    }
  }

  static constexpr std::size_t kFieldEnd = 4;
  static bool is_blank(char32_t c) { return c == '\n' || c == ' ' || c == '.' || c == '!'; }

  // Returns the number of words before the field that a word is in.
  std::size_t previous_field(std::size_t i) const {
    while (i > 0) {
      std::size_t lines = 0;
      for (std::size_t unit = word(i - 1).end; unit < word(i).begin; ++unit)
        lines += reading_.at(unit) == '\n' ? 1 : 0;
      if (lines >= kFieldEnd) return i;
      --i;
    }
    return 0;
  }

  void take_last_line(const CueWord& last) {
    const auto run = names_.run_before(last.end, U"");
    if (!run) return take_lower_last_line(last);
    const bool after_thanks = closes_before(run->begin);
    if (run->end < last.end || (run->is_weak() && (run->is_impersonal() || !after_thanks))) return;
    if (!names_.begins_line(*run)) {
      // "Danke fuer die Hilfe, Michi"
      if (after_thanks && reading_.before(reading_.skip_back(run->begin, U" ")) == ',') take(*run);
      return;
    }
    std::size_t unit = reading_.skip_back(run->begin, U" -*");
    std::size_t lines = 0;
    while (unit > 0 && (reading_.before(unit) == '\n' || reading_.before(unit) == ' '))
      lines += reading_.at(--unit) == '\n' ? 1 : 0;
    if (unit == 0 || lines == 0 || lines >= kFieldEnd) return;
    const bool sentence =
        std::u32string_view(U".?!,:)").find(reading_.before(unit)) != std::u32string_view::npos || lines > 1;
    const bool one = run->words == 1;
    if (one && ((!sentence && !after_thanks) || word(run->first).is(Role::descriptive | Role::compound)))
      return;
    take(*run);
  }

  // Returns true if the line of a unit, or the last line above it, thanks or greets: "Thanks for your help,".
  bool closes_before(std::size_t unit) const {
    constexpr std::size_t kLongestLine = 60;
    std::size_t end = reading_.skip_back(unit, U" \n-*"), begin = end;
    while (begin > 0 && end - begin < kLongestLine && reading_.before(begin) != '\n') --begin;
    const auto& cues = reading_.cues();
    const std::size_t first = reading_.word_from(begin);
    for (auto cue = std::ranges::lower_bound(cues, first, {}, &Cue::first); cue != cues.end(); ++cue) {
      if (word(cue->first).begin >= end) return false;
      const bool opens = reading_.begins_sentence(word(cue->first).begin);
      if (opens && cue->is(Role::closes) && word(cue->last - 1).end <= end) return true;
    }
    return false;
  }

  // "... please\n\npetra": alone below a blank line.
  void take_lower_last_line(const CueWord& last) {
    constexpr std::size_t kMost = 2, kShortest = 3;
    const auto run = names_.lower_run_before(last.end, U"", kMost);
    if (!run || run->organisation || is_described(*run) || run->end - run->begin < kShortest) return;
    const bool blank =
        reading_.before(run->begin) == '\n' && run->begin > 2 && reading_.at(run->begin - 2) == '\n';
    if (blank && reading_.at(run->begin - 3) != '\n') take(*run);
  }

  const Reading& reading_;
  const NameReader names_;
  std::vector<NameRange>& ranges_;
};

}  // namespace

void find_signatures(const Reading& reading, std::vector<NameRange>& ranges) {
  SignatureSearch(reading, ranges).search();
}

}  // namespace callside
