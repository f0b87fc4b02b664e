// Street addresses: the name of a street and a house number, with the town after it if there is one. A street
// is recognised by its word ("14 Larkspur Close", "Amselweg 4b", "Lipova ulica 7", "Calle del Olmo 14") or by
// a postal code and a town after the number. Without a town, the text must tell that somebody lives there.
// The address of a shop or branch stays, as organisations publish it.

#include <algorithm>
#include <optional>

#include "indexer/redact/label.h"
#include "indexer/redact/town.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr std::size_t kMaxStreetWords = 5;

struct Range {
  std::size_t begin, end;
};

class AddressSearch {
 public:
  AddressSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), findings_(findings) {}

  void search() {
    const View units = reading_.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (!is_digit(units[i].c) || is_word(reading_.before(i))) continue;
      const std::size_t end = number_end(i);
      if (end == 0 || i < floor_) {
        while (is_digit(reading_.at(i + 1))) ++i;
        continue;
      }
      auto street = street_before_number(i, end);
      if (!street) street = street_after_number(i, end);
      if (street && take(*street, i))
        i = floor_ - 1;
      else
        i = end - 1;
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }
  bool is(std::size_t i, Role wanted) const { return i < reading_.words().size() && word(i).is(wanted); }

  // Returns the end of a house number: "14", "4b", "12-14", "3/2"; 0 if it is not one.
  std::size_t number_end(std::size_t begin) const {
    constexpr std::size_t kMaxDigits = 4;
    if (const char32_t left = reading_.before(begin);
        left == '.' || left == ',' || left == ':' || left == '$' || left == '#') {
      if (begin > 1 && is_digit(reading_.at(begin - 2))) return 0;
    }
    std::size_t end = begin;
    while (is_digit(reading_.at(end))) ++end;
    if (end - begin > kMaxDigits) return 0;
    for (int parts = 0;
         parts < 2 && (reading_.at(end) == '-' || reading_.at(end) == '/') && is_digit(reading_.at(end + 1));
         ++parts) {
      std::size_t next = end + 1;
      while (is_digit(reading_.at(next))) ++next;
      if (next - end > kMaxDigits) return 0;
      end = next;
    }
    std::size_t letter = end;
    if (reading_.at(letter) == ' ' && !is_letter(reading_.at(letter + 2)) &&
        is_ascii_letter(reading_.at(letter + 1)) && reading_.at(letter + 1) >= 'a' &&
        reading_.at(letter + 1) <= 'h')
      ++letter;
    if (is_ascii_letter(reading_.at(letter)) && !is_word(reading_.at(letter + 1))) end = letter + 1;
    const char32_t next = reading_.at(end);
    if (is_word(next) || next == '%' || ((next == ':' || next == '.') && is_digit(reading_.at(end + 1))))
      return 0;
    if (next == ',' && is_digit(reading_.at(end + 1))) return 0;
    return end;
  }

  // "14 Larkspur Close"
  std::optional<Range> street_after_number(std::size_t number, std::size_t end) const {
    std::size_t next = reading_.word_after(end, U" ");
    std::size_t capitals = 0, others = 0;
    for (std::size_t i = 0; i < kMaxStreetWords && next != Reading::kNone; ++i) {
      const CueWord& here = word(next);
      if (i > 0 && here.is(Role::street_after) && (capitals == 0 || here.capital)) {
        if (others > 0 && capitals == 0 && !lives(number)) return std::nullopt;
        // "40 Mill Hill Road"
        const std::size_t further = reading_.word_after(here.end, U" ");
        if (further != Reading::kNone && here.capital && word(further).capital &&
            is(further, Role::street_after)) {
          next = further;
          continue;
        }
        return Range{with_dwelling_before(number), skip_abbreviation(here.end)};
      }
      if (here.capital)
        ++capitals;
      else if (here.size() > 3 || !here.is(Role::particle))
        ++others;
      if (here.is(Role::ordinary) && !here.capital) return std::nullopt;
      if (capitals > 0 && others == 0 && lives(number) && town_end(reading_, here.end) > here.end &&
          reading_.at(here.end) == ',') {
        return Range{with_dwelling_before(number), here.end};
      }
      next = reading_.word_after(here.end, U" '\u2019-.");
    }
    return std::nullopt;
  }

  std::size_t skip_abbreviation(std::size_t end) const {
    return reading_.at(end) == '.' && reading_.at(end + 1) != ' ' ? end : end;
  }

  // "Flat 3, 71 Gannet Street"
  std::size_t with_dwelling_before(std::size_t number) const {
    std::size_t unit = reading_.skip_back(number, U" ,\n");
    if (unit == number || number - unit > 3) return number;
    if (const std::size_t house = house_before(unit); house < unit) return house;
    std::size_t begin = unit;
    while (begin > 0 &&
           (is_digit(reading_.before(begin)) || (is_ascii_letter(reading_.before(begin)) &&
                                                 unit - begin < 3 && !is_letter(reading_.before(begin - 1)))))
      --begin;
    if (begin == unit) return number;
    const std::size_t before = reading_.word_before(begin, U" .");
    return before != Reading::kNone && is(before, Role::dwelling) ? word(before).begin : number;
  }

  // Returns the start of the name of a house: "The Old Forge, 3 Smithy Lane".
  std::size_t house_before(std::size_t end) const {
    static const WordSet kHouses(
        "forge cottage house farm mill barn lodge villa rectory manor hall vicarage grange "
        "farmhouse court oasthouse bungalow");
    std::size_t begin = end;
    constexpr std::size_t kMaxWords = 4;
    std::size_t i = reading_.word_before(end, U"");
    if (i == Reading::kNone || !kHouses.contains(word(i).key)) return end;
    for (std::size_t count = 0; count < kMaxWords && i != Reading::kNone && word(i).capital; ++count) {
      begin = word(i).begin;
      i = reading_.word_before(begin, U" '\u2019");
    }
    return begin;
  }

  // "Amselweg 4b", "Trg svobode 4", "C/ Mayor, 12", "Hinter der Kirche 12"
  std::optional<Range> street_before_number(std::size_t number, std::size_t end) const {
    std::size_t last = reading_.word_before(number, U" ");
    if (last == Reading::kNone) last = reading_.word_before(number, U" ,.");
    if (last == Reading::kNone) last = reading_.word_before(number, U" .,\u00BA\u00B0");
    if (last == Reading::kNone) return std::nullopt;
    // "Nr. 12", "n.o 12"
    if (is(last, Role::dwelling) && word(last).size() <= 6 && !is(last, Role::street_after)) {
      const std::size_t left = reading_.word_before(word(last).begin, U" ,");
      if (left != Reading::kNone) last = left;
    }
    bool street = false, capital = false;
    std::size_t first = last, begin = Reading::kNone;
    for (std::size_t i = 0; i < kMaxStreetWords; ++i) {
      const CueWord& here = word(first);
      if (i > 0 && begins_street(first)) {
        street = street || !here.is(Role::ordinary) || here.capital;
        capital = capital || here.capital;
        begin = here.begin;
        if (capital && !continues_left(first)) break;
      } else if (here.is(Role::street_after)) {
        if (here.is(Role::ordinary) && !here.capital && i > 0) break;
        street = true;
        capital = capital || here.capital;
        begin = here.begin;
      } else if (here.capital || (i + 1 < kMaxStreetWords && here.is(Role::particle))) {
        capital = capital || here.capital;
        if (here.capital) begin = here.begin;
      } else if (!(here.size() > 2 && (!here.is(Role::ordinary) || follows_street_word(first)))) {
        break;
      }
      const std::size_t left = reading_.word_before(here.begin, U" '\u2019-./");
      if (left == Reading::kNone || word(left).begin < floor_ || sentence_between(left, first)) break;
      first = left;
    }
    if (begin == Reading::kNone) return std::nullopt;
    if (is(last, Role::contact) && !is(last, Role::street_after)) return std::nullopt;
    if (is(last, Role::month) && !is(last, Role::street_after)) return std::nullopt;
    const bool postal = has_postal_town(reading_, end);
    if (!street && !(capital && (postal || lives(begin)))) return std::nullopt;
    if (!capital && !(postal || lives(begin))) return std::nullopt;
    return Range{begin, end};
  }

  // "Trg svobode 4": an ordinary word may follow the word for a street.
  bool follows_street_word(std::size_t i) const {
    return i > 0 && word(i - 1).capital && is(i - 1, Role::street_before) && word(i - 1).size() > 2 &&
           word(i).begin == word(i - 1).end + 1;
  }

  bool begins_street(std::size_t i) const {
    const CueWord& here = word(i);
    if (here.is(Role::street_before))
      return here.capital || here.size() > 3 || reading_.at(here.end) == '/' || reading_.at(here.end) == '.';
    return false;
  }

  // "Am Alten Zoll": a preposition precedes what looked like the start.
  bool continues_left(std::size_t first) const {
    const std::size_t left = reading_.word_before(word(first).begin, U" ");
    return left != Reading::kNone && word(left).capital && is(left, Role::street_before);
  }

  bool sentence_between(std::size_t left, std::size_t right) const {
    constexpr std::size_t kLongestAbbreviation = 4;
    for (std::size_t i = word(left).end; i < word(right).begin; ++i) {
      if (reading_.at(i) == '.' && word(left).size() > kLongestAbbreviation) return true;
    }
    return false;
  }

  bool lives(std::size_t begin) const {
    constexpr std::size_t kReach = 6;
    return !roles_before(reading_, begin, Role::lives, kReach).empty();
  }

  bool is_published(std::size_t begin) const {
    constexpr std::size_t kReach = 6;
    return !roles_before(reading_, begin, Role::premises, kReach).empty();
  }

  bool take(Range street, std::size_t number) {
    if (street.begin < floor_) return false;
    const std::size_t end = std::max(street.end, number_end(number));
    const std::size_t last = town_end(reading_, dwelling_end(end));
    const bool town = last > dwelling_end(end);
    const bool lived = lives(street.begin);
    if (is_published(street.begin) && !lived) return false;
    if (!town && !lived) return false;
    findings_.push_back({PersonalKind::address, street.begin, town ? last : dwelling_end(end)});
    floor_ = findings_.back().end;
    return true;
  }

  // Returns the end of a dwelling after the number: ", Apt 4B", ", 3º B", "/12", " bajo izq."
  std::size_t dwelling_end(std::size_t end) const {
    constexpr int kMostParts = 3;
    for (int part = 0; part < kMostParts; ++part) {
      std::size_t unit = reading_.skip(end, U" ,./\n");
      if (unit == end || unit > end + 3) return end;
      if (const std::size_t next = reading_.word_after(unit, U"");
          next != Reading::kNone && is(next, Role::dwelling)) {
        unit = word(next).end;
        const std::size_t value = reading_.skip(unit, U" .\u00BA#");
        const std::size_t value_end = short_value_end(value);
        end = value_end > value ? value_end : unit;
        continue;
      }
      const std::size_t floor_end = ordinal_end(unit);
      if (floor_end == unit) return end;
      end = floor_end;
    }
    return end;
  }

  std::size_t short_value_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < begin + 4 && is_word(reading_.at(end))) ++end;
    return is_word(reading_.at(end)) ? begin : end;
  }

  // "3º B", "2.ª izq.", "1st floor"
  std::size_t ordinal_end(std::size_t begin) const {
    std::size_t unit = begin;
    while (is_digit(reading_.at(unit)) && unit < begin + 2) ++unit;
    if (unit == begin) return begin;
    if (reading_.at(unit) == '.') ++unit;
    const char32_t sign = reading_.at(unit);
    if (sign != 0xBA && sign != 0xAA && sign != 0xB0) return begin;
    ++unit;
    const std::size_t letter = reading_.skip(unit, U" ");
    if (is_letter(reading_.at(letter)) && !is_word(reading_.at(letter + 1))) return letter + 1;
    return unit;
  }

  const Reading& reading_;
  std::vector<Finding>& findings_;
  std::size_t floor_ = 0;
};

}  // namespace

void find_addresses(const Reading& reading, std::vector<Finding>& findings) {
  AddressSearch(reading, findings).search();
}

}  // namespace callside
