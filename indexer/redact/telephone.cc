// Telephone numbers. A run of digit groups is cut into candidates, the longest first; each is judged by its
// shape (telephone_shape.h), by the words before it (number_label.h), and by what touches it: a number that
// is a part of a code, an amount, a time or a file's name is none.

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "indexer/redact/detectors.h"
#include "indexer/redact/digit_groups.h"
#include "indexer/redact/number_label.h"
#include "indexer/redact/telephone_shape.h"
#include "indexer/redact/words_before.h"

namespace callside {
namespace {

constexpr std::size_t kMostDigits = 16;  // 15, and a trunk digit that is not dialled
constexpr std::size_t kFewestDigits = 6;

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_currency(char32_t c) {
  return c == '$' || (c >= 0x80 && c < kTaken && u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL);
}

// What stands before a number: nothing that matters, something that only a label excuses ("id=041555010",
// "NV-041555010"), or a sign that the number is a part of something else.
enum class Edge { free, wants_label, part };

Edge left_edge(View units, std::size_t begin) {
  const char32_t c = before(units, begin);
  if (is_word(c) || is_currency(c) || contains(U"#+@_\\", c)) return Edge::part;
  const char32_t further = begin >= 2 ? units[begin - 2].c : U'\n';
  if (!contains(U".,:-/='&", c) || !(is_word(further) || is_digit(further))) return Edge::free;
  if (is_digit(further)) return c == '=' || c == '&' ? Edge::wants_label : Edge::part;
  return c == ':' || c == ',' ? Edge::free : Edge::wants_label;
}

bool right_edge_is_free(View units, std::size_t end, bool amount_like) {
  const char32_t c = at(units, end), next = at(units, end + 1);
  if (is_word(c) || contains(U"%@=\\", c) || c == 0xB0 || c == 0x2030) return false;
  if (c == ':' && is_digit(next)) return false;
  if (c == ',' && is_digit(next)) return !amount_like;
  if (c == '.' && is_word(next)) return next >= 'A' && next <= 'Z';
  return !(contains(U"-/_+", c) && is_word(next) && (c != '/' || is_digit(next)));
}

// "EUR", "kg", "kos": what is counted or paid is not called.
bool unit_follows(View units, std::size_t end) {
  static constexpr std::array<std::u32string_view, 52> kUnits{
      U"eur",     U"euro*", U"evr*", U"usd",   U"gbp", U"chf",   U"sit",    U"hrk",   U"kn",  U"rsd", U"din",
      U"kč",      U"czk",   U"pln",  U"zł",    U"huf", U"ft",    U"sek",    U"nok",   U"dkk", U"kr",  U"jpy",
      U"dollar*", U"kg",    U"km",   U"cm",    U"mm",  U"m",     U"l",      U"ml",    U"kwh", U"mwh", U"kw",
      U"mb",      U"gb",    U"kb",   U"tb",    U"b",   U"byte*", U"ms",     U"s",     U"sek", U"min", U"h",
      U"ur",      U"kos*",  U"stk",  U"stück", U"pcs", U"unit*", U"point*", U"pieces"};
  if (at(units, end) == ' ') ++end;
  if (is_currency(at(units, end))) return true;
  std::size_t last = end;
  while (is_letter(at(units, last)) && last < end + 12) ++last;
  return last > end && matches_any(WordsBefore(units, last).next(), kUnits);
}

bool currency_precedes(View units, std::size_t begin) {
  static constexpr std::array<std::u32string_view, 6> kCodes{U"eur", U"usd", U"gbp", U"chf", U"rsd", U"sit"};
  if (before(units, begin) != ' ') return false;
  const std::size_t end = begin - 1;
  return is_currency(before(units, end)) ||
         (is_letter(before(units, end)) && matches_any(WordsBefore(units, end).next(), kCodes));
}

// " ext. 12", " x12", ", int. 5": the end of the extension behind a number, or `end` where there is none.
std::size_t extension_end(View units, std::size_t end) {
  static constexpr std::array<std::u32string_view, 17> kWords{
      U"ext",     U"extn",        U"extension", U"x",  U"int",   U"interna", U"interno", U"dw", U"durchwahl",
      U"apparat", U"nebenstelle", U"klapa",     U"kl", U"anexo", U"poste",   U"вн",      U"доб"};
  constexpr std::size_t kLongest = 6;
  std::size_t i = end;
  for (int blanks = 0; blanks < 2 && contains(U" ,;", at(units, i)); ++blanks) ++i;
  const bool bracket = at(units, i) == '(';
  if (bracket) ++i;
  std::size_t word_end = i;
  while (is_letter(at(units, word_end)) && word_end < i + 12) ++word_end;
  if (word_end == i || !matches_any(WordsBefore(units, word_end).next(), kWords)) return end;
  i = word_end;
  for (int signs = 0; signs < 2 && contains(U".: ", at(units, i)); ++signs) ++i;
  std::size_t digits_end = i;
  while (is_digit(at(units, digits_end))) ++digits_end;
  if (digits_end == i || digits_end - i > kLongest || is_word(at(units, digits_end))) return end;
  return bracket && at(units, digits_end) == ')' ? digits_end + 1 : digits_end;
}

bool brackets_match(View units, std::size_t begin, std::size_t end) {
  int depth = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (units[i].c == '(') ++depth;
    if (units[i].c == ')' && --depth < 0) return false;
  }
  return depth == 0;
}

// One run of digit groups, and the numbers in it.
class Run {
 public:
  Run(View units, DigitGroups groups, std::vector<Finding>& findings)
      : units_(units), groups_(groups), findings_(findings) {}

