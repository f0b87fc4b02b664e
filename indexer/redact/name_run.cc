#include "indexer/redact/name_run.h"

#include "indexer/redact/label.h"
#include "indexer/redact/name_table.h"

namespace callside {
namespace {

constexpr std::size_t kMaxWords = 5;
constexpr std::u32string_view kJoints = U" -'\u2019\u00AA\u00BA";
constexpr std::size_t kWidestGap = 2;

// Words that are not names, even with a capital.
constexpr Roles kNoName = Role::ordinary | Role::contact | Role::personal_number | Role::network |
                          Role::secret | Role::code | Role::month | Role::relative | Role::birth |
                          Role::title | Role::greets | Role::closes | Role::presents | Role::thing |
                          Role::holder | Role::condition | Role::allergy;

constexpr Roles kAnyLanguage = Role::english | Role::german | Role::slovenian | Role::spanish;

// Words for roles, things and days: not names even where a name is expected.
constexpr Roles kHindrance = Role::organisation | Role::relative | Role::title | Role::holder | Role::thing |
                             Role::possessive | Role::pronoun | Role::contact | Role::premises | Role::code |
                             Role::secret | Role::about | Role::addressee | Role::network | Role::condition |
                             Role::presents | Role::number_word | Role::greets | Role::closes;

bool is_acronym(const CueWord& word) {
  constexpr std::size_t kLongest = 4;
  return word.capitals && word.size() <= kLongest;
}

}  // namespace

// "ANA KOS": a text in capitals has no acronyms.
bool NameReader::has_capitals_beside(std::size_t i) const {
  const auto beside = [&](std::size_t left, std::size_t right) {
    return word(right).begin - word(left).end == 1 && word(left).capitals && word(right).capitals;
  };
  return (i > 0 && beside(i - 1, i)) || (i + 1 < reading_.words().size() && beside(i, i + 1));
}

bool NameReader::is_initial(std::size_t i) const {
  return word(i).capital && word(i).size() <= 2 && reading_.at(word(i).end) == '.';
}

// Returns the next word of a name after a word; kNone if there is none.
std::size_t NameReader::next_in_name(std::size_t i) const {
  const std::size_t end = word(i).end + (is_initial(i) ? 1 : 0);
  const std::size_t next = reading_.word_after(end, kJoints);
  if (next == Reading::kNone || word(next).begin - end > kWidestGap) return Reading::kNone;
  // "Pugh's husband"
  const char32_t joint = reading_.at(end);
  if ((joint == '\'' || joint == 0x2019) && !word(next).capital) return Reading::kNone;
  return next;
}

std::size_t NameReader::skip_titles(std::size_t i) const {
  constexpr int kMaxTitles = 3;
  for (int titles = 0; titles < kMaxTitles && i != Reading::kNone; ++titles) {
    const bool title = word(i).is(Role::title) && (word(i).size() > 2 || reading_.at(word(i).end) == '.' ||
                                                   (word(i).size() == 2 && word(i).capital));
    const bool article = !word(i).capital && word(i).is(Role::possessive) && word(i).size() <= 3;
    if (!title && !article) return i;
    i = reading_.word_after(word(i).end, U". ");
  }
  return i;
}

std::optional<NameRun> NameReader::capital_run(std::size_t first) const {
  if (first == Reading::kNone) return std::nullopt;
  first = skip_titles(first);
  if (first == Reading::kNone || !word(first).capital || is_word(reading_.before(word(first).begin)))
    return std::nullopt;
  // "O'Dowd", but not "I'd"
  const bool joined =
      reading_.at(word(first).end) == '\'' && first + 1 < reading_.words().size() && word(first + 1).capital;
  if (word(first).size() == 1 && !is_initial(first) && !joined) return std::nullopt;
  NameRun run{word(first).begin,
              word(first).end,
              first,
              0,
              0,
              0,
              0,
              0,
              0,
              !reading_.capitals_are_names(),
              false,
              true};
  std::size_t i = first;
  while (i != Reading::kNone && run.words < kMaxWords) {
    const CueWord& here = word(i);
    if (here.capital) {
      // "Ana Novak Danke": a name may end with an ordinary word, but not continue with several.
      const bool acronym = is_acronym(here) && !has_capitals_beside(i);
      const bool ordinary = (here.is(kNoName) && here.size() > 1) || acronym;
      const bool hyphen = run.words > 0 && reading_.before(here.begin) == '-';
      const bool continues = reading_.capitals_are_names() && !here.is(kHindrance);
      if (ordinary && !hyphen && !continues && run.words >= 2 && run.ordinary < run.words) break;
      if (is_word(reading_.at(here.end))) break;
      ++run.words;
      run.ordinary += ordinary && !hyphen ? 1 : 0;
      run.hindered += !hyphen && here.size() > 1 && (here.is(kHindrance) || acronym) ? 1 : 0;
      run.described += !ordinary && !hyphen && here.is(Role::descriptive | Role::compound) ? 1 : 0;
      run.listed += here.name_signs != 0 && (here.name_signs & (kAlsoWord | kInflected)) == 0 ? 1 : 0;
      run.signs += here.name_signs != 0 && (here.name_signs & kInflected) == 0 ? 1 : 0;
      // "Hudson-Job"
      const bool thing =
          hyphen && here.name_signs == 0 && here.is(Role::ordinary | Role::compound | Role::thing);
      run.organisation = run.organisation || thing || here.is(Role::organisation);
      run.end = here.end + (is_initial(i) && run.words > 1 ? 1 : 0);
    } else if (!here.is(Role::particle)) {
      break;
    }
    const std::size_t next = next_in_name(i);
    if (next != Reading::kNone && !word(next).capital) {
      // "von der", "de la": at most two particles, followed by a capital.
      const std::size_t second = next_in_name(next);
      if (!word(next).is(Role::particle) || second == Reading::kNone) break;
      const std::size_t third = word(second).capital ? Reading::kNone : next_in_name(second);
      const bool leads = word(second).capital ||
                         (word(second).is(Role::particle) && third != Reading::kNone && word(third).capital);
      if (!leads || word(word(second).capital ? second : third).is(Role::ordinary)) break;
      // "Ana in Luka": "and" between two names; takes both.
    }
    i = next;
  }
  if (run.words == 0) return std::nullopt;
  look_around(run);
  return run;
}

void NameReader::look_around(NameRun& run) const {
  const std::size_t next = reading_.word_after(run.end, U" &");
  // "Penrose & Sons"; but "Declan & Niamh"
  const bool ampersand = next != Reading::kNone && reading_.at(reading_.skip(run.end, U" ")) == '&';
  if (ampersand && (!word(next).capital || word(next).is(kNoName))) run.organisation = true;
  if (next != Reading::kNone && word(next).is(Role::organisation) && !word(next).is(Role::verb))
    run.organisation = true;
  const std::size_t partner = reading_.word_before(run.begin, U" &");
  if (partner != Reading::kNone && reading_.before(reading_.skip_back(run.begin, U" ")) == '&' &&
      word(partner).is(kNoName))
    run.organisation = true;
  // "the Rosewood plan", "model Erika", "Charlotte 300", "our dog Bruno"
  if (next != Reading::kNone && word(next).is(Role::thing) && !word(next).capital &&
      roles_after(reading_, run.end, Role::acts, 1).empty())
    run.organisation = true;
  const std::size_t before = reading_.word_before(run.begin, U" \"'\u201E\u201C\u00BB,");
  if (before != Reading::kNone && word(before).is(Role::thing)) run.organisation = true;
  if (next != Reading::kNone && word(next).is(Role::premises) && !word(next).capital && word(next).size() > 4)
    run.organisation = true;
  if (ends_as_firm(run)) run.organisation = true;
  if (reading_.at(run.end) == ' ' && is_digit(reading_.at(run.end + 1)) && run.words == 1)
    run.organisation = true;
}

// "Molinos Herrero S.L.", "Lipa d.o.o."
bool NameReader::ends_as_firm(const NameRun& run) const {
  std::size_t last = reading_.word_from(run.end);
  std::size_t initials = 0;
  for (std::size_t i = last; i > run.first && initials < 2; --i) {
    if (word(i - 1).size() != 1 || reading_.at(word(i - 1).end) != '.') break;
    ++initials;
  }
  const bool first = run.words > 2 && initials >= 2;
  std::size_t following = 0;
  for (; last < reading_.words().size() && following < 2; ++last, ++following) {
    const std::size_t gap = last == 0 ? 0 : word(last).begin - word(last - 1).end;
    if (word(last).size() != 1 || gap > 2 || reading_.before(word(last).begin) == '\n' ||
        reading_.at(word(last).end) != '.')
      break;
  }
  return first || following >= 2 || (initials == 1 && following == 1 && run.words > 2);
}

void NameReader::take(const NameRun& run, std::vector<NameRange>& ranges) const {
  constexpr int kMaxOthers = 5;
  ranges.push_back({run.begin, run.end});
  std::size_t end = run.end;
  for (int i = 0; i < kMaxOthers; ++i) {
    const std::size_t following = reading_.skip(end, U" ");
    const bool ampersand = reading_.at(following) == '&', comma = reading_.at(end) == ',';
    std::size_t next = reading_.word_after(end, U" ,&");
    if (next == Reading::kNone) return;
    const bool joins = word(next).is(Role::conjunction) && !word(next).capital;
    if (joins) next = reading_.word_after(word(next).end, U" ");
    const auto other = joins || ampersand || comma ? capital_run(next) : std::nullopt;
    // "Tjaša, Bor in Enej": all in the tables of names, though also words.
    const bool listed = other && other->signs == other->words && !other->organisation;
    if (!other || (other->is_doubtful() && !listed) || word(other->first).capitals) return;
    if (!joins && !ampersand && !ends_with_and(other->end) && !holds_and(*other)) return;
    ranges.push_back({other->begin, other->end});
    end = other->end;
  }
}

// "Bor in Enej", read as one name.
bool NameReader::holds_and(const NameRun& run) const {
  for (std::size_t i = run.first; i < reading_.words().size() && word(i).end <= run.end; ++i) {
    if (!word(i).capital && word(i).is(Role::conjunction)) return true;
  }
  return false;
}

bool NameReader::ends_with_and(std::size_t end) const {
  const std::size_t next = reading_.word_after(end, U" ");
  return next != Reading::kNone && word(next).is(Role::conjunction);
}

bool NameReader::begins_line(const NameRun& run) const {
  std::size_t begin = run.begin;
  constexpr int kMost = 3;
  for (int i = 0; i < kMost && !reading_.begins_line(begin); ++i) {
    const std::size_t left = reading_.word_before(begin, U" .");
    if (left == Reading::kNone || !(word(left).is(Role::title | Role::sender) || word(left).size() == 1))
      return false;
    begin = word(left).begin;
  }
  return reading_.begins_line(begin);
}

std::optional<NameRun> NameReader::lower_run(std::size_t first, std::size_t most) const {
  if (first == Reading::kNone) return std::nullopt;
  first = skip_titles(first);
  if (first == Reading::kNone) return std::nullopt;
  NameRun run{word(first).begin, word(first).begin, first, 0, 0, 0, 0, 0, 0, false, false, false};
  std::size_t i = first;
  while (i != Reading::kNone && run.words < most) {
    const CueWord& here = word(i);
    const bool joins = run.words > 0 && here.is(Role::particle) && here.size() > 1;
    if (here.capital) break;
    // Without a capital, it must not be a word of any language, as tickets mix languages.
    if (here.is(kNoName | kAnyLanguage) || (here.size() < 2) || is_word(reading_.at(here.end))) {
      if (!joins) break;
    } else {
      if (here.is(Role::organisation)) run.organisation = true;
      ++run.words;
      run.end = here.end;
    }
    i = next_in_name(i);
  }
  if (run.words == 0) return std::nullopt;
  return run;
}

std::optional<NameRun> NameReader::run_before(std::size_t unit, std::u32string_view signs) const {
  std::size_t i = reading_.word_before(unit, signs);
  if (i == Reading::kNone) {
    // "Marjetka Z.": the initial's full stop
    const std::size_t end = reading_.skip_back(unit, signs);
    if (reading_.before(end) == '.') i = reading_.word_before(end, U".");
    if (i == Reading::kNone || !is_initial(i)) return std::nullopt;
  }
  if (!word(i).capital) return std::nullopt;
  std::size_t first = i;
  for (std::size_t taken = 1; taken < kMaxWords + 2 && first > 0; ++taken) {
    const std::size_t left = first - 1;
    if (next_in_name(left) != first) break;
    if (!word(left).capital && !word(left).is(Role::particle)) break;
    first = left;
  }
  while (first < i && (!word(first).capital || word(first).is(Role::title))) ++first;
  // "Rueckruf an Katrin": a word before a particle is not part of the name.
  while (first + 1 < i && word(first).is(kNoName) && !word(first + 1).capital) {
    do {
      ++first;
    } while (first < i && !word(first).capital);
  }
  // A run that begins earlier may end before the unit.
  for (; first <= i; ++first) {
    if (!word(first).capital) continue;
    const auto run = capital_run(first);
    if (run && run->end >= word(i).end) return run;
  }
  return std::nullopt;
}

std::optional<NameRun> NameReader::lower_run_before(std::size_t unit, std::u32string_view signs,
                                                    std::size_t most) const {
  const std::size_t last = reading_.word_before(unit, signs);
  if (last == Reading::kNone) return std::nullopt;
  std::size_t first = last;
  while (last - first + 1 < most && first > 0 && next_in_name(first - 1) == first &&
         !word(first - 1).is(Role::ordinary))
    --first;
  const auto run = lower_run(first, most);
  return run && run->end == word(last).end ? run : std::nullopt;
}

}  // namespace callside
