#include <optional>

#include "indexer/redact/label.h"
#include "indexer/redact/name_contexts.h"
#include "indexer/redact/name_run.h"

namespace callside {
namespace {

class ActSearch {
 public:
  ActSearch(const Reading& reading, std::vector<NameRange>& ranges)
      : reading_(reading), names_(reading), ranges_(ranges) {}

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(Role::acts)) acted(cue);
      if (cue.is(Role::condition | Role::allergy)) suffered(cue);
      if (cue.is(Role::leads_to)) led_to(cue);
      if (cue.is(Role::birth)) born_as(cue);
    }
    acts_later();
    initials();
    school_classes();
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }
  std::size_t begin_of(const Cue& cue) const { return word(cue.first).begin; }
  std::size_t end_of(const Cue& cue) const { return word(cue.last - 1).end; }
  static bool is_phrase(const Cue& cue) { return cue.last - cue.first > 1; }
  void take(const NameRun& run) { names_.take(run, ranges_); }

  bool has(std::size_t from, std::size_t to, std::u32string_view signs) const {
    for (std::size_t i = from; i < to; ++i) {
      if (signs.find(reading_.at(i)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  // "Lioba from your shop gave me", "Petra promised": only a person does this.
  void acted(const Cue& cue) {
    const auto run = names_.run_before(begin_of(cue), U" ,");
    if (!run || run->is_doubtful() || run->end + 2 < begin_of(cue)) return;
    const CueWord& first = word(run->first);
    const std::size_t before = reading_.word_before(run->begin, U" ");
    const bool article =
        before != Reading::kNone && word(before).is(Role::possessive) && word(before).size() <= 3;
    if (!first.capitals && !article) take(*run);
  }

  // "Lioba from the late shift gave me", "Tinkara iz nocne izmene mi je dala": with a few words between.
  void acts_later() {
    const auto& words = reading_.words();
    constexpr std::size_t kReach = 7;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (!words[i].capital || words[i].capitals || words[i].is(Role::ordinary) ||
          words[i + 1].begin - words[i].end != 1 || words[i + 1].capital)
        continue;
      if (!words[i + 1].is(Role::agent | Role::verb | Role::leads_to) ||
          !reading_.begins_sentence(words[i].begin))
        continue;
      const auto run = names_.capital_run(i);
      if (run && !run->is_doubtful() && !roles_after(reading_, run->end, Role::acts, kReach).empty())
        take(*run);
    }
  }

  // "Tallulah has type 1 diabetes": only a person has this.
  void suffered(const Cue& cue) {
    constexpr std::size_t kReach = 5;
    std::size_t i = cue.first;
    for (std::size_t left = 0; left < kReach && i > 0; ++left, --i) {
      const CueWord& here = word(i - 1);
      if (word(i).begin - here.end > 2 || has(here.end, word(i).begin, U".\n!?")) return;
      if (!here.capital || !word(i).is(Role::has | Role::verb)) continue;
      const auto run = names_.run_before(word(i).begin, U" '\u2019");
      if (run && !run->is_doubtful() && !word(run->first).capitals) take(*run);
      return;
    }
  }

  // "signed: A. Hinterleitner"
  void initials() {
    const auto& words = reading_.words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].size() != 1 || !words[i].capital || words[i + 1].begin - words[i].end > 2) continue;
      if (reading_.at(words[i].end) != '.' || !words[i + 1].capital || words[i + 1].size() < 4) continue;
      const char32_t left = reading_.before(words[i].begin);
      if (is_word(left) || left == '.' || left == '-' ||
          is_digit(reading_.before(reading_.skip_back(words[i].begin, U" ."))))
        continue;
      const auto run = names_.capital_run(i);
      if (run && run->ordinary == 0 && !run->organisation && run->described == 0) take(*run);
    }
  }

  // "a letter for Nnamdi Eze": a whole name, none of whose words is anything else.
  void led_to(const Cue& cue) {
    if (is_phrase(cue) || word(cue.first).capital) return;
    const std::size_t first = reading_.word_after(end_of(cue), U" ");
    if (first == Reading::kNone || word(first).begin != end_of(cue) + 1) return;
    const auto run = names_.capital_run(first);
    if (!run || run->is_doubtful() || word(first).capitals) return;
    // "promised by Desmond", "von Petra zugesagt": a single word only beside something that a person does.
    constexpr std::size_t kReach = 5;
    const Roles acts = Role::acts | Role::promised;
    const bool done =
        word(cue.first).is(Role::agent) && (!roles_before(reading_, begin_of(cue), acts, kReach).empty() ||
                                            !roles_after(reading_, run->end, acts, 3).empty());
    // "your Ruby account"
    const bool owned = word(cue.first).is(Role::possessive) && run->listed == 0 && run->signs > 0;
    if (run->words > 1 || (done && !owned)) take(*run);
  }

  // "Mia in 3b", "Zarja, 5. a", "Fridolin aus der 3b": a child in a school class.
  void school_classes() {
    const auto& words = reading_.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].capital || words[i].is(Role::ordinary) || words[i].capitals) continue;
      std::size_t unit = reading_.skip(words[i].end, U" ,");
      constexpr int kMaxBetween = 2;
      for (int between = 0; between < kMaxBetween && is_letter(reading_.at(unit)); ++between) {
        const std::size_t next = reading_.word_from(unit);
        if (words[next].capital || words[next].size() > 4) break;
        unit = reading_.skip(words[next].end, U" ");
      }
      if (!is_school_class(unit)) continue;
      const auto run = names_.run_before(words[i].end, U"");
      if (run && !run->is_doubtful() && run->end == words[i].end) take(*run);
    }
  }

  // "3b", "4. b", "4\u00BAB"
  bool is_school_class(std::size_t unit) const {
    if (!is_digit(reading_.at(unit)) || is_digit(reading_.at(unit + 1))) return false;
    const std::size_t letter = reading_.skip(unit + 1, U". \u00BA\u00AA");
    const char32_t c = ascii_lower(reading_.at(letter));
    return c >= 'a' && c <= 'f' && letter < unit + 4 && !is_word(reading_.at(letter + 1));
  }

  // "geb. Pfeffer", "nee Kos"
  void born_as(const Cue& cue) {
    const auto run = names_.capital_run(reading_.word_after(end_of(cue), U" ."));
    if (run && run->words == 1 && !run->is_doubtful() && run->begin - end_of(cue) <= 2) take(*run);
  }

  const Reading& reading_;
  const NameReader names_;
  std::vector<NameRange>& ranges_;
};

}  // namespace

void find_acting_names(const Reading& reading, std::vector<NameRange>& ranges) {
  ActSearch(reading, ranges).search();
}

}  // namespace callside
