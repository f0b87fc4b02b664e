#include "indexer/redact/name_contexts.h"

#include <optional>
#include <string>
#include "indexer/redact/label.h"
#include "indexer/redact/name_run.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr std::size_t kNone = Reading::kNone;
constexpr std::u32string_view kBehind = U" -:,\"'\u201C\u201E\u00BB(*=\u00BF\u00A1";

class ContextSearch {
 public:
  ContextSearch(const Reading& reading, std::vector<NameRange>& ranges)
      : reading_(reading), names_(reading), ranges_(ranges) {}

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(role(Role::introduces))) introduced(cue);
      if (cue.is(role(Role::presents))) presented(cue);
      if (cue.is(role(Role::greets))) greeted(cue);
      if (cue.is(role(Role::title))) titled(cue);
      if (cue.is(role(Role::relative))) related(cue);
      if (cue.is(roles(Role::holder, Role::name_word))) labelled(cue);
      if (cue.is(role(Role::talks))) talked_to(cue);
      if (cue.is(roles(Role::follows, Role::wrote))) followed(cue);
      if (cue.is(role(Role::mail_head))) mail_head(cue);
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }
  std::size_t begin_of(const Cue& cue) const { return word(cue.first).begin; }
  std::size_t end_of(const Cue& cue) const { return word(cue.last - 1).end; }
  static bool is_phrase(const Cue& cue) { return cue.last - cue.first > 1; }

  void take(const NameRun& run) { names_.take(run, ranges_); }

  bool is_word_only(const NameRun& run) const {
    if (run.words > 1) return false;
    const CueWord& only = word(run.first);
    return only.is(roles(Role::descriptive, Role::organisation)) ||
           (only.is(role(Role::compound)) && only.size() > 6);
  }

  bool has(std::size_t from, std::size_t to, std::u32string_view signs) const {
    for (std::size_t i = from; i < to; ++i) {
      if (signs.find(reading_.at(i)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  // "Grace Young" and no more: a heading goes on.
  bool is_written_apart(const NameRun& run) const {
    const std::size_t next = reading_.word_after(run.end, U" ");
    return next == kNone || !word(next).capital;
  }

  // Whether what follows lets a single word be somebody who presents themselves.
  bool ends_or_goes_on(const NameRun& run) const {
    if (has(run.end, run.end + 1, U",.;!?\n)-:")) return true;
    const std::size_t next = reading_.word_after(run.end, U" ");
    return next == kNone ||
           word(next).is(roles(Role::verb, Role::follows, Role::conjunction, Role::presents));
  }

  // "my name is Ana Novak", "me llamo conchi penalver"
  void introduced(const Cue& cue) {
    const std::size_t first = reading_.word_after(end_of(cue), kBehind);
    if (first == kNone || has(end_of(cue), word(first).begin, U",") || word(first).is(role(Role::greets)))
      return;
    // "the wifi name is OLIVE"
    if (roles_before(reading_, begin_of(cue), roles(Role::network, Role::thing, Role::organisation), 1) != 0)
      return;
    if (const auto run = names_.capital_run(first)) {
      if (!run->organisation && !(run->is_nothing() && is_word_only(*run))) take(*run);
      return;
    }
    constexpr std::size_t kMost = 3;
    const auto run = names_.lower_run(first, kMost);
    if (run && !run->organisation && !word(run->first).is(role(Role::descriptive))) take(*run);
  }

  // "this is Ana Novak", "Sem Rok Kavcic."
  void presented(const Cue& cue) {
    const std::size_t first = reading_.word_after(end_of(cue), U" :");
    if (first == kNone) return;
    if (const auto run = names_.capital_run(first)) {
      // "This is Grace Young": words both, and written as a name.
      const bool whole = run->words == 2 && !run->is_nobody() && run->described == 0 &&
                         reading_.capitals_are_names() && is_written_apart(*run);
      if (whole) return take(*run);
      if (run->is_nothing() || is_word_only(*run)) return;
      const bool begins = reading_.begins_sentence(begin_of(cue)) || is_phrase(cue);
      if (run->words > 1 || (begins && ends_or_goes_on(*run))) take(*run);
      return;
    }
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (!run || run->organisation || is_described(*run)) return;
    const std::size_t next = reading_.word_after(run->end, U" ,");
    const bool goes_on = next != kNone && word(next).is(roles(Role::follows, Role::presents, Role::leads_to));
    const bool names = is_phrase(cue) || end_of(cue) - begin_of(cue) > 3;
    if (run->words == kMost || (names && (goes_on || has(run->end, run->end + 1, U",")))) take(*run);
  }

  bool is_described(const NameRun& run) const {
    for (std::size_t i = run.first; i < reading_.words().size() && word(i).end <= run.end; ++i) {
      if (word(i).is(roles(Role::descriptive, Role::compound))) return true;
    }
    return false;
  }

  // "Dear Mrs Novak", "Hola Edurne:"
  void greeted(const Cue& cue) {
    if (!reading_.begins_sentence(begin_of(cue)) && !follows_comma(begin_of(cue))) return;
    const std::size_t first = reading_.word_after(end_of(cue), U" ");
    if (first == kNone) return;
    if (const auto run = names_.capital_run(first)) {
      if (run->hindered == run->words) return;  // "Herr Vorstand"
      const bool addressed = has(run->end, run->end + 1, U",!\n:") && !run->is_nobody();
      const bool customer = run->hindered > 0 && run->words > 1;
      if (addressed || (!run->is_nothing() && !customer)) take(*run);
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
    // "mr" is nothing else; "go" and "d" are.
    const bool mister = is_short && reading_.at(begin_of(cue)) == 'm';
    if (is_short && !mister && reading_.at(end) != '.' && !word(cue.first).capital) return;
    if (reading_.at(end) == '-' || is_word(reading_.before(begin_of(cue))) ||
        is_digit(reading_.before(reading_.skip_back(begin_of(cue), U" "))))
      return;
    const std::size_t first = reading_.word_after(end, U". \u00AA\u00BA");
    if (first == kNone) return;
    // "the cat, Mister Whiskers,"
    const std::size_t whose = reading_.word_before(begin_of(cue), U" ,");
    if (whose != kNone && word(whose).is(role(Role::thing)) && has(word(whose).end, begin_of(cue), U","))
      return;
    if (const auto run = names_.capital_run(first)) {
      if (run->hindered == run->words) return;
      const bool titles = is_short && !word(cue.first).capital;
      if (!run->is_nobody() || (!run->is_nothing() && !(titles && is_word_only(*run)))) take(*run);
      return;
    }
    if (is_short && end_of(cue) - begin_of(cue) < kShort) return;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    if (before != kNone && word(before).is(role(Role::possessive)) &&
        !word(cue.first).is(role(Role::holder)) && word(before).size() > 2)
      return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (run && !is_described(*run) && !run->organisation && run->end - run->begin > kShort) take(*run);
  }

  // "my son Luka", "mi mujer, Oksana,", "Marigold Pugh's husband"
  void related(const Cue& cue) {
    owner_before(cue);
    possessive_before(cue);
    bracketed(cue);
    const std::size_t end = end_of(cue);
    std::size_t first = reading_.word_after(end, U" ,(\"");
    if (first == kNone || (reading_.at(end) != ' ' && reading_.at(end) != ',')) return;
    if (word(cue.first).capital &&
        (follows_article_the(begin_of(cue)) || follows_organisation(begin_of(cue))))
      return;
    const bool direct = word(first).capital;
    if (is_brand_of_kin(cue)) return;
    // "mum is Karin", "the father of Mia", "ein Freund namens Bo"
    constexpr int kMostBetween = 2;
    for (int i = 0; i < kMostBetween && !word(first).capital && stands_between(first); ++i) {
      const std::size_t next = reading_.word_after(word(first).end, U" ");
      if (next == kNone) return;
      first = next;
    }
    if (const auto run = names_.capital_run(first)) {
      if (direct && reading_.at(end) == ' ' && reading_.capitals_are_names() && !run->is_nobody())
        return take(*run);
      if (run->is_nothing() || is_word_only(*run)) return;
      // "mein Mann ist Elektriker": of one word only behind a word that says that it is a name.
      if (direct || run->words > 1 || names_or_owns(reading_.word_before(run->begin, U" "))) take(*run);
      return;
    }
    first = reading_.word_after(end, U" ");
    if (first == kNone) return;
    if (has(end, word(first).begin, U",(")) return;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    if (before == kNone || !word(before).is(role(Role::possessive))) return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (!run || is_described(*run) || run->organisation) return;
    const std::size_t next = reading_.word_after(run->end, U" ,");
    const bool goes_on = next == kNone || word(next).is(roles(Role::verb, Role::conjunction, Role::acts));
    if (goes_on || has(run->end, run->end + 1, U",.)\n")) take(*run);
  }

  // "la salsa Tía Paca": a capital that no sentence's begin explains, and nobody whose aunt it is.
  bool is_brand_of_kin(const Cue& cue) const {
    const bool romance = (reading_.spoken() & roles(Role::spanish, Role::slovenian)) != 0 &&
                         (reading_.spoken() & roles(Role::english, Role::german)) == 0;
    if (!romance || !word(cue.first).capital || reading_.begins_sentence(begin_of(cue))) return false;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    return before != kNone && !word(before).capital &&
           !word(before).is(roles(Role::possessive, Role::leads_to, Role::particle, Role::conjunction,
                                  Role::talks, Role::greets));
  }

  // "Does the Aunt Ruby jam": a brand.
  bool follows_article_the(std::size_t unit) const {
    const std::size_t before = reading_.word_before(unit, U" ");
    return before != kNone && word(before).size() == 3 &&
           ascii_lower(reading_.at(word(before).begin)) == 't' && word(before).is(role(Role::possessive));
  }

  // "Atencion al Cliente Norte"
  bool follows_organisation(std::size_t unit) const {
    constexpr std::size_t kReach = 2;
    return roles_before(reading_, unit, role(Role::organisation), kReach) != 0;
  }

  bool stands_between(std::size_t i) const {
    return names_or_owns(i) || (word(i).size() <= 3 && word(i).is(role(Role::states)));
  }

  // "called", "namens", "of": a name follows whoever was introduced.
  bool names_or_owns(std::size_t i) const {
    return i != kNone && (word(i).is(roles(Role::introduces, Role::calls)) ||
                          (word(i).is(role(Role::particle)) && word(i).is(role(Role::leads_to))));
  }

  // "Oskar (my neighbour)"
  void bracketed(const Cue& cue) {
    std::size_t begin = begin_of(cue);
    const std::size_t before = reading_.word_before(begin, U" ");
    if (before != kNone && word(before).is(role(Role::possessive))) begin = word(before).begin;
    if (reading_.before(begin) != '(') return;
    const auto run = names_.run_before(begin - 1, U" ");
    if (run && !run->is_doubtful()) take(*run);
  }

  // "Bogdanova mama", "Zarjin oce", "Fridolins Mutter"
  void possessive_before(const Cue& cue) {
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    if (before == kNone || !word(before).capital || word(before).size() < 4) return;
    const auto run = names_.run_before(begin_of(cue), U" ");
    if (!run || run->is_doubtful() || run->end != word(before).end) return;
    std::u32string tail;
    for (std::size_t i = word(before).end - 3; i < word(before).end; ++i) tail += fold_letter(reading_.at(i));
    for (const std::u32string_view ending :
         {U"in", U"ina", U"ino", U"ine", U"ov", U"ova", U"ovo", U"ove", U"ev", U"eva", U"s"}) {
      if (std::u32string_view(tail).ends_with(ending)) return take(*run);
    }
  }

  void owner_before(const Cue& cue) {
    const std::size_t s = reading_.word_before(begin_of(cue), U" ");
    if (s == kNone || word(s).size() != 1 || ascii_lower(reading_.at(word(s).begin)) != 's') return;
    const auto run = names_.run_before(word(s).begin, U"'\u2019");
    if (run && !run->is_nothing() && run->end < word(s).begin) take(*run);
  }

  // "holder: B. Chaudhry", "name on the account is Nnamdi Eze", "a nombre de Bakary Sonko"
  void labelled(const Cue& cue) {
    const std::size_t end = end_of(cue);
    if (reading_.at(end) == '-' || reading_.at(end) == '/') return;
    std::size_t begin = reading_.skip(end, kBehind);
    // "Name:" on the line above, "Name | Ana Novak"
    if (reading_.at(begin) == '\n' && has(end, begin, U":")) begin = reading_.skip(begin + 1, kBehind);
    if (reading_.at(begin) == '|') begin = reading_.skip(begin + 1, kBehind);
    std::size_t first = reading_.word_after(begin, U"");
    if (first == kNone) return;
    const bool colon = has(end, word(first).begin, U":=|");
    if (asks_for_name(cue)) former_name(word(first).begin);
    constexpr int kMostVerbs = 4;
    for (int i = 0; i < kMostVerbs && !colon && is_stating(first); ++i) {
      const std::size_t next = reading_.word_after(word(first).end, U" ");
      if (next == kNone) return;
      first = next;
    }
    if (const auto run = names_.capital_run(first)) {
      if (colon) take_list(*run);
      // "Name: Rose King": words both, and names both.
      if (colon && !run->organisation && run->words > 1 && run->signs == run->words) return take(*run);
      const bool told = colon && !run->is_nobody() && (run->ordinary < run->words || run->signs > 0) &&
                        (run->words > 1 || (cue.is(role(Role::name_word)) && run->described == 0));
      if (told) return take(*run);
      // "last name Castle": whatever the word is.
      if (!colon && run->words <= 2 && run->hindered == 0 && !run->organisation && asks_for_name(cue) &&
          run->begin == end + 1)
        return take(*run);
      if (run->is_nothing() || (run->words == 1 && !colon && is_word_only(*run))) return;
      if (colon) take_inverted(*run);
      if (colon || run->words > 1 || is_phrase(cue) || !has(end, run->begin, U",")) take(*run);
      return;
    }
    constexpr std::size_t kMost = 3;
    const auto run = names_.lower_run(first, kMost);
    if (!run || (run->words == 1 && is_described(*run)) || run->organisation) return;
    const bool name = cue.is(role(Role::name_word)) || is_phrase(cue);
    // "mit dem Namen versehenen Bereich"
    const bool listed = NameTable::instance().find(word(run->first).key) != 0;
    if (!colon && !listed && (reading_.spoken() & role(Role::german)) != 0) return;
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
      if (first != kNone && word(first).is(role(Role::mail_head)) && reading_.at(word(first).end) == ':')
        return;
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
    if (!other || (other->is_nothing() && sign == ',') || other->words > 2) return;
    const std::size_t next = reading_.skip(other->end, U" ");
    if (sign == '/' || reading_.at(next) == '\n' || reading_.at(next) == '<' || is_taken(reading_.at(next)))
      take(*other);
  }

  bool is_stating(std::size_t i) const {
    return !word(i).capital && word(i).size() <= 5 &&
           word(i).is(roles(Role::verb, Role::links, Role::states, Role::presents));
  }

  bool ends_there(std::size_t unit) const { return has(unit, unit + 1, U",;.\n)<("); }

  // "Spoke w/ Ottoline", "hable con Sirikit"
  void talked_to(const Cue& cue) {
    const std::size_t end = end_of(cue);
    const std::size_t first = reading_.word_after(end, U" /:");
    if (first == kNone || word(first).begin - end > 3) return;
    // "asked for opening times" is more usual than "asked for petra".
    const bool asks = word(cue.last - 1).is(role(Role::cut_off)) || reading_.before(end) == 'r' ||
                      reading_.before(end) == 'a';
    if (is_phrase(cue) && !word(first).capital && !asks) take_lower(first);
    const auto run = names_.capital_run(first);
    if (!run) return;
    if (is_phrase(cue) && !asks && reading_.capitals_are_names() && !run->is_nobody()) return take(*run);
    if (run->is_nothing() || is_word_only(*run)) return;
    if (word(first).capital || word(first).is(roles(Role::title, Role::possessive))) take(*run);
  }

  // "spoke to petra": of a phrase that nothing else follows.
  void take_lower(std::size_t first) {
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (run && !run->organisation && !is_described(*run) && run->end - run->begin > 2) take(*run);
  }

  // "Jasna tukaj", "priya speaking", "Rudi Kaiser mein name", "Ana Novak wrote:"
  void followed(const Cue& cue) {
    const std::size_t begin = begin_of(cue);
    if (cue.is(role(Role::wrote)) && !cue.is(role(Role::follows))) {
      const auto writer = names_.capital_run(reading_.word_after(end_of(cue), U" "));
      if (writer && !writer->is_nothing() && reading_.at(writer->end) == ':') take(*writer);
      if (!has(end_of(cue), end_of(cue) + 5, U":")) return;
      if (const auto run = names_.run_before(begin, U" "); run && !run->is_nothing()) take(*run);
      return;
    }
    if (const auto run = names_.run_before(begin, U" ,")) {
      const bool alone =
          reading_.begins_sentence(run->begin) || greeting_before(run->begin) || follows_comma(run->begin);
      if (alone && !run->is_nothing() && !is_word_only(*run)) take(*run);
      return;
    }
    // "nothing works here": only what says nothing else can follow a name in lower case.
    if (!says_only_that(cue)) return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run_before(begin, U" ,", kMost);
    if (run && (reading_.begins_sentence(run->begin) || greeting_before(run->begin)) && !is_described(*run))
      take(*run);
  }

  bool says_only_that(const Cue& cue) const {
    return is_phrase(cue) || !cue.is(role(Role::ordinary)) || cue.is(role(Role::presents))
               ? cue.is(roles(Role::introduces, Role::presents)) || is_phrase(cue)
               : word(cue.first).size() > 6;
  }

  bool greeting_before(std::size_t unit) const {
    const std::size_t before = reading_.word_before(unit, U" ,!");
    return before != kNone && word(before).is(role(Role::greets));
  }

  // "From: Mehmet Yildiz-Crane <"
  void mail_head(const Cue& cue) {
    const std::size_t end = end_of(cue);
    if (!reading_.begins_line(begin_of(cue)) || reading_.at(end) != ':') return;
    const auto run = names_.capital_run(reading_.word_after(end, U" :\"'"));
    if (!run) return;
    if (!run->is_nothing()) take_inverted(*run);
    const std::size_t next = reading_.skip(run->end, U" \"'.");
    const bool address = reading_.at(next) == '<' || is_taken(reading_.at(next));
    const bool described = run->described + run->ordinary > 0 && run->signs == 0;
    if (run->organisation || (!address && (run->is_nothing() || described))) return;
    take(*run);
    take_list(*run);
  }

  const Reading& reading_;
  const NameReader names_;
  std::vector<NameRange>& ranges_;
};

}  // namespace

void find_names_by_context(const Reading& reading, std::vector<NameRange>& ranges) {
  ContextSearch(reading, ranges).search();
}

}  // namespace callside
