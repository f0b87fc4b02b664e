// Telephone numbers. A run of digit groups is cut into candidates, the longest first. Each is judged by its
// shape (telephone_shape.h), by the words before it (number_label.h), and by what touches it: part of a code,
// an amount, a time or a file name is not a telephone number.

#include <algorithm>
#include <optional>
#include <string_view>

#include "indexer/redact/detectors.h"
#include "indexer/redact/digit_groups.h"
#include "indexer/redact/number_edges.h"
#include "indexer/redact/number_label.h"
#include "indexer/redact/telephone_shape.h"

namespace callside {
namespace {

constexpr std::size_t kMaxDigits = 16;  // 15, and a trunk digit that is not dialled
constexpr std::size_t kFewestDigits = 6;

bool brackets_match(View units, std::size_t begin, std::size_t end) {
  int depth = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (units[i].c == '(') ++depth;
    if (units[i].c == ')' && --depth < 0) return false;
  }
  return depth == 0;
}

// A run of digit groups, and the numbers in it.
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

  // Returns the number of groups from `g` on that form a telephone number; 0 if none does.
  std::size_t search_from(std::size_t g) {
    if (g > 0 && !separator_after(units_, groups_, g - 1).has(' ')) return 0;
    if (is_amid_list(g)) return 0;
    find_lead(g);
    const Edge edge = left_edge(units_, begin_);
    if (edge == Edge::part && !is_chat_link()) return 0;
    label_.reset();
    const std::size_t most = most_groups(g);
    std::size_t longest = 0;
    Finding finding{};
    for (std::size_t length = most; length > 0; --length) {
      const auto found = telephone_in(groups_.subspan(g, length), g, edge);
      if (!found) continue;
      // If several numbers follow one another, none may take a part of the next.
      const bool parts = g + most < groups_.size() && number_begins(g + length);
      if (longest == 0 || parts) {
        longest = length;
        finding = *found;
      }
      if (parts || g + most == groups_.size()) break;
    }
    if (longest > 0) findings_.push_back(finding);
    return longest;
  }

  // "4 8 15 16 23": in a list of single digits or pairs, a number can only begin at the head.
  bool is_amid_list(std::size_t g) const {
    return g > 0 && !after_number_ && groups_[g].size() <= 2 && groups_[g - 1].size() == groups_[g].size() &&
           separator_after(units_, groups_, g - 1).is(" ");
  }

  // Returns the number of groups from `g` on that have no more digits than a telephone number can have.
  std::size_t most_groups(std::size_t g) const {
    std::size_t length = 0, digits = 0;
    while (g + length < groups_.size() && (digits += groups_[g + length].size()) <= kMaxDigits) ++length;
    return length;
  }

  bool number_begins(std::size_t g) const {
    for (std::size_t length = most_groups(g); length > 0; --length) {
      if (shape_of({units_, groups_.subspan(g, length)}) == TelephoneShape::national) return true;
    }
    return false;
  }

  // Finds the start of the number: its first digit, or "+", "(" or "(+" before it.
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

  std::optional<Finding> telephone_in(DigitGroups groups, std::size_t g, Edge edge) {
    const std::size_t digits_end = groups.back().end;
    if (g + groups.size() < groups_.size() &&
        !separator_after(units_, groups_, g + groups.size() - 1).has(' ')) {
      return std::nullopt;
    }
    const bool opens = bracket_ && brackets_match(units_, begin_ - 1, digits_end);
    if (!opens && !brackets_match(units_, begin_, digits_end)) return std::nullopt;
    const TelephoneShape shape = shape_of({units_, groups, plus_, opens});
    if (shape == TelephoneShape::none) return std::nullopt;
    const std::size_t end = extension_end(units_, digits_end);
    const bool amount_like = !plus_ && units_[digits_begin_].c != '0';
    if (!right_edge_is_free(units_, end, amount_like)) return std::nullopt;
    if (amount_like && (unit_follows(units_, end) || currency_precedes(units_, begin_))) return std::nullopt;
    if (continues_list(groups, g)) return std::nullopt;
    if (plus_ && is_amount(groups) && unit_follows(units_, end)) return std::nullopt;
    if (!says_telephone(shape, edge, groups, end)) return std::nullopt;
    return Finding{PersonalKind::telephone, opens ? begin_ - 1 : begin_, end};
  }

  bool says_telephone(TelephoneShape shape, Edge edge, DigitGroups groups, std::size_t end) {
    if (shape == TelephoneShape::certain && edge == Edge::free) return true;
    if (is_chat_link()) return true;
    if (!label_) label_ = label_before(units_, begin_, findings_.empty() ? 0 : findings_.back().end);
    if (*label_ == NumberLabel::telephone) return true;
    if (*label_ == NumberLabel::identifier) return false;
    if (shape == TelephoneShape::national && edge == Edge::free) return true;
    if (telephone_word_follows(units_, end)) return true;
    return is_local(groups) && (is_in_signature(units_, begin_, end) || follows_new_one(units_, begin_));
  }

  // "555-0123", "555 01 23"
  bool is_local(DigitGroups groups) const {
    if (units_[digits_begin_].c < '2' || groups.front().size() != 3) return false;
    const DigitGroups rest = groups.subspan(1);
    return rest.size() == 1 ? rest[0].size() == 4
                            : rest.size() == 2 && rest[0].size() == 2 && rest[1].size() == 2;
  }

  // "041 555 010", in groups of three after the first: amounts look like this, too.
  static bool is_amount(DigitGroups groups) {
    return std::ranges::all_of(groups.subspan(1), [](const DigitGroup& group) { return group.size() == 3; });
  }

  // "1 041 555 010", "450 120 330 280 910 4500": a part of a larger amount or of a list.
  bool continues_list(DigitGroups groups, std::size_t g) const {
    const auto spaces_only = [this](std::size_t first, std::size_t count) {
      for (std::size_t i = first; i < first + count; ++i) {
        if (!separator_after(units_, groups_, i).is(" ")) return false;
      }
      return true;
    };
    const std::size_t following = groups_.size() - g - groups.size();
    if (!spaces_only(g, groups.size() - 1)) return false;
    const bool zero = units_[digits_begin_].c == '0';
    const std::size_t next = following > 0 ? groups_[g + groups.size()].size() : 0;
    if (following % 3 != 0 && !zero && next == 3 && is_amount(groups)) return true;
    if (next == 2 && std::ranges::all_of(groups, [](const auto& group) { return group.size() == 2; }))
      return true;
    if (plus_ || g == 0 || after_number_ || !spaces_only(g - 1, 1)) return false;
    const std::size_t previous = groups_[g - 1].size();
    return !zero || previous == groups.front().size() ||
           (previous < 3 && groups.front().size() == 3 && is_amount(groups));
  }

  View units_;
  DigitGroups groups_;
  std::vector<Finding>& findings_;
  bool after_number_ = false;

  // The candidate:
  std::size_t begin_ = 0, digits_begin_ = 0;
  bool plus_ = false, bracket_ = false;
  std::optional<NumberLabel> label_;
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