  void search() {
    if (is_reference()) return;
    for (std::size_t g = 0; g < groups_.size();) {
      if (const std::size_t date =
              before(units_, groups_[g].begin) == '+' ? 0 : date_length(units_, groups_, g)) {
        g += date;
        after_number_ = true;
        continue;
      }
      const std::size_t length = search_from(g);
      g += length > 0 ? length : 1;
      after_number_ = length > 0;
    }
  }

 private:
  // "SI12 0412345678", "RF18 5390": payment references and account numbers begin with letters and two digits.
  bool is_reference() const {
    const std::size_t begin = groups_.front().begin;
    const auto is_capital = [this](std::size_t i) { return units_[i].c >= 'A' && units_[i].c <= 'Z'; };
    return groups_.size() > 1 && groups_.front().size() == 2 && begin >= 2 && is_capital(begin - 1) &&
           is_capital(begin - 2) && !is_word(before(units_, begin - 2));
  }

  // How many groups from `g` on are a telephone number; 0 if none.
  std::size_t search_from(std::size_t g) {
    if (g > 0 && !separator_after(units_, groups_, g - 1).has(' ')) return 0;
    find_lead(g);
    const Edge edge = left_edge(units_, begin_);
    if (edge == Edge::part && !is_chat_link()) return 0;
    label_.reset();
    const std::size_t most = most_groups(g);
    // Where several numbers follow one another, none may take a piece of the next.
    for (std::size_t length = most; length > 0 && g + most < groups_.size(); --length) {
      if (is_telephone(groups_.subspan(g, length), g, edge) && number_begins(g + length)) {
        return accept(length);
      }
    }
    for (std::size_t length = most; length > 0; --length) {
      if (is_telephone(groups_.subspan(g, length), g, edge)) return accept(length);
    }
    return 0;
  }

  // How many groups from `g` on have not more digits than a telephone number can have.
  std::size_t most_groups(std::size_t g) const {
    std::size_t length = 0, digits = 0;
    while (g + length < groups_.size() && (digits += groups_[g + length].size()) <= kMostDigits) ++length;
    return length;
  }

  bool number_begins(std::size_t g) const {
    for (std::size_t length = most_groups(g); length > 0; --length) {
      if (shape_of({units_, groups_.subspan(g, length)}) == TelephoneShape::national) return true;
    }
    return false;
  }

  std::size_t accept(std::size_t length) {
    findings_.push_back(found_);
    return length;
  }

  // Where the number begins: at its first digit, or at "+", "(" or "(+" before it.
  void find_lead(std::size_t g) {
    digits_begin_ = begin_ = groups_[g].begin;
    std::size_t i = begin_;
    if (before(units_, i) == ' ' && i >= 2 && units_[i - 2].c == '+') --i;
    plus_ = before(units_, i) == '+';
    if (plus_) begin_ = --i;
    bracket_ = before(units_, begin_) == '(';
  }

