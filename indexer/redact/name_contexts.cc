#include "indexer/redact/name_contexts.h"

#include "indexer/redact/label.h"
#include "indexer/redact/name_context.h"

namespace callside {
namespace {

constexpr std::u32string_view kAfter = U" -:,\"'\u201C\u201E\u00BB(*=\u00BF\u00A1";

class ContextSearch : NameContext {
 public:
  using NameContext::NameContext;

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(Role::introduces)) introduced(cue);
      if (cue.is(Role::presents)) presented(cue);
      if (cue.is(Role::greets)) greeted(cue);
      if (cue.is(Role::title)) titled(cue);
      if (cue.is(Role::talks)) talked_to(cue);
      if (cue.is(Role::follows | Role::wrote)) followed(cue);
    }
  }

 private:
  // "Grace Young" and nothing else; a heading would continue.
  bool is_written_apart(const NameRun& run) const {
    const std::size_t next = reading_.word_after(run.end, U" ");
    return next == kNone || !word(next).capital;
  }

  // Returns true if a single word before this can be somebody who introduces themselves.
  bool ends_or_continues(const NameRun& run) const {
    if (has(run.end, run.end + 1, U",.;!?\n)-:")) return true;
    const std::size_t next = reading_.word_after(run.end, U" ");
    return next == kNone || word(next).is(Role::verb | Role::follows | Role::conjunction | Role::presents);
  }

  // "my name is Ana Novak", "me llamo conchi penalver"
  void introduced(const Cue& cue) {
    const std::size_t first = reading_.word_after(end_of(cue), kAfter);
    if (first == kNone || has(end_of(cue), word(first).begin, U",") || word(first).is(Role::greets)) return;
    // "the wifi name is OLIVE"
    if (!roles_before(reading_, begin_of(cue), Role::network | Role::thing | Role::organisation, 1).empty())
      return;
    if (const auto run = names_.capital_run(first)) {
      if (!run->organisation && !(run->is_weak() && is_word_only(*run))) take(*run);
      return;
    }
    constexpr std::size_t kMost = 3;
    const auto run = names_.lower_run(first, kMost);
    if (run && !run->organisation && !word(run->first).is(Role::descriptive)) take(*run);
  }

  // "this is Ana Novak", "Sem Rok Kavcic."
  void presented(const Cue& cue) {
    const std::size_t first = reading_.word_after(end_of(cue), U" :");
    if (first == kNone) return;
    if (const auto run = names_.capital_run(first)) {
      // "This is Grace Young": two words that are also names, written as a name.
      const bool whole = run->words == 2 && !run->is_impersonal() && run->described == 0 &&
                         reading_.capitals_are_names() && is_written_apart(*run);
      if (whole) return take(*run);
      if (run->is_weak() || is_word_only(*run)) return;
      const bool begins = reading_.begins_sentence(begin_of(cue)) || is_phrase(cue);
      if (run->words > 1 || (begins && ends_or_continues(*run))) take(*run);
      return;
    }
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (!run || run->organisation || is_described(*run)) return;
    const std::size_t next = reading_.word_after(run->end, U" ,");
    const bool continues = next != kNone && word(next).is(Role::follows | Role::presents | Role::leads_to);
    const bool names = is_phrase(cue) || end_of(cue) - begin_of(cue) > 3;
    if (run->words == kMost || (names && (continues || has(run->end, run->end + 1, U",")))) take(*run);
  }

  // "Dear Mrs Novak", "Hola Edurne:"
  void greeted(const Cue& cue) {
    if (!reading_.begins_sentence(begin_of(cue)) && !follows_comma(begin_of(cue))) return;
    const std::size_t first = reading_.word_after(end_of(cue), U" ");
    if (first == kNone) return;
    if (const auto run = names_.capital_run(first)) {
      if (run->hindered == run->words) return;  // "Herr Vorstand"
      const bool addressed = has(run->end, run->end + 1, U",!\n:") && !run->is_impersonal();
      const bool customer = run->hindered > 0 && run->words > 1;
      if (addressed || (!run->is_weak() && !customer)) take(*run);
      return;
    }
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (run && has(run->end, run->end + 1, U",!\n:") && !is_described(*run) && !run->organisation) take(*run);
  }

  bool follows_comma(std::size_t unit) const { return has(reading_.skip_back(unit, U" ,"), unit, U","); }

  // "Mr Okonkwo", "go. Selimovic", "gospod novak"
  void titled(const Cue& cue) {
    constexpr std::size_t kShort = 2;
    const std::size_t end = end_of(cue);
    const bool is_short = end - begin_of(cue) <= kShort;
    // "mr" is always a title; "go" and "d" are not.
    const bool mister = is_short && reading_.at(begin_of(cue)) == 'm';
    if (is_short && !mister && reading_.at(end) != '.' && !word(cue.first).capital) return;
    if (reading_.at(end) == '-' || is_word(reading_.before(begin_of(cue))) ||
        is_digit(reading_.before(reading_.skip_back(begin_of(cue), U" "))))
      return;
    const std::size_t first = reading_.word_after(end, U". \u00AA\u00BA");
    if (first == kNone) return;
    // "the cat, Mister Whiskers,"
    const std::size_t whose = reading_.word_before(begin_of(cue), U" ,");
    if (whose != kNone && word(whose).is(Role::thing) && has(word(whose).end, begin_of(cue), U",")) return;
    if (const auto run = names_.capital_run(first)) {
      if (run->hindered == run->words) return;
      const bool titles = is_short && !word(cue.first).capital;
      if (!run->is_impersonal() || (!run->is_weak() && !(titles && is_word_only(*run)))) take(*run);
      return;
    }
    if (is_short && end_of(cue) - begin_of(cue) < kShort) return;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    if (before != kNone && word(before).is(Role::possessive) && !word(cue.first).is(Role::holder) &&
        word(before).size() > 2)
      return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (run && !is_described(*run) && !run->organisation && run->end - run->begin > kShort) take(*run);
  }

  // "Spoke w/ Ottoline", "hable con Sirikit"
  void talked_to(const Cue& cue) {
    const std::size_t end = end_of(cue);
    const std::size_t first = reading_.word_after(end, U" /:");
    if (first == kNone || word(first).begin - end > 3) return;
    // "asked for opening times" is more common than "asked for petra".
    const bool asks =
        word(cue.last - 1).is(Role::cut_off) || reading_.before(end) == 'r' || reading_.before(end) == 'a';
    if (is_phrase(cue) && !word(first).capital && !asks) take_lower(first);
    const auto run = names_.capital_run(first);
    if (!run) return;
    if (is_phrase(cue) && !asks && reading_.capitals_are_names() && !run->is_impersonal()) return take(*run);
    if (run->is_weak() || is_word_only(*run)) return;
    if (word(first).capital || word(first).is(Role::title | Role::possessive)) take(*run);
  }

  // "spoke to petra": a phrase at the end of its clause.
  void take_lower(std::size_t first) {
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (run && !run->organisation && !is_described(*run) && run->end - run->begin > 2) take(*run);
  }

  // "Jasna tukaj", "priya speaking", "Rudi Kaiser mein name", "Ana Novak wrote:"
  void followed(const Cue& cue) {
    const std::size_t begin = begin_of(cue);
    if (cue.is(Role::wrote) && !cue.is(Role::follows)) {
      const auto writer = names_.capital_run(reading_.word_after(end_of(cue), U" "));
      if (writer && !writer->is_weak() && reading_.at(writer->end) == ':') take(*writer);
      if (!has(end_of(cue), end_of(cue) + 5, U":")) return;
      if (const auto run = names_.run_before(begin, U" "); run && !run->is_weak()) take(*run);
      return;
    }
    if (const auto run = names_.run_before(begin, U" ,")) {
      const bool alone =
          reading_.begins_sentence(run->begin) || greeting_before(run->begin) || follows_comma(run->begin);
      if (alone && !run->is_weak() && !is_word_only(*run)) take(*run);
      return;
    }
    // "nothing works here": only unambiguous phrases can follow a name in lower case.
    if (!says_only_that(cue)) return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run_before(begin, U" ,", kMost);
    if (run && (reading_.begins_sentence(run->begin) || greeting_before(run->begin)) && !is_described(*run))
      take(*run);
  }

  bool says_only_that(const Cue& cue) const {
    return is_phrase(cue) || !cue.is(Role::ordinary) || cue.is(Role::presents)
               ? cue.is(Role::introduces | Role::presents) || is_phrase(cue)
               : word(cue.first).size() > 6;
  }

  bool greeting_before(std::size_t unit) const {
    const std::size_t before = reading_.word_before(unit, U" ,!");
    return before != kNone && word(before).is(Role::greets);
  }
};

}  // namespace

void find_names_by_context(const Reading& reading, std::vector<NameRange>& ranges) {
  ContextSearch(reading, ranges).search();
}

}  // namespace callside
