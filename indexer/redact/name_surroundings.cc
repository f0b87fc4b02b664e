#include "indexer/redact/name_surroundings.h"

#include "indexer/redact/label.h"
#include "indexer/redact/name_run.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

class Surroundings {
 public:
  explicit Surroundings(const Reading& reading) : reading_(reading), names_(reading) {}

  int context(std::size_t first, std::size_t last) const {
    constexpr std::size_t kNear = 2, kReach = 4;
    const std::size_t begin = word(first).begin, end = end_of(last);
    int sum = 0;
    const std::size_t before = reading_.word_before(begin, U" ");
    if (before != Reading::kNone && is_named_thing(before)) sum -= follows_article(before) ? 34 : 12;
    if (before != Reading::kNone && !word(before).capital) {
      if (word(before).is(Role::agent | Role::leads_to)) sum += 6;
      if (is_place_word(before)) sum -= 12;
      if (is_article_the(before)) sum -= 12;

      if (is_english_article(before) && precedes_noun(end)) sum -= 24;
    }
    if (!roles_before(reading_, begin, Role::talks | Role::promised | Role::introduces, kReach).empty())
      sum += 10;
    if (!roles_before(reading_, begin, Role::relative, kNear).empty()) sum += 12;
    if (!roles_before(reading_, begin, Role::presents, kNear).empty()) sum += 8;
    if (is_explained(end)) sum += 18;
    if (!roles_after(reading_, end, Role::acts, 1).empty())
      sum += 24;
    else if (acts_later(begin, end))
      sum += 16;
    if (!roles_after(reading_, end, Role::promised | Role::wrote | Role::follows, kReach).empty()) sum += 6;
    // "heißt der Tarif jetzt Sophie"
    constexpr Roles kThings = Role::thing | Role::premises | Role::street_after;
    if (first == last && !roles_before(reading_, begin, kThings, kReach).empty() &&
        roles_before(reading_, begin, Role::relative | Role::talks | Role::promised, kReach).empty())
      sum -= 10;
    // "... sorry for that. Jools": alone in the last sentence.
    if (first == last && reading_.begins_sentence(begin) && is_last(end)) sum += 18;
    // "Murphy's law"
    if (first == last && owns(end) && (word(first).name_signs & kGivenName) == 0) sum -= 12;
    // "Trevor's Plumbing"
    const std::size_t owned = reading_.word_after(end + 2, U" ");
    if (owns(end) && owned != Reading::kNone && word(owned).capital) sum -= 24;
    return sum;
  }

  // A single word in capitals is an acronym. At the beginning of a sentence, a capital proves nothing.
  int single_doubts(std::size_t i) const {
    constexpr int kAcronym = 20, kOpening = 4, kContent = 6;
    constexpr std::size_t kLongestAcronym = 4;
    int doubts = 0;
    if (word(i).capitals && word(i).size() <= kLongestAcronym) doubts += kAcronym;
    const bool clear = (word(i).name_signs & kGivenName) != 0 && (word(i).name_signs & kAlsoWord) == 0;
    if (!clear && reading_.begins_sentence(word(i).begin)) doubts += kOpening;
    const bool english = reading_.spoken().has_any(Role::english);
    if (precedes_content(i)) doubts += english ? kAcronym : kContent;
    if (is_counted(i)) doubts += kAcronym;
    return doubts;
  }

  // "the Rosewood plan", "model Erika", "Rosenthal-Adapter", "Charlotte 300", "Jenkins.io"
  bool is_thing(std::size_t first, std::size_t last) const {
    const auto run = names_.capital_run(first);
    if (!run || run->organisation) return true;
    const std::size_t end = word(last).end;
    const char32_t next = reading_.at(end), following = reading_.at(end + 1);
    if ((next == '-' || next == '_' || next == '/' || next == '@' || next == '.' || next == '!' ||
         next == '&') &&
        is_word(following))
      return true;
    const char32_t left = reading_.before(word(first).begin);
    if (left == '-' || left == '/' || left == '_' || left == '@' || left == '.' || left == '#') return true;
    if (is_saint(first)) return true;
    std::size_t follows = reading_.word_after(end, U" ");
    // "Tom Hanks's film"
    const bool owns = (next == '\'' || next == 0x2019) && ascii_lower(following) == 's';
    if (owns) follows = reading_.word_after(end + 2, U" ");
    constexpr Roles kThings = Role::thing | Role::organisation | Role::premises | Role::street_after;
    // "Ousmane vino a arreglar"
    const bool acts = !roles_after(reading_, end, Role::acts, 1).empty();
    if (follows != Reading::kNone && word(follows).is(kThings) && !word(follows).is(Role::verb) && !acts)
      return true;
    const std::size_t before = reading_.word_before(word(first).begin, U" \"'");
    constexpr Roles kLeads = Role::thing | Role::street_before | Role::organisation | Role::premises;
    return before != Reading::kNone && word(before).is(kLeads) && !word(before).is(Role::verb | Role::talks);
  }