  // "wa.me/38641555010"
  bool is_chat_link() const {
    constexpr std::u32string_view kHost = U"wa.me/";
    if (begin_ < kHost.size()) return false;
    return std::equal(kHost.begin(), kHost.end(),
                      units_.begin() + static_cast<std::ptrdiff_t>(begin_ - kHost.size()),
                      [](char32_t c, const Unit& unit) { return c == ascii_lower(unit.c); });
  }

  bool is_telephone(DigitGroups groups, std::size_t g, Edge edge) {
    const std::size_t digits_end = groups.back().end;
    if (g + groups.size() < groups_.size() &&
        !separator_after(units_, groups_, g + groups.size() - 1).has(' ')) {
      return false;
    }
    const bool opens = bracket_ && brackets_match(units_, begin_ - 1, digits_end);
    if (!opens && !brackets_match(units_, begin_, digits_end)) return false;
    const TelephoneShape shape = shape_of({units_, groups, plus_, opens});
    if (shape == TelephoneShape::none) return false;
    const std::size_t end = extension_end(units_, digits_end);
    const bool amount_like = !plus_ && units_[digits_begin_].c != '0';
    if (!right_edge_is_free(units_, end, amount_like)) return false;
    if (amount_like && (unit_follows(units_, end) || currency_precedes(units_, begin_))) return false;
    if (!plus_ && continues_list(groups, g)) return false;
    if (plus_ && is_amount(groups) && unit_follows(units_, end)) return false;
    if (!says_telephone(shape, edge, end)) return false;
    found_ = {PersonalKind::telephone, opens ? begin_ - 1 : begin_, end};
    return true;
  }

  bool says_telephone(TelephoneShape shape, Edge edge, std::size_t end) {
    if (shape == TelephoneShape::certain && edge == Edge::free) return true;
    if (is_chat_link()) return true;
    if (!label_) label_ = label_before(units_, begin_);
    if (*label_ == NumberLabel::telephone) return true;
    if (shape == TelephoneShape::possible || edge == Edge::wants_label)
      return telephone_word_follows(units_, end);
    return *label_ != NumberLabel::identifier;
  }

  // "041 555 010", grouped by threes behind the first: so are amounts.
  static bool is_amount(DigitGroups groups) {
    return std::ranges::all_of(groups.subspan(1), [](const DigitGroup& group) { return group.size() == 3; });
  }

  // "1 041 555 010", "450 120 330 280 910 4500": a piece of a larger amount or of a list.
  bool continues_list(DigitGroups groups, std::size_t g) const {
    const auto spaces_only = [this](std::size_t first, std::size_t count) {
      for (std::size_t i = first; i < first + count; ++i) {
        if (separator_after(units_, groups_, i).text() != " ") return false;
      }
      return true;
    };
    const std::size_t behind = groups_.size() - g - groups.size();
    if (!spaces_only(g, groups.size() - 1)) return false;
    const bool zero = units_[digits_begin_].c == '0';
    if (behind % 3 != 0 && !zero && is_amount(groups) && groups_[g + groups.size()].size() == 3) return true;
    if (g == 0 || after_number_ || !spaces_only(g - 1, 1)) return false;
    const std::size_t previous = groups_[g - 1].size();
    return !zero || previous == groups.front().size() ||
           (previous < 3 && groups.front().size() == 3 && is_amount(groups));
  }

  View units_;
  DigitGroups groups_;
  std::vector<Finding>& findings_;
  bool after_number_ = false;

  // The number that is being judged:
  std::size_t begin_ = 0, digits_begin_ = 0;
  bool plus_ = false, bracket_ = false;
  std::optional<NumberLabel> label_;
  Finding found_{};
};

}  // namespace

void find_telephones(View units, std::vector<Finding>& findings) {
  std::vector<DigitGroup> groups;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!is_digit(units[i].c)) continue;
    read_digit_run(units, i, groups);
    const std::size_t before_run = findings.size(), run_end = groups.back().end;
    if (run_end - i >= kFewestDigits) Run(units, groups, findings).search();
    const bool beyond = findings.size() > before_run && findings.back().end > run_end;
    i = (beyond ? findings.back().end : run_end) - 1;
  }
}

}  // namespace callside
