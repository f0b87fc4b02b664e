#include "indexer/redact/rule_matcher.h"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <algorithm>

#include "indexer/redact/cue_table.h"

namespace callside {
namespace {

// ICU's unit is a number of steps of its engine that take about a millisecond.
constexpr int32_t kTimeLimit = 1000;
constexpr int32_t kStackLimitBytes = 8 << 20;

// Returns the text in lower case and without accents, with white space as one space.
std::u32string comparable(std::string_view text) {
  std::vector<Unit> units;
  fold_text(text, units);
  std::u32string folded;
  for (const Unit& unit : units) {
    const char32_t c = is_letter(unit.c) ? fold_letter(unit.c) : unit.c;
    if (c != 0) folded += c;
  }
  return folded;
}

class Utf8Text {
 public:
  explicit Utf8Text(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, text.data(), static_cast<int64_t>(text.size()), &status);
  }
  ~Utf8Text() { utext_close(&text_); }
  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;
  UText* get() { return &text_; }

 private:
  UText text_ = UTEXT_INITIALIZER;
};

}  // namespace

struct RuleMatcher::Pattern {
  std::unique_ptr<icu::RegexPattern> regex;
  std::vector<std::u32string> keep;
  std::string place, name;

  bool keeps(std::string_view match) const {
    return !keep.empty() && std::ranges::find(keep, comparable(match)) != keep.end();
  }
};

Result<RuleMatcher> RuleMatcher::create(std::span<const RedactionRule> rules) {
  RuleMatcher matcher;
  for (const RedactionRule& rule : rules) {
    std::vector<std::u32string> keep;
    for (const std::string& text : rule.keep) keep.push_back(comparable(text));
    if (rule.pattern.empty()) {
      std::ranges::move(keep, std::back_inserter(matcher.kept_));
      continue;
    }
    UParseError where{};
    UErrorCode status = U_ZERO_ERROR;
    auto pattern = std::make_shared<Pattern>();
    pattern->regex.reset(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(rule.pattern), 0, where, status));
    if (U_FAILURE(status)) {
      return fail(ErrorCode::invalid_input,
                  rule.place + ": the pattern of \"" + rule.name + "\" is not a valid regular expression (" +
                      u_errorName(status) + " at character " + std::to_string(where.offset) + ")",
                  "write an ICU regular expression in single quotes, such as '\\bN\\d{7}\\b'");
    }
    pattern->keep = std::move(keep);
    pattern->place = rule.place;
    pattern->name = rule.name;
    matcher.patterns_.push_back(std::move(pattern));
    matcher.names_.push_back(rule.name);
    matcher.marks_.push_back(rule.mark);
  }
  return matcher;
}

void RuleMatcher::hide_kept(std::vector<Unit>& units) const {
  for (const std::u32string& wanted : kept_) {
    for (std::size_t i = 0; i + wanted.size() <= units.size(); ++i) {
      if (is_word(before(units, i))) continue;
      std::size_t found = 0;
      while (found < wanted.size() && !is_taken(units[i + found].c) &&
             (is_letter(units[i + found].c) ? fold_letter(units[i + found].c) : units[i + found].c) ==
                 wanted[found])
        ++found;
      if (found < wanted.size() || is_word(at(units, i + found))) continue;
      for (std::size_t unit = i; unit < i + found; ++unit) units[unit].c = kKept;
      i += found - 1;
    }
  }
}

Result<void> RuleMatcher::find(std::string_view text, View units, std::vector<Finding>& findings) const {
  std::vector<bool> taken(units.size(), false);
  for (std::size_t rule = 0; rule < patterns_.size(); ++rule) {
    const Pattern& pattern = *patterns_[rule];
    UErrorCode status = U_ZERO_ERROR;
    Utf8Text utext(text);
    const std::unique_ptr<icu::RegexMatcher> regex(pattern.regex->matcher(status));
    if (U_SUCCESS(status)) {
      regex->setTimeLimit(kTimeLimit, status);
      regex->setStackLimit(kStackLimitBytes, status);
      regex->reset(utext.get());
    }
    while (U_SUCCESS(status) && regex->find(status)) {
      const auto begin = static_cast<std::size_t>(regex->start64(status)),
                 end = static_cast<std::size_t>(regex->end64(status));
      if (begin == end || pattern.keeps(text.substr(begin, end - begin))) continue;
      const auto first = std::ranges::lower_bound(units, begin, {}, &Unit::begin);
      const auto last = std::ranges::lower_bound(units, end, {}, &Unit::begin);
      const bool seen =
          std::any_of(first, last, [](const Unit& unit) { return is_taken(unit.c) || unit.c == '\n'; });
      const auto from = static_cast<std::size_t>(first - units.begin()),
                 to = static_cast<std::size_t>(last - units.begin());
      if (from == to || seen ||
          std::find(taken.begin() + static_cast<std::ptrdiff_t>(from),
                    taken.begin() + static_cast<std::ptrdiff_t>(to),
                    true) != taken.begin() + static_cast<std::ptrdiff_t>(to))
        continue;
      std::fill(taken.begin() + static_cast<std::ptrdiff_t>(from),
                taken.begin() + static_cast<std::ptrdiff_t>(to), true);
      findings.push_back({kind_of_rule(rule), from, to});
    }
    if (U_FAILURE(status)) {
      return fail(ErrorCode::invalid_input,
                  "the pattern of \"" + pattern.name + "\" (" + pattern.place +
                      ") takes too long for the text of this ticket (" + u_errorName(status) + ")",
                  "simplify the pattern: avoid a repetition inside a repetition");
    }
  }
  std::ranges::sort(findings, {}, &Finding::begin);
  return ok();
}

}  // namespace callside