  bool is_thing_beside(std::size_t first, std::size_t last) const {
    const std::size_t before = reading_.word_before(word(first).begin, U" \"'");
    const std::size_t follows = reading_.word_after(word(last).end, U" ");
    constexpr Roles kThings = Role::thing | Role::organisation | Role::premises | Role::street_after;
    constexpr Roles kLeads = Role::thing | Role::street_before | Role::organisation | Role::premises;
    return (follows != Reading::kNone && word(follows).is(kThings) && !word(follows).is(Role::verb)) ||
           (before != Reading::kNone && word(before).is(kLeads) &&
            !word(before).is(Role::verb | Role::talks));
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  std::size_t end_of(std::size_t last) const {
    const bool initial = word(last).size() == 1 && reading_.at(word(last).end) == '.';
    return word(last).end + (initial ? 1 : 0);
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
      if (before == Reading::kNone || !word(before).is(Role::ordinary | Role::thing | Role::compound))
        return false;
      unit = word(before).begin;
    }
    return false;
  }

  // "Barbara svečke niso": the next word is neither a verb nor a function word.
  bool precedes_content(std::size_t i) const {
    if (!reading_.spoken().has_any(Role::english | Role::slovenian)) return false;
    const std::size_t next = reading_.word_after(word(i).end, U" ");
    if (next == Reading::kNone || word(next).capital || word(next).size() < 4) return false;
    constexpr Roles kWords = Role::english | Role::german | Role::slovenian | Role::spanish | Role::ordinary |
                             Role::descriptive | Role::compound;
    if (word(next).is(~kWords)) return false;
    // "keeps" and "sandals" have the same ending: English verbs are in a list.
    if (reading_.spoken() == Role::english) return fold_letter(reading_.before(word(next).end)) != 'd';
    const char32_t last = fold_letter(reading_.before(word(next).end));
    const char32_t second = fold_letter(reading_.before(word(next).end - 1));
    // "keeps", "wanted", "vprašal", "vprašala", "fragt", "pidio"
    const bool verb = last == 's' || last == 'd' || last == 'l' || last == 't' || last == 'o' ||
                      (last == 'a' && (second == 'l' || second == 'i' || second == 'b'));
    return !verb;
  }

  // "then Xiulan, who fixed it"
  bool is_explained(std::size_t end) const {
    static const WordSet kWho("who whom whose ki kateri katera quien");
    const std::size_t next = reading_.word_after(end, U" ,");
    return next != Reading::kNone && kWho.contains(word(next).key);
  }

  bool is_last(std::size_t end) const { return reading_.skip(end, U" .!\n") >= reading_.units().size(); }

  bool owns(std::size_t end) const {
    const char32_t sign = reading_.at(end);
    return (sign == '\'' || sign == 0x2019) && ascii_lower(reading_.at(end + 1)) == 's' &&
           !is_word(reading_.at(end + 2));
  }

  // "Amparo from the till gave me": something that a person does, a little later in the sentence.
  bool acts_later(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kReach = 7;
    const std::size_t next = reading_.word_after(end, U" ");
    return next != Reading::kNone && !word(next).capital && reading_.begins_sentence(begin) &&
           word(next).is(Role::agent | Role::verb | Role::leads_to | Role::particle | Role::conjunction) &&
           !roles_after(reading_, end, Role::acts, kReach).empty();
  }

