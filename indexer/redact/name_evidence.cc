#include "indexer/redact/name_evidence.h"

#include <algorithm>

#include "indexer/redact/name_run.h"
#include "indexer/redact/name_surroundings.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

// Weights and threshold, set by hand on corpus/redaction (dev and the later batches). Only their order
// matters: which evidence outweighs which.
constexpr int kEnough = 28;
constexpr int kClearGiven = 30, kWordGiven = 16, kClearFamily = 18, kWordFamily = 6, kUnknown = 10;
constexpr int kMaxOfWords = 48, kPair = 12;

class EvidenceSearch {
 public:
  EvidenceSearch(const Reading& reading, std::vector<NameRange>& ranges)
      : reading_(reading), names_(reading), ranges_(ranges), known_(ranges) {
    std::ranges::sort(known_, {}, &NameRange::begin);
  }

  void search() {
    auto known = known_.begin();
    const auto& words = reading_.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].size() < 3) continue;
      if (!words[i].capital) {
        i = lower(i);
        continue;
      }
      while (known != known_.end() && known->end <= words[i].begin) ++known;
      if (known != known_.end() && known->begin <= words[i].begin) continue;
      if (worth(i) < kUnknown) continue;
      const std::size_t last = last_of_run(i);
      if (last == Reading::kNone) {
        while (follower(i) == i + 1 && reading_.at(words[i].end) == '-') ++i;
        continue;
      }
      if (weigh(i, last) >= kEnough) take(i, last);
      i = last;
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  std::size_t end_of(std::size_t last) const {
    const bool initial = word(last).size() == 1 && reading_.at(word(last).end) == '.';
    return word(last).end + (initial ? 1 : 0);
  }

  // Also takes the names in the same list: "Tjaša, Bor in Enej".
  void take(std::size_t first, std::size_t last) {
    NameRun run{};
    run.begin = word(first).begin;
    run.end = end_of(last);
    names_.take(run, ranges_);
  }

  // "spoke with femi again", "priya raghunathan": in lower case, only names that are not words of any
  // language. Returns the last word that was read.
  std::size_t lower(std::size_t i) {
    constexpr Roles kAllowed = Role::descriptive | Role::compound;
    if (word(i).is(~kAllowed) || word(i).is(Role::ordinary) || !is_listed(i, kGivenName)) return i;
    // Slovenian adjectives that are also names, and infinitives: "priti".
    static const WordSet kAdjectives(
        "jasna jasno mila milo zala zalo bela belo mira dana vesna stana slava zora zarja");
    if (kAdjectives.contains(word(i).key)) return i;
    const bool infinitive = ascii_lower(reading_.before(word(i).end)) == 'i' &&
                            ascii_lower(reading_.before(word(i).end - 1)) == 't';
    if (infinitive && reading_.spoken().has_any(Role::slovenian)) return i;
    if (covered(word(i).begin) || is_word(reading_.before(word(i).begin)) || is_joined(i)) return i;
    std::size_t last = i;
    const std::size_t next = follower(i);
    const bool pair =
        next != Reading::kNone && !word(next).capital && word(next).size() > 2 &&
        !word(next).is(Role::ordinary | Role::english | Role::german | Role::slovenian | Role::spanish) &&
        (is_listed(next, kFamilyName | kGivenName) || !word(next).is(~kAllowed));
    if (pair) last = next;
    constexpr int kLower = 22, kWhole = 8;
    int sum = kLower + (pair ? kWhole : 0);
    if (pair && is_listed(next, kFamilyName)) sum += kWhole;
    sum += weigh_lower_surroundings(reading_, i, last);
    if (reading_.at(word(last).end) == ':' && is_speaker(i)) sum += kWhole + kWhole;
    if (sum < kEnough) return i;
    ranges_.push_back({word(i).begin, word(last).end});
    return last;
  }

  bool is_listed(std::size_t i, int wanted) const {
    const int signs = NameTable::instance().find(word(i).key);
    return (signs & wanted) != 0 && (signs & kAlsoWord) == 0;
  }

  bool covered(std::size_t unit) const {
    const auto following = std::ranges::upper_bound(known_, unit, {}, &NameRange::begin);
    return following != known_.begin() && std::prev(following)->end > unit;
  }

  bool is_joined(std::size_t i) const {
    constexpr std::u32string_view kSigns = U"@./_-\\#";
    return kSigns.find(reading_.before(word(i).begin)) != std::u32string_view::npos ||
           (kSigns.find(reading_.at(word(i).end)) != std::u32string_view::npos &&
            is_word(reading_.at(word(i).end + 1)));
  }

  // "[14:02] ravi: hi": a speaker in a log is at the beginning of the line, after the time.
  bool is_speaker(std::size_t i) const {
    std::size_t unit = word(i).begin;
    constexpr std::size_t kLongestTime = 24;
    while (unit > 0 && word(i).begin - unit < kLongestTime && !is_letter(reading_.before(unit)) &&
           reading_.before(unit) != '\n')
      --unit;
    return unit == 0 || reading_.before(unit) == '\n';
  }

  // Returns the weight of a word by itself.
  int worth(std::size_t i) const {
    constexpr Roles kNever = Role::month | Role::organisation | Role::thing | Role::title | Role::relative |
                             Role::contact | Role::secret | Role::code | Role::addressee | Role::premises |
                             Role::greets | Role::closes | Role::personal_number | Role::condition |
                             Role::network | Role::holder | Role::name_word;
    const CueWord& here = word(i);
    static const WordSet kTowns = WordSet::from_data("town_names.txt");
    if (!here.capital || here.is(kNever) || kTowns.contains(here.key)) return 0;
    const bool ordinary = here.is(Role::ordinary);
    int signs = here.name_signs;
    if ((signs & kInflected) != 0 && !declines(here)) signs = 0;
    const bool inflected = (signs & kInflected) != 0;
    if (ordinary && inflected) return 0;
    const bool clear = (signs & kAlsoWord) == 0 && (!ordinary || (signs & kGivenName) != 0);
    if ((signs & kGivenName) != 0)
      return clear ? kClearGiven - (inflected ? 4 : 0) : kWordGiven - (ordinary ? 8 : 0);
    if ((signs & kFamilyName) != 0) return clear ? kClearFamily - (inflected ? 6 : 0) : kWordFamily;
    if (ordinary || here.is(Role::descriptive | Role::compound)) return 0;
    constexpr std::size_t kLongestAcronym = 4;
    if (here.capitals && here.size() <= kLongestAcronym) return 0;
    return reading_.capitals_are_names() ? kUnknown : kUnknown / 2;
  }

  // Slovenian has case endings, German a genitive.
  bool declines(const CueWord& here) const {
    if (reading_.spoken().has_any(Role::slovenian)) return true;
    return reading_.spoken().has_any(Role::german) && ascii_lower(reading_.before(here.end)) == 's';
  }

  static constexpr Roles kNoun = Role::ordinary | Role::thing | Role::compound | Role::organisation |
                                 Role::descriptive | Role::street_after;

  // Returns the last word of the name that begins with a word; kNone if it is part of a thing's name:
  // "Otto-Sofa".
  std::size_t last_of_run(std::size_t first) const {
    constexpr std::size_t kMaxWords = 5;
    std::size_t last = first;
    for (std::size_t count = 1; count < kMaxWords; ++count) {
      std::size_t next = follower(last);
      // "von der", "de la"; not "im"
      for (int particles = 0; particles < 2 && next != Reading::kNone && !word(next).capital; ++particles) {
        const char32_t ends = ascii_lower(reading_.before(word(next).end));
        if (!word(next).is(Role::particle) || word(next).is(Role::conjunction) || ends == 'm') return last;
        next = follower(next);
      }
      if (next == Reading::kNone || !word(next).capital) return last;
      const bool initial = word(next).size() == 1 && reading_.at(word(next).end) == '.';
      const bool hyphen = reading_.before(word(next).begin) == '-';
      // "Oral-B", "Otto-Sofa"
      if (hyphen && ((word(next).name_signs == 0 && word(next).is(kNoun)) || word(next).size() == 1))
        return Reading::kNone;
      if (!initial && worth(next) < (hyphen ? 0 : 5) && !may_be_family_name(last, next)) return last;
      last = next;
    }
    return last;
  }

  // "Lioba Sand": an ordinary word, if the clause ends after it or another capital follows.
  bool may_be_family_name(std::size_t given, std::size_t i) const {
    constexpr Roles kNever = Role::greets | Role::closes | Role::contact | Role::organisation | Role::thing |
                             Role::month | Role::addressee | Role::premises | Role::title | Role::relative |
                             Role::conjunction;
    const bool clear =
        (word(given).name_signs & kGivenName) != 0 && (word(given).name_signs & kAlsoWord) == 0;
    const bool ends =
        reading_.ends_line(word(i).end) || reading_.at(word(i).end) == '.' || reading_.at(word(i).end) == ',';
    const std::size_t next = follower(i);
    const bool continues = reading_.capitals_are_names() && next != Reading::kNone && word(next).capital &&
                           !word(next).is(kNever);
    return clear && (ends || continues) && !word(i).is(kNever) && word(i).size() > 2;
  }

  std::size_t follower(std::size_t i) const {
    const std::size_t next = i + 1;
    if (next >= reading_.words().size()) return Reading::kNone;
    const std::size_t gap = word(next).begin - word(i).end;
    const char32_t sign = reading_.at(word(i).end);
    const bool initial = word(i).size() == 1 && sign == '.' && gap <= 2;
    return initial || (gap == 1 && (sign == ' ' || sign == '-' || sign == '\'' || sign == 0x2019))
               ? next
               : Reading::kNone;
  }

  int weigh(std::size_t first, std::size_t last) const {
    int sum = 0;
    int given = 0;
    for (std::size_t i = first; i <= last; ++i) {
      if (!word(i).capital) continue;
      sum += worth(i);
      if (worth(i) >= kWordGiven && (word(i).name_signs & kGivenName) != 0) ++given;
    }
    sum = std::min(sum, kMaxOfWords);
    const bool pair = last > first;
    if (pair && given > 0) sum += kPair;
    return sum + weigh_surroundings(reading_, first, last);
  }

  const Reading& reading_;
  const NameReader names_;
  std::vector<NameRange>& ranges_;
  std::vector<NameRange> known_;
};

}  // namespace

void find_names_by_evidence(const Reading& reading, std::vector<NameRange>& ranges) {
  EvidenceSearch(reading, ranges).search();
}

}  // namespace callside
