// Remarks on somebody's health: words of illness, disability, treatment and pregnancy in a sentence that
// tells whose it is: a person who is named, introduced ("my neighbour"), writing, or mentioned earlier in the
// text. Texts about a condition ("the allergy form") and figures of speech stay.

#include <algorithm>

#include "indexer/redact/label.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr char32_t kName = taken_by(PersonalKind::name);

class HealthSearch {
 public:
  HealthSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), findings_(findings) {}

  void search() {
    const auto& cues = reading_.cues();
    for (std::size_t i = 0; i < cues.size(); ++i) {
      const Cue& cue = cues[i];
      note_sentence(word(cue.first).begin);
      if (cue.is(Role::relative)) person_ = true;
      if (!cue.is(Role::condition | Role::allergy) || word(cue.first).begin < floor_) continue;
      // The longest phrase that begins at a word is the last one.
      if (i + 1 < cues.size() && cues[i + 1].first == cue.first &&
          cues[i + 1].is(Role::condition | Role::allergy))
        continue;
      if (is_someones(cue) && !is_about(cue)) take(cue);
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  // Advances to a unit; records where its sentence begins and whether the text has named a person so far.
  void note_sentence(std::size_t unit) {
    for (; read_to_ < unit; ++read_to_) {
      const char32_t c = reading_.at(read_to_);
      if (c == kName) person_ = name_in_sentence_ = true;
      const char32_t next = reading_.at(read_to_ + 1);
      const bool ends = c == '\n' || ((c == '.' || c == '!' || c == '?') && (next == ' ' || next == '\n') &&
                                      !is_abbreviation(read_to_));
      if (!ends) continue;
      sentence_ = read_to_ + 1;
      name_in_sentence_ = false;
    }
  }

  // "4. b", "roj. 12": a single letter or a number before the full stop.
  bool is_abbreviation(std::size_t stop) const {
    return is_digit(reading_.before(stop)) ||
           (is_letter(reading_.before(stop)) && (stop < 2 || !is_letter(reading_.at(stop - 2))));
  }

  bool is_someones(const Cue& cue) const {
    constexpr std::size_t kReach = 8, kSentenceReach = 24, kVerbReach = 6;
    const std::size_t begin = word(cue.first).begin, end = word(cue.last - 1).end;
    if (cue.is(Role::acute) && (!roles_before(reading_, begin, Role::exaggerates, kReach).empty() ||
                                !roles_after(reading_, end, Role::exaggerates, 3).empty()))
      return false;
    if (!is_human_subject(begin)) return false;
    // The person that the sentence is about: a name, kin, "I", "her".
    constexpr Roles kPersons = Role::self | Role::pronoun | Role::relative;
    constexpr std::size_t kLongestSentence = 240;
    if (name_in_sentence_ && begin - sentence_ < kLongestSentence) return true;
    if (!roles_before(reading_, begin, kPersons, kSentenceReach).empty()) return true;
    if (!roles_after(reading_, end, kPersons, kSentenceReach).empty()) return true;
    // A note: "Has epilepsy, no strobe"
    const std::size_t opening = reading_.word_before(begin, U" ");
    if (opening != Reading::kNone && word(opening).is(Role::has) &&
        reading_.begins_sentence(word(opening).begin))
      return true;
    // Somebody was mentioned, and the sentence continues about them ("Has had dialysis since") or is nothing
    // but the remark.
    if (person_ && (!roles_before(reading_, begin, Role::has, kVerbReach).empty() || is_bare(cue)))
      return true;
    return person_follows(cue);
  }

  // "Zlom kolka, 12. 3.": a remark at the beginning of its sentence or in brackets, as in forms and notes.
  bool is_bare(const Cue& cue) const {
    const std::size_t begin = word(cue.first).begin;
    const std::size_t left = reading_.skip_back(begin, U" ");
    const char32_t sign = reading_.before(left);
    return reading_.begins_sentence(begin) || sign == '(' || sign == ',' || is_taken(sign);
  }

  // "the dog has diabetes", "my computer has a virus": not a person's.
  bool is_human_subject(std::size_t begin) const {
    constexpr std::size_t kReach = 4, kVerbReach = 3;
    for (std::size_t reach = 1; reach <= kReach; ++reach) {
      const Roles near = roles_before(reading_, begin, Role::machine | Role::relative | Role::self, reach);
      if (near.has_any(Role::relative | Role::self)) return true;
      if (near.has_any(Role::machine)) {
        return roles_before(reading_, begin, Role::has, kVerbReach).empty();
      }
    }
    return true;
  }

  // "the dementia of my mother", "because of pregnancy my wife": in the same clause.
  bool person_follows(const Cue& cue) const {
    constexpr std::size_t kReach = 5;
    const std::size_t end = word(cue.last - 1).end;
    const Roles after = roles_after(reading_, end, Role::relative, kReach);
    if (!after.empty()) return !roles_after(reading_, end, Role::possessive, kReach).empty();
    for (std::size_t unit = end; unit < end + 24 && unit < reading_.units().size(); ++unit) {
      const char32_t c = reading_.at(unit);
      if (c == kName) return true;
      if (c == '\n' || c == '.' || c == ',') break;
    }
    return false;
  }

  bool is_about(const Cue& cue) const {
    // "blind-copied"
    const std::size_t end = word(cue.last - 1).end;
    if (reading_.at(end) == '-' && is_letter(reading_.at(end + 1)) &&
        reading_.spoken().has_any(Role::english))
      return true;
    const std::size_t next = reading_.word_after(word(cue.last - 1).end, U" -/'");
    if (next != Reading::kNone && word(next).is(Role::about) && !word(next).is(Role::condition)) return true;
    constexpr std::size_t kReach = 3;
    const std::size_t begin = word(cue.first).begin;
    const std::size_t before = reading_.word_before(begin, U" -/");
    // "Formular fuer Allergien", "obrazec za alergije", "la pagina de alergias"
    if (before == Reading::kNone) return false;
    // "in der 37. Woche schwanger"
    const std::size_t counted = reading_.skip_back(word(before).begin, U" .");
    if (is_digit(reading_.before(counted))) return false;
    if (word(before).is(Role::about) && word(before).is(Role::ordinary) && word(before).size() > 3)
      return true;
    const bool joins = word(before).size() <= 4 && !word(before).is(Role::has | Role::self);
    return joins && !roles_before(reading_, word(before).begin, Role::about, kReach - 2).empty();
  }

  void take(const Cue& cue) {
    // "allergisch" follows the allergen, "allergic to" precedes it.
    const bool precedes = cue.is(Role::allergy) && cue.is(Role::condition);
    std::size_t end = word(cue.last - 1).end;
    if (cue.is(Role::allergy) && !precedes)
      end = object_end(end);
    else
      end = phrase_end(end);
    std::size_t begin = precedes ? object_begin(cue) : with_type(word(cue.first).begin);
    // "diagnosed with lupus": takes the illness alone.
    if (cue.is(Role::allergy) && cue.is(Role::has)) {
      begin = reading_.skip(word(cue.last - 1).end, U" ");
      if (begin >= end) return;
    }
    if (begin < floor_) return;
    findings_.push_back({PersonalKind::health, begin, end});
    floor_ = end;
  }

  // "type 1 diabetes", "Typ-2-Diabetes"
  std::size_t with_type(std::size_t begin) const {
    const std::size_t digit = reading_.skip_back(begin, U" -");
    if (digit == begin || !is_digit(reading_.before(digit)) || is_word(reading_.before(digit - 1)))
      return begin;
    const std::size_t type = reading_.word_before(digit - 1, U" -");
    constexpr std::size_t kLongest = 4;
    const bool is_type = type != Reading::kNone && word(type).size() <= kLongest &&
                         ascii_lower(reading_.at(word(type).begin)) == 't' && word(type).begin >= floor_;
    return is_type ? word(type).begin : begin;
  }

  // Returns the end of the allergens, "tree nuts and eggs": up to the next ordinary word of the sentence.
  std::size_t object_end(std::size_t unit) const {
    constexpr std::size_t kMaxWords = 7, kLongestArticle = 3;
    std::size_t end = unit;
    bool object = false, joined = false;
    static const WordSet kOf("of de del der des di von");
    for (std::size_t i = 0; i < kMaxWords; ++i) {
      const std::size_t next = reading_.word_after(unit, U" -'");
      if (next == Reading::kNone) break;
      const CueWord& here = word(next);
      unit = here.end;
      if (object && (is_and(here) || kOf.contains(here.key))) {
        joined = true;
        continue;
      }
      const bool last = reading_.skip(here.end, U" ") > here.end ? false : !is_word(reading_.at(here.end));
      if (object && here.is(Role::ordinary) && !here.is(Role::condition) && !(joined && last)) break;
      end = here.end;
      object = object || here.size() > kLongestArticle;
      joined = false;
    }
    return end;
  }

  // "gegen Erdnuesse allergisch": the allergens before the cue.
  std::size_t object_begin(const Cue& cue) const {
    constexpr std::size_t kMaxWords = 4;
    for (std::size_t i = cue.first; i > 0 && cue.first - i < kMaxWords; --i) {
      if (word(i).begin - word(i - 1).end > 1) break;
      if (word(i - 1).is(Role::against)) return word(i - 1).begin;
    }
    return word(cue.first).begin;
  }

  // "in" means "and" in Slovenian only.
  bool is_and(const CueWord& here) const {
    static const WordSet kIn("in");
    if (kIn.contains(here.key) && !reading_.spoken().has_any(Role::slovenian)) return false;
    return here.size() <= 3 && here.is(Role::conjunction);
  }

  // "type 1", "on the left": another condition may directly follow.
  std::size_t phrase_end(std::size_t end) const {
    const std::size_t next = reading_.word_after(end, U" ");
    return next != Reading::kNone && word(next).is(Role::condition) ? word(next).end : end;
  }

  const Reading& reading_;
  std::vector<Finding>& findings_;
  std::size_t floor_ = 0, read_to_ = 0, sentence_ = 0;
  bool person_ = false, name_in_sentence_ = false;
};

}  // namespace

void find_health(const Reading& reading, std::vector<Finding>& findings) {
  HealthSearch(reading, findings).search();
}

}  // namespace callside
