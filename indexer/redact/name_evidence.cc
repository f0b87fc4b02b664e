#include "indexer/redact/name_evidence.h"

#include <algorithm>

#include "indexer/redact/label.h"
#include "indexer/redact/name_run.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/town_names.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr std::size_t kNone = Reading::kNone;

// Weights and threshold were set on corpus/redaction (dev and the later batches), by hand: they say what
// outweighs what, no more.
constexpr int kEnough = 28;
constexpr int kClearGiven = 30, kWordGiven = 16, kClearFamily = 18, kWordFamily = 6, kUnknown = 10;
constexpr int kMostOfWords = 48, kPair = 12;

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
      if (last == kNone) {
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

  // With those that are told with it: "Tjaša, Bor in Enej".
  void take(std::size_t first, std::size_t last) {
    NameRun run{};
    run.begin = word(first).begin;
    run.end = end_of(last);
    names_.take(run, ranges_);
  }

  // "spoke with femi again", "priya raghunathan": in lower case only names that are no word of any language.
  // The word to go on behind.
  std::size_t lower(std::size_t i) {
    constexpr Roles kMayBe = roles(Role::descriptive, Role::compound);
    if ((word(i).roles & ~kMayBe) != 0 || word(i).is(role(Role::ordinary)) || !is_listed(i, kGivenName))
      return i;
    // Slovenian adjectives that are names, too, and infinitives: "priti".
    static const WordSet kAdjectives(
        "jasna jasno mila milo zala zalo bela belo mira dana vesna stana slava zora zarja");
    if (kAdjectives.contains(word(i).key)) return i;
    const bool infinitive = ascii_lower(reading_.before(word(i).end)) == 'i' &&
                            ascii_lower(reading_.before(word(i).end - 1)) == 't';
    if (infinitive && (reading_.spoken() & role(Role::slovenian)) != 0) return i;
    if (covered(word(i).begin) || is_word(reading_.before(word(i).begin)) || is_joined(i)) return i;
    std::size_t last = i;
    const std::size_t next = follower(i);
    const bool pair =
        next != kNone && !word(next).capital && word(next).size() > 2 &&
        !word(next).is(roles(Role::ordinary, Role::english, Role::german, Role::slovenian, Role::spanish)) &&
        (is_listed(next, kFamilyName | kGivenName) || (word(next).roles & ~kMayBe) == 0);
    if (pair) last = next;
    constexpr int kLower = 22, kWhole = 8;
    int sum = kLower + (pair ? kWhole : 0);
    if (pair && is_listed(next, kFamilyName)) sum += kWhole;
    sum += context(i, last);
    if (reading_.at(word(last).end) == ':' && is_speaker(i)) sum += kWhole + kWhole;
    if (is_thing_beside(i, last) || sum < kEnough) return i;
    ranges_.push_back({word(i).begin, word(last).end});
    return last;
  }

  bool is_listed(std::size_t i, int wanted) const {
    const int signs = NameTable::instance().find(word(i).key);
    return (signs & wanted) != 0 && (signs & kAlsoWord) == 0;
  }

  bool covered(std::size_t unit) const {
    const auto behind = std::ranges::upper_bound(known_, unit, {}, &NameRange::begin);
    return behind != known_.begin() && std::prev(behind)->end > unit;
  }

  bool is_joined(std::size_t i) const {
    constexpr std::u32string_view kSigns = U"@./_-\\#";
    return kSigns.find(reading_.before(word(i).begin)) != std::u32string_view::npos ||
           (kSigns.find(reading_.at(word(i).end)) != std::u32string_view::npos &&
            is_word(reading_.at(word(i).end + 1)));
  }

  // "[14:02] ravi: hi": who speaks in a log begins a line, times aside.
  bool is_speaker(std::size_t i) const {
    std::size_t unit = word(i).begin;
    constexpr std::size_t kLongestTime = 24;
    while (unit > 0 && word(i).begin - unit < kLongestTime && !is_letter(reading_.before(unit)) &&
           reading_.before(unit) != '\n')
      --unit;
    return unit == 0 || reading_.before(unit) == '\n';
  }

  // What a word alone speaks for a name.
  int worth(std::size_t i) const {
    constexpr Roles kNever =
        roles(Role::month, Role::organisation, Role::thing, Role::title, Role::relative, Role::contact,
              Role::secret, Role::code, Role::addressee, Role::premises, Role::greets, Role::closes,
              Role::personal_number, Role::condition, Role::network, Role::holder, Role::name_word);
    const CueWord& here = word(i);
    static const WordSet kTowns(kTownNames);
    if (!here.capital || here.is(kNever) || kTowns.contains(here.key)) return 0;
    const bool ordinary = here.is(role(Role::ordinary));
    int signs = here.name_signs;
    if ((signs & kInflected) != 0 && !declines(here)) signs = 0;
    const bool inflected = (signs & kInflected) != 0;
    if (ordinary && inflected) return 0;
    const bool clear = (signs & kAlsoWord) == 0 && (!ordinary || (signs & kGivenName) != 0);
    if ((signs & kGivenName) != 0)
      return clear ? kClearGiven - (inflected ? 4 : 0) : kWordGiven - (ordinary ? 8 : 0);
    if ((signs & kFamilyName) != 0) return clear ? kClearFamily - (inflected ? 6 : 0) : kWordFamily;
    if (ordinary || here.is(roles(Role::descriptive, Role::compound))) return 0;
    constexpr std::size_t kLongestAcronym = 4;
    if (here.capitals && here.size() <= kLongestAcronym) return 0;
    return reading_.capitals_are_names() ? kUnknown : kUnknown / 2;
  }

  // Slovenian has case endings, German its genitive.
  bool declines(const CueWord& here) const {
    if ((reading_.spoken() & role(Role::slovenian)) != 0) return true;
    return (reading_.spoken() & role(Role::german)) != 0 && ascii_lower(reading_.before(here.end)) == 's';
  }

  static constexpr Roles kNoun = roles(Role::ordinary, Role::thing, Role::compound, Role::organisation,
                                       Role::descriptive, Role::street_after);

  // The last word of the name that begins with a word; none where it is a part of a thing's: "Otto-Sofa".
  std::size_t last_of_run(std::size_t first) const {
    constexpr std::size_t kMostWords = 5;
    std::size_t last = first;
    for (std::size_t count = 1; count < kMostWords; ++count) {
      std::size_t next = follower(last);
      // "von der", "de la"; not "im"
      for (int particles = 0; particles < 2 && next != kNone && !word(next).capital; ++particles) {
        const char32_t ends = ascii_lower(reading_.before(word(next).end));
        if (!word(next).is(role(Role::particle)) || word(next).is(role(Role::conjunction)) || ends == 'm')
          return last;
        next = follower(next);
      }
      if (next == kNone || !word(next).capital) return last;
      const bool initial = word(next).size() == 1 && reading_.at(word(next).end) == '.';
      const bool hyphen = reading_.before(word(next).begin) == '-';
      // "Oral-B", "Otto-Sofa"
      if (hyphen && ((word(next).name_signs == 0 && word(next).is(kNoun)) || word(next).size() == 1))
        return kNone;
      if (!initial && worth(next) < (hyphen ? 0 : 5) && !may_be_family_name(last, next)) return last;
      last = next;
    }
    return last;
  }

  // "Lioba Sand": a word of the language where nothing goes on behind it.
  bool may_be_family_name(std::size_t given, std::size_t i) const {
    constexpr Roles kNever =
        roles(Role::greets, Role::closes, Role::contact, Role::organisation, Role::thing, Role::month,
              Role::addressee, Role::premises, Role::title, Role::relative, Role::conjunction);
    const bool clear =
        (word(given).name_signs & kGivenName) != 0 && (word(given).name_signs & kAlsoWord) == 0;
    const bool ends =
        reading_.ends_line(word(i).end) || reading_.at(word(i).end) == '.' || reading_.at(word(i).end) == ',';
    const std::size_t next = follower(i);
    const bool goes_on =
        reading_.capitals_are_names() && next != kNone && word(next).capital && !word(next).is(kNever);
    return clear && (ends || goes_on) && !word(i).is(kNever) && word(i).size() > 2;
  }

  std::size_t follower(std::size_t i) const {
    const std::size_t next = i + 1;
    if (next >= reading_.words().size()) return kNone;
    const std::size_t gap = word(next).begin - word(i).end;
    const char32_t sign = reading_.at(word(i).end);
    const bool initial = word(i).size() == 1 && sign == '.' && gap <= 2;
    return initial || (gap == 1 && (sign == ' ' || sign == '-' || sign == '\'' || sign == 0x2019)) ? next
                                                                                                   : kNone;
  }

  int weigh(std::size_t first, std::size_t last) const {
    if (is_thing(first, last)) return 0;
    int sum = 0;
    int given = 0;
    for (std::size_t i = first; i <= last; ++i) {
      if (!word(i).capital) continue;
      sum += worth(i);
      if (worth(i) >= kWordGiven && (word(i).name_signs & kGivenName) != 0) ++given;
    }
    sum = std::min(sum, kMostOfWords);
    const bool pair = last > first;
    if (pair && given > 0) sum += kPair;
    if (!pair) sum -= single_doubts(first);
    return sum + context(first, last);
  }

  // A single word in capitals is an acronym; one that begins a sentence has its capital from that.
  int single_doubts(std::size_t i) const {
    constexpr int kAcronym = 20, kOpening = 4, kContent = 6;
    constexpr std::size_t kLongestAcronym = 4;
    int doubts = 0;
    if (word(i).capitals && word(i).size() <= kLongestAcronym) doubts += kAcronym;
    const bool clear = (word(i).name_signs & kGivenName) != 0 && (word(i).name_signs & kAlsoWord) == 0;
    if (!clear && reading_.begins_sentence(word(i).begin)) doubts += kOpening;
    const bool english = (reading_.spoken() & role(Role::english)) != 0;
    if (precedes_content(i)) doubts += english ? kAcronym : kContent;
    if (is_counted(i)) doubts += kAcronym;
    return doubts;
  }

  // "12 x Oscar", "3x Hocker Finn"
  bool is_counted(std::size_t i) const {
    std::size_t unit = word(i).begin;
    for (int words = 0; words < 2; ++words) {
      unit = reading_.skip_back(unit, U" ");
      if (is_digit(reading_.before(unit)) ||
          (reading_.before(unit) == 'x' && !is_letter(reading_.at(unit - 2))))
        return true;
      const std::size_t before = reading_.word_before(unit, U"");
      if (before == kNone || !word(before).is(roles(Role::ordinary, Role::thing, Role::compound)))
        return false;
      unit = word(before).begin;
    }
    return false;
  }

  // "Barbara svečke niso": neither a verb nor a little word follows.
  bool precedes_content(std::size_t i) const {
    if ((reading_.spoken() & roles(Role::english, Role::slovenian)) == 0) return false;
    const std::size_t next = reading_.word_after(word(i).end, U" ");
    if (next == kNone || word(next).capital || word(next).size() < 4) return false;
    constexpr Roles kWords = roles(Role::english, Role::german, Role::slovenian, Role::spanish,
                                   Role::ordinary, Role::descriptive, Role::compound);
    if ((word(next).roles & ~kWords) != 0) return false;
    // "keeps" and "sandals" look alike: verbs of English are known by their list.
    if (reading_.spoken() == role(Role::english)) return fold_letter(reading_.before(word(next).end)) != 'd';
    const char32_t last = fold_letter(reading_.before(word(next).end));
    const char32_t second = fold_letter(reading_.before(word(next).end - 1));
    // "keeps", "wanted", "vprašal", "vprašala", "fragt", "pidio"
    const bool verb = last == 's' || last == 'd' || last == 'l' || last == 't' || last == 'o' ||
                      (last == 'a' && (second == 'l' || second == 'i' || second == 'b'));
    return !verb;
  }

  int context(std::size_t first, std::size_t last) const {
    constexpr std::size_t kNear = 2, kReach = 4;
    const std::size_t begin = word(first).begin, end = end_of(last);
    int sum = 0;
    const std::size_t before = reading_.word_before(begin, U" ");
    if (before != kNone && is_named_thing(before)) sum -= follows_article(before) ? 34 : 12;
    if (before != kNone && !word(before).capital) {
      if (word(before).is(roles(Role::agent, Role::leads_to))) sum += 6;
      if (is_place_word(before)) sum -= 12;
      if (is_article_the(before)) sum -= 12;

      if (is_english_article(before) && precedes_noun(end)) sum -= 24;
    }
    if (roles_before(reading_, begin, roles(Role::talks, Role::promised, Role::introduces), kReach) != 0)
      sum += 10;
    if (roles_before(reading_, begin, role(Role::relative), kNear) != 0) sum += 12;
    if (roles_before(reading_, begin, role(Role::presents), kNear) != 0) sum += 8;
    if (is_explained(end)) sum += 18;
    if (roles_after(reading_, end, role(Role::acts), 1) != 0)
      sum += 24;
    else if (acts_later(begin, end))
      sum += 16;
    if (roles_after(reading_, end, roles(Role::promised, Role::wrote, Role::follows), kReach) != 0) sum += 6;
    // "heißt der Tarif jetzt Sophie"
    constexpr Roles kThings = roles(Role::thing, Role::premises, Role::street_after);
    if (first == last && (roles_before(reading_, begin, kThings, kReach) != 0) &&
        roles_before(reading_, begin, roles(Role::relative, Role::talks, Role::promised), kReach) == 0)
      sum -= 10;
    // "... sorry for that. Jools": alone in the last sentence.
    if (first == last && reading_.begins_sentence(begin) && is_last(end)) sum += 18;
    // "Murphy's law"
    if (first == last && owns(end) && (word(first).name_signs & kGivenName) == 0) sum -= 12;
    // "Trevor's Plumbing"
    const std::size_t owned = reading_.word_after(end + 2, U" ");
    if (owns(end) && owned != kNone && word(owned).capital) sum -= 24;
    return sum;
  }

  // "then Xiulan, who fixed it"
  bool is_explained(std::size_t end) const {
    static const WordSet kWho("who whom whose ki kateri katera quien");
    const std::size_t next = reading_.word_after(end, U" ,");
    return next != kNone && kWho.contains(word(next).key);
  }

  bool is_last(std::size_t end) const { return reading_.skip(end, U" .!\n") >= reading_.units().size(); }

  bool owns(std::size_t end) const {
    const char32_t sign = reading_.at(end);
    return (sign == '\'' || sign == 0x2019) && ascii_lower(reading_.at(end + 1)) == 's' &&
           !is_word(reading_.at(end + 2));
  }

  // "Amparo from the till gave me": what a person does, a little later in the sentence.
  bool acts_later(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kReach = 7;
    const std::size_t next = reading_.word_after(end, U" ");
    return next != kNone && !word(next).capital && reading_.begins_sentence(begin) &&
           word(next).is(roles(Role::agent, Role::verb, Role::leads_to, Role::particle, Role::conjunction)) &&
           roles_after(reading_, end, role(Role::acts), kReach) != 0;
  }

  // "funda Carmen", "stol Iris": in these languages a noun before a name says what is called so. Verbs, kin
  // and little words do not.
  bool is_named_thing(std::size_t before) const {
    constexpr Roles kPersons = roles(
        Role::relative, Role::title, Role::holder, Role::talks, Role::greets, Role::verb, Role::presents,
        Role::agent, Role::leads_to, Role::conjunction, Role::calls, Role::introduces, Role::possessive,
        Role::particle, Role::links, Role::states, Role::acts, Role::promised, Role::pronoun, Role::sender,
        Role::name_word, Role::follows, Role::wrote, Role::closes, Role::addressee);
    constexpr std::size_t kShortestNoun = 3;
    const CueWord& noun = word(before);
    const bool german = (reading_.spoken() & role(Role::german)) != 0;
    if (german ? !noun.capital || noun.name_signs != 0
               : (reading_.spoken() & roles(Role::spanish, Role::slovenian)) == 0)
      return false;
    if (noun.size() < kShortestNoun || noun.is(kPersons)) return false;
    return german || follows_article(before) || !may_be_verb(before);
  }

  // "dejó pagado Benito", "pokliče Darja", "prišla Ana"
  bool may_be_verb(std::size_t i) const {
    const char32_t last = fold_letter(reading_.before(word(i).end));
    if ((reading_.spoken() & role(Role::slovenian)) != 0) {
      const char32_t second = fold_letter(reading_.before(word(i).end - 1));
      return last == 'e' || last == 'i' || last == 'l' || ((last == 'a' || last == 'o') && second == 'l');
    }
    return last == 'o' || last == 'e' || last == 'n' || last == 'r' || last == 'a';
  }

  // "la colonia Carolina Herrera": a noun for certain.
  bool follows_article(std::size_t noun) const {
    const std::size_t before = reading_.word_before(word(noun).begin, U" ");
    return before != kNone && !word(noun).capital && word(before).is(role(Role::possessive)) &&
           word(before).size() <= 4;
  }

  // "the Jamie Oliver pan", "does your Harrison desk"
  bool is_english_article(std::size_t i) const {
    return (reading_.spoken() & role(Role::english)) != 0 && word(i).is(role(Role::possessive)) &&
           word(i).size() <= 4;
  }

  bool precedes_noun(std::size_t end) const {
    const std::size_t next = reading_.word_after(end, U" ");
    constexpr Roles kGoesOn =
        roles(Role::verb, Role::acts, Role::agent, Role::leads_to, Role::conjunction, Role::particle,
              Role::follows, Role::wrote, Role::links, Role::states, Role::has);
    return next != kNone && !word(next).capital && word(next).is(role(Role::ordinary)) &&
           !word(next).is(kGoesOn);
  }

  // "in Victoria", "v Ani": where something is.
  bool is_place_word(std::size_t i) const {
    static const WordSet kFromWhere("aus iz desde");
    if (kFromWhere.contains(word(i).key)) return true;
    if (word(i).is(role(Role::presents))) return false;
    const std::size_t size = word(i).size();
    if (size > 2) return false;
    const char32_t one = ascii_lower(reading_.at(word(i).begin)),
                   two = ascii_lower(reading_.at(word(i).begin + 1));
    if (size == 1) return one == 'v';
    const bool german = (reading_.spoken() & role(Role::german)) != 0;
    return (one == 'i' && (two == 'n' || (german && two == 'm'))) ||
           (one == 'a' && (two == 't' || (german && two == 'm'))) || (one == 'e' && two == 'n');
  }

  bool is_article_the(std::size_t i) const {
    return word(i).size() == 3 && ascii_lower(reading_.at(word(i).begin)) == 't' &&
           word(i).is(role(Role::possessive)) && (reading_.spoken() & role(Role::english)) != 0;
  }

  bool is_thing_beside(std::size_t first, std::size_t last) const {
    const std::size_t before = reading_.word_before(word(first).begin, U" \"'");
    const std::size_t follows = reading_.word_after(word(last).end, U" ");
    constexpr Roles kThings = roles(Role::thing, Role::organisation, Role::premises, Role::street_after);
    constexpr Roles kLeads = roles(Role::thing, Role::street_before, Role::organisation, Role::premises);
    return (follows != kNone && word(follows).is(kThings) && !word(follows).is(role(Role::verb))) ||
           (before != kNone && word(before).is(kLeads) && !word(before).is(roles(Role::verb, Role::talks)));
  }

  // "the Rosewood plan", "model Erika", "Rosenthal-Adapter", "Charlotte 300", "Jenkins.io"
  bool is_thing(std::size_t first, std::size_t last) const {
    const auto run = names_.capital_run(first);
    if (!run || run->organisation) return true;
    const std::size_t end = word(last).end;
    const char32_t next = reading_.at(end), behind = reading_.at(end + 1);
    if ((next == '-' || next == '_' || next == '/' || next == '@' || next == '.' || next == '!' ||
         next == '&') &&
        is_word(behind))
      return true;
    const char32_t left = reading_.before(word(first).begin);
    if (left == '-' || left == '/' || left == '_' || left == '@' || left == '.' || left == '#') return true;
    if (is_saint(first)) return true;
    std::size_t follows = reading_.word_after(end, U" ");
    // "Tom Hanks's film"
    const bool owns = (next == '\'' || next == 0x2019) && ascii_lower(behind) == 's';
    if (owns) follows = reading_.word_after(end + 2, U" ");
    constexpr Roles kThings = roles(Role::thing, Role::organisation, Role::premises, Role::street_after);
    // "Ousmane vino a arreglar"
    const bool acts = roles_after(reading_, end, role(Role::acts), 1) != 0;
    if (follows != kNone && word(follows).is(kThings) && !word(follows).is(role(Role::verb)) && !acts)
      return true;
    const std::size_t before = reading_.word_before(word(first).begin, U" \"'");
    constexpr Roles kLeads = roles(Role::thing, Role::street_before, Role::organisation, Role::premises);
    return before != kNone && word(before).is(kLeads) && !word(before).is(roles(Role::verb, Role::talks));
  }

  // "Santa Rosa", "San Telmo", "St. Pauli": towns, churches, holidays.
  bool is_saint(std::size_t first) const {
    const std::size_t before = reading_.word_before(word(first).begin, U" .");
    return is_saint_word(first) || (before != kNone && word(before).capital && is_saint_word(before));
  }

  bool is_saint_word(std::size_t i) const {
    return word(i).is(role(Role::particle)) && ascii_lower(reading_.at(word(i).begin)) == 's' &&
           word(i).size() > 1;
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