  // "funda Carmen", "stol Iris": in these languages, a noun before a name is the thing with that name. Verbs,
  // kin and function words are not.
  bool is_named_thing(std::size_t before) const {
    constexpr Roles kPersons = Role::relative | Role::title | Role::holder | Role::talks | Role::greets |
                               Role::verb | Role::presents | Role::agent | Role::leads_to |
                               Role::conjunction | Role::calls | Role::introduces | Role::possessive |
                               Role::particle | Role::links | Role::states | Role::acts | Role::promised |
                               Role::pronoun | Role::sender | Role::name_word | Role::follows | Role::wrote |
                               Role::closes | Role::addressee;
    constexpr std::size_t kShortestNoun = 3;
    const CueWord& noun = word(before);
    const bool german = reading_.spoken().has_any(Role::german);
    if (german ? !noun.capital || noun.name_signs != 0
               : !reading_.spoken().has_any(Role::spanish | Role::slovenian))
      return false;
    if (noun.size() < kShortestNoun || noun.is(kPersons)) return false;
    return german || follows_article(before) || !may_be_verb(before);
  }

  // "dejó pagado Benito", "pokliče Darja", "prišla Ana"
  bool may_be_verb(std::size_t i) const {
    const char32_t last = fold_letter(reading_.before(word(i).end));
    if (reading_.spoken().has_any(Role::slovenian)) {
      const char32_t second = fold_letter(reading_.before(word(i).end - 1));
      return last == 'e' || last == 'i' || last == 'l' || ((last == 'a' || last == 'o') && second == 'l');
    }
    return last == 'o' || last == 'e' || last == 'n' || last == 'r' || last == 'a';
  }

  // "la colonia Carolina Herrera": certainly a noun.
  bool follows_article(std::size_t noun) const {
    const std::size_t before = reading_.word_before(word(noun).begin, U" ");
    return before != Reading::kNone && !word(noun).capital && word(before).is(Role::possessive) &&
           word(before).size() <= 4;
  }

  // "the Jamie Oliver pan", "does your Harrison desk"
  bool is_english_article(std::size_t i) const {
    return reading_.spoken().has_any(Role::english) && word(i).is(Role::possessive) && word(i).size() <= 4;
  }

  bool precedes_noun(std::size_t end) const {
    const std::size_t next = reading_.word_after(end, U" ");
    constexpr Roles kGoesOn = Role::verb | Role::acts | Role::agent | Role::leads_to | Role::conjunction |
                              Role::particle | Role::follows | Role::wrote | Role::links | Role::states |
                              Role::has;
    return next != Reading::kNone && !word(next).capital && word(next).is(Role::ordinary) &&
           !word(next).is(kGoesOn);
  }

  // "in Victoria", "v Ani": a word for a place.
  bool is_place_word(std::size_t i) const {
    static const WordSet kFromWhere("aus iz desde");
    if (kFromWhere.contains(word(i).key)) return true;
    if (word(i).is(Role::presents)) return false;
    const std::size_t size = word(i).size();
    if (size > 2) return false;
    const char32_t one = ascii_lower(reading_.at(word(i).begin)),
                   two = ascii_lower(reading_.at(word(i).begin + 1));
    if (size == 1) return one == 'v';
    const bool german = reading_.spoken().has_any(Role::german);
    return (one == 'i' && (two == 'n' || (german && two == 'm'))) ||
           (one == 'a' && (two == 't' || (german && two == 'm'))) || (one == 'e' && two == 'n');
  }

  bool is_article_the(std::size_t i) const {
    return word(i).size() == 3 && ascii_lower(reading_.at(word(i).begin)) == 't' &&
           word(i).is(Role::possessive) && reading_.spoken().has_any(Role::english);
  }

  // "Santa Rosa", "San Telmo", "St. Pauli": towns, churches, holidays.
  bool is_saint(std::size_t first) const {
    const std::size_t before = reading_.word_before(word(first).begin, U" .");
    return is_saint_word(first) ||
           (before != Reading::kNone && word(before).capital && is_saint_word(before));
  }

  bool is_saint_word(std::size_t i) const {
    return word(i).is(Role::particle) && ascii_lower(reading_.at(word(i).begin)) == 's' && word(i).size() > 1;
  }

  const Reading& reading_;
  const NameReader names_;
};

}  // namespace

int weigh_surroundings(const Reading& reading, std::size_t first, std::size_t last) {
  const Surroundings around(reading);
  if (around.is_thing(first, last)) return kThing;
  return around.context(first, last) - (first == last ? around.single_doubts(first) : 0);
}

int weigh_lower_surroundings(const Reading& reading, std::size_t first, std::size_t last) {
  const Surroundings around(reading);
  return around.is_thing_beside(first, last) ? kThing : around.context(first, last);
}

}  // namespace callside
