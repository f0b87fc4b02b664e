#include "indexer/redact/name_contexts.h"

#include <string>

#include "indexer/redact/label.h"
#include "indexer/redact/name_context.h"

namespace callside {
namespace {

class KinSearch : NameContext {
 public:
  using NameContext::NameContext;

  void search() {
    for (const Cue& cue : reading_.cues()) {
      if (cue.is(Role::relative)) related(cue);
    }
  }

 private:
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
    constexpr int kMaxBetween = 2;
    for (int i = 0; i < kMaxBetween && !word(first).capital && may_be_between(first); ++i) {
      const std::size_t next = reading_.word_after(word(first).end, U" ");
      if (next == kNone) return;
      first = next;
    }
    if (const auto run = names_.capital_run(first)) {
      if (direct && reading_.at(end) == ' ' && reading_.capitals_are_names() && !run->is_impersonal())
        return take(*run);
      if (run->is_weak() || is_word_only(*run)) return;
      // "mein Mann ist Elektriker": a single word only after a word that announces a name.
      if (direct || run->words > 1 || names_or_owns(reading_.word_before(run->begin, U" "))) take(*run);
      return;
    }
    first = reading_.word_after(end, U" ");
    if (first == kNone) return;
    if (has(end, word(first).begin, U",(")) return;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    if (before == kNone || !word(before).is(Role::possessive)) return;
    constexpr std::size_t kMost = 2;
    const auto run = names_.lower_run(first, kMost);
    if (!run || is_described(*run) || run->organisation) return;
    const std::size_t next = reading_.word_after(run->end, U" ,");
    const bool continues = next == kNone || word(next).is(Role::verb | Role::conjunction | Role::acts);
    if (continues || has(run->end, run->end + 1, U",.)\n")) take(*run);
  }

  // "la salsa Tía Paca": a capital in the middle of a sentence, and no word that tells whose aunt it is.
  bool is_brand_of_kin(const Cue& cue) const {
    const bool romance = reading_.spoken().has_any(Role::spanish | Role::slovenian) &&
                         !reading_.spoken().has_any(Role::english | Role::german);
    if (!romance || !word(cue.first).capital || reading_.begins_sentence(begin_of(cue))) return false;
    const std::size_t before = reading_.word_before(begin_of(cue), U" ");
    return before != kNone && !word(before).capital &&
           !word(before).is(Role::possessive | Role::leads_to | Role::particle | Role::conjunction |
                            Role::talks | Role::greets);
  }

  // "Does the Aunt Ruby jam": a brand.
  bool follows_article_the(std::size_t unit) const {
    const std::size_t before = reading_.word_before(unit, U" ");
    return before != kNone && word(before).size() == 3 &&
           ascii_lower(reading_.at(word(before).begin)) == 't' && word(before).is(Role::possessive);
  }

  // "Atencion al Cliente Norte"
  bool follows_organisation(std::size_t unit) const {
    constexpr std::size_t kReach = 2;
    return !roles_before(reading_, unit, Role::organisation, kReach).empty();
  }

  bool may_be_between(std::size_t i) const {
    return names_or_owns(i) || (word(i).size() <= 3 && word(i).is(Role::states));
  }

  // "called", "namens", "of": the name of the person just mentioned follows.
  bool names_or_owns(std::size_t i) const {
    return i != kNone && (word(i).is(Role::introduces | Role::calls) ||
                          (word(i).is(Role::particle) && word(i).is(Role::leads_to)));
  }

  // "Oskar (my neighbour)"
  void bracketed(const Cue& cue) {
    std::size_t begin = begin_of(cue);
    const std::size_t before = reading_.word_before(begin, U" ");
    if (before != kNone && word(before).is(Role::possessive)) begin = word(before).begin;
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
    if (run && !run->is_weak() && run->end < word(s).begin) take(*run);
  }
};

}  // namespace

void find_names_of_kin(const Reading& reading, std::vector<NameRange>& ranges) {
  KinSearch(reading, ranges).search();
}

}  // namespace callside
