#include "searchd/query/understand/question.h"

#include <algorithm>
#include <charconv>

#include "indexer/analysis/language.h"
#include "indexer/analysis/normalize.h"
#include "indexer/analysis/stop_words.h"
#include "indexer/base/utf8.h"
#include "indexer/format/terms.h"
#include "searchd/query/understand/compound_words.h"
#include "searchd/query/understand/guesses.h"
#include "searchd/query/understand/word_bounds.h"

namespace callside {

namespace {

// A document's word that only shares the stem says a little less.
constexpr float kStemShare = 0.95F;

void add_form(QueryGroup& group, std::uint32_t form, MatchLevel level) {
  group.forms.push_back({form, level, level == MatchLevel::stem ? kStemShare : 1.0F});
}

// Sorts by form and keeps the best of each form.
void settle_forms(QueryGroup& group) {
  std::sort(group.forms.begin(), group.forms.end(), [](const FormMatch& a, const FormMatch& b) {
    return std::tuple(a.form, -a.share, a.level) < std::tuple(b.form, -b.share, b.level);
  });
  const auto same = [](const FormMatch& a, const FormMatch& b) { return a.form == b.form; };
  group.forms.erase(std::unique(group.forms.begin(), group.forms.end(), same), group.forms.end());
}

bool is_stop_in_any(const std::vector<std::string>& languages, std::string_view word) {
  return std::any_of(languages.begin(), languages.end(),
                     [&](const std::string& tag) { return is_stop_word(analysis_language(tag), word); });
}

// What is pasted from web pages and exports holds character references ("d&#39;annulation"): the sign is
// meant.
std::string without_references(std::string_view text) {
  static constexpr std::pair<std::string_view, char32_t> kNamed[] = {
      {"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}, {"nbsp", U' '}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '&' ? text.substr(at, 10).find(';') : std::string_view::npos;
    char32_t sign = 0;
    if (end != std::string_view::npos) {
      const std::string_view name = text.substr(at + 1, end - 1);
      for (const auto& [known, meant] : kNamed) sign = name == known ? meant : sign;
      const bool hex = name.starts_with("#x") || name.starts_with("#X");
      const std::string_view digits = hex ? name.substr(2) : name.starts_with('#') ? name.substr(1) : "";
      std::uint32_t number = 0;
      const auto [rest, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
      const bool whole = !digits.empty() && error == std::errc() && rest == digits.data() + digits.size();
      if (whole && number >= 0x20 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF))
        sign = number;
    }
    if (sign == 0) {
      out += text[at++];
      continue;
    }
    append_code_point(out, sign);
    at += end + 1;
  }
  return out;
}

// The text with words replaced, a segment and its word each, in order.
std::string replace_words(std::string_view text, const std::vector<std::pair<Segment, std::string>>& words) {
  std::string out;
  std::size_t at = 0;
  std::uint32_t code_point = 0;
  const auto skip_to = [&](std::uint32_t end) {
    const std::size_t begin = at;
    for (; code_point < end && at < text.size(); ++code_point) next_code_point(text, at);
    return text.substr(begin, at - begin);
  };
  for (const auto& [segment, word] : words) {
    out += skip_to(segment.start);
    out += word;
    skip_to(segment.start + segment.length);
  }
  return repair_utf8(out.append(text.substr(at)));
}

// The text from one code point to another.
std::string cut(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t at = 0;
  std::size_t from = 0;
  for (std::uint32_t code_point = 0; code_point < end && at < text.size(); ++code_point) {
    if (code_point == begin) from = at;
    next_code_point(text, at);
  }
  return std::string(text.substr(from, at - from));
}

// Leaves stop words out where there is more, and of many words the rarest.
void keep_what_counts(Question& question) {
  const bool all_stop = std::all_of(question.groups.begin(), question.groups.end(),
                                    [](const QueryGroup& group) { return group.stop; });
  if (all_stop) {
    for (QueryGroup& group : question.groups) group.stop = false;
    for (LeftOutWord& word : question.left_out) word.stop = false;
  }
  if (question.groups.size() <= kMostGroups) return;
  std::vector<QueryGroup>& groups = question.groups;
  std::stable_sort(groups.begin(), groups.end(), [](const QueryGroup& a, const QueryGroup& b) {
    return std::tuple(a.stop, a.frequency) < std::tuple(b.stop, b.frequency);
  });
  for (std::size_t i = kMostGroups; i < groups.size(); ++i) {
    if (groups[i].overlay) continue;
    question.left_out.push_back(
        {groups[i].start, std::move(groups[i].typed), LeftOutWord::Why::too_frequent, groups[i].stop});
  }
  groups.resize(kMostGroups);
  std::stable_sort(groups.begin(), groups.end(),
                   [](const QueryGroup& a, const QueryGroup& b) { return a.position < b.position; });
}

}  // namespace

void add_term(std::vector<std::string>& terms, std::string term) {
  if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
}

bool is_asked(const std::vector<std::string>& asked, std::string_view language) {
  return std::any_of(asked.begin(), asked.end(),
                     [&](const std::string& tag) { return analysis_language(tag) == language; });
}

// What "log in" is where documents write "login": the word that two neighbours make, over them.
void QuestionReader::join(const Segment& first, const Segment& second, const std::vector<std::string>& asked,
                          const Lexicon& lexicon, Question& question) {
  const bool words = first.kind == SegmentKind::word && second.kind == SegmentKind::word && !second.overlay;
  if (!words || second.start != first.start + first.length + 1) return;
  const std::string text = std::string(first.text).append(second.text);
  Segment joined{first.start, first.length + 1 + second.length, SegmentKind::joined, true, text};
  std::vector<QueryGroup> parts;
  add(look_up(joined, asked, lexicon, parts), question);
}

// The two words that a word which the index lacks falls into, in the first language in which it does.
std::vector<QueryGroup> QuestionReader::split(const Segment& segment, const std::vector<std::string>& asked,
                                              const Lexicon& lexicon) {
  std::vector<QueryGroup> groups;
  const std::vector<std::string>& languages = lexicon.vocabulary.languages();
  for (std::uint16_t i = 1; i < languages.size() && groups.empty(); ++i) {
    if (!lexicon.languages[i] || (!asked.empty() && !is_asked(asked, languages[i]))) continue;
    const std::string word = fold(normalize(segment.text, languages[i]), languages[i]);
    const std::size_t at = find_split(word, i, lexicon);
    if (at == 0) continue;
    for (const std::string_view half :
         {std::string_view(word).substr(0, at), std::string_view(word).substr(at)}) {
      std::vector<QueryGroup> parts;
      groups.push_back(
          look_up({segment.start, segment.length, SegmentKind::word, false, half}, asked, lexicon, parts));
    }
  }
  return groups;
}

void QuestionReader::add(QueryGroup group, Question& question) {
  settle_forms(group);
  group.position = group.overlay ? question.positions : question.positions++;
  if (!group.forms.empty() || !group.together.empty()) question.groups.push_back(std::move(group));
}

// Its words stay beside it, as what lies over it: they are also found apart.
std::optional<QueryGroup> QuestionReader::one_of_several(const Synonyms::Found& found, std::string_view text,
                                                         const Lexicon& lexicon) const {
  const Segment& first = segments_[found.first];
  const Segment& last = segments_[found.last];
  QueryGroup whole;
  whole.start = first.start;
  whole.typed = cut(text, first.start, last.start + last.length);
  if (!add_synonyms(found, lexicon, whole)) return std::nullopt;
  add_words_themselves(found, lexicon, whole);
  return whole;
}

// What it may have been meant as, where neither the index nor the editors know it as it was typed.
void QuestionReader::guess(const Segment& segment, const std::vector<std::string>& asked,
                           const Lexicon& lexicon, bool last, QueryGroup& group,
                           std::vector<QueryGroup>& parts) {
  const bool unknown = segment.kind == SegmentKind::word && group.forms.empty() && parts.empty();
  if (parts.empty()) add_corrections(segment, asked, lexicon, last, group, parts);
  if (!unknown || !parts.empty()) return;
  parts = split(segment, asked, lexicon);
  // Where it may also have been mistyped, both are tried.
  for (QueryGroup& part : parts) part.overlay = !group.forms.empty();
}

// The editors' synonyms in a question, met while its segments are looked up one after the other.
class QuestionReader::Meant {
 public:
  Meant(QuestionReader& reader, std::string_view text, const std::vector<std::string>& asked,
        const Lexicon& lexicon)
      : lexicon_(lexicon), segments_(reader.segments_.data()) {
    if (lexicon.synonyms == nullptr || lexicon.synonyms->empty()) return;
    for (Synonyms::Found& found :
         lexicon.synonyms->find(reader.segments_, asked, lexicon.languages, reader.analyzer_)) {
      std::optional<QueryGroup> whole;
      if (found.first != found.last) {
        whole = reader.one_of_several(found, text, lexicon);
        // A reader who may know none of it asks as though it weren't said.
        if (!whole) continue;
      }
      all_.push_back({std::move(found), std::move(whole)});
    }
  }

  // Whether the segment is of a synonym. Adds what it means to its group, or makes that one of several.
  bool take(const Segment& segment, QueryGroup& group) {
    const auto at = static_cast<std::size_t>(&segment - segments_);
    while (next_ < all_.size() && all_[next_].found.last < at) ++next_;
    if (segment.overlay || next_ == all_.size() || at < all_[next_].found.first) return false;
    if (all_[next_].whole) {
      group.overlay = true;
      return true;
    }
    if (!add_synonyms(all_[next_].found, lexicon_, group)) return false;
    group.stop = false;
    return true;
  }

  // The group of a synonym of several words that ends with this segment.
  std::optional<QueryGroup> whole_at(const Segment& segment) {
    const auto at = static_cast<std::size_t>(&segment - segments_);
    if (next_ == all_.size() || all_[next_].found.last != at) return std::nullopt;
    return std::exchange(all_[next_].whole, std::nullopt);
  }

 private:
  struct One {
    Synonyms::Found found;
    std::optional<QueryGroup> whole;
  };
  const Lexicon& lexicon_;
  const Segment* segments_;
  std::vector<One> all_;
  std::size_t next_ = 0;
};

Question QuestionReader::read(std::string_view typed, const std::vector<std::string>& asked,
                              const Lexicon& lexicon) {
  const std::string text = without_references(typed);
  segmenter_.segment(text, segments_);
  if (segments_.size() > kMostSegments) segments_.resize(kMostSegments);
  const auto length = static_cast<std::uint32_t>(count_code_points(text));
  Question question;
  std::vector<std::pair<Segment, std::string>> corrected;
  const Segment* before = nullptr;
  Meant meant(*this, text, asked, lexicon);
  for (const Segment& segment : segments_) {
    std::vector<QueryGroup> parts;
    QueryGroup group = look_up(segment, asked, lexicon, parts);
    const bool is_meant = meant.take(segment, group);
    // What ends the text may go on: the last word is a prefix until a space or sign follows it.
    const bool last = segment.start + segment.length == length;
    if (segment.kind != SegmentKind::bigram) {
      if (last) add_completions(segment, lexicon, group);
      if (last && !segment.overlay)
        question.before_last = text.substr(0, text.size() - std::min(text.size(), segment.text.size()));
      if (!is_meant) guess(segment, asked, lexicon, last, group, parts);
    }
    // What the editors know is whole.
    if (is_meant) group.goes_on.clear();
    if (!group.corrected.empty()) corrected.emplace_back(segment, group.corrected);
    if (group.forms.empty() && !group.overlay && parts.empty()) {
      question.left_out.push_back({group.start, group.typed, LeftOutWord::Why::unknown, group.stop});
    }
    add(std::move(group), question);
    for (QueryGroup& part : parts) {
      part.start = segment.start;
      part.typed = segment.text;
      add(std::move(part), question);
    }
    if (auto whole = meant.whole_at(segment)) add(std::move(*whole), question);
    if (before != nullptr && !segment.overlay) join(*before, segment, asked, lexicon, question);
    if (!segment.overlay) before = &segment;
  }
  if (!corrected.empty()) question.corrected = replace_words(text, corrected);
  keep_what_counts(question);
  return question;
}

QueryGroup QuestionReader::look_up(const Segment& segment, const std::vector<std::string>& asked,
                                   const Lexicon& lexicon, std::vector<QueryGroup>& parts) {
  const Vocabulary& vocabulary = lexicon.vocabulary;
  QueryGroup group;
  group.kind = segment.kind;
  group.overlay = segment.overlay;
  group.start = segment.start;
  group.typed = segment.text;
  const bool bigram = segment.kind == SegmentKind::bigram;
  const std::vector<std::string>& languages = vocabulary.languages();
  bool stop_wherever_it_occurs = true;
  bool occurs = false;
  const std::size_t first = segment.kind == SegmentKind::code ? 0 : 1;
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = first; i < last; ++i) {
    if (!lexicon.languages[i]) continue;
    const auto language = static_cast<std::uint16_t>(i);
    const Word word = analyzer_.analyze(segment.text, segment.kind, languages[i]);
    const Vocabulary::Range same = vocabulary.find_folded(language, bigram, word.folded);
    bool has_word = false;
    for (std::uint32_t form = same.begin; form < same.end; ++form) {
      const Vocabulary::Form found = lexicon.form(form);
      if (!Lexicon::knows(found)) continue;
      has_word = true;
      add_form(group, form, found.normal == word.normal ? MatchLevel::exact : MatchLevel::folded);
      group.frequency += documents_with(found);
    }
    if (has_word) {
      occurs = true;
      stop_wherever_it_occurs = stop_wherever_it_occurs && is_stop_word(languages[i], word.normal);
    }
    const std::size_t terms_before = group.terms.size();
    if (word.stem.empty() && has_word)
      add_term(group.terms, form_term(languages[i], segment.kind, word.folded));
    for (const std::string* stem : {&word.stem, &word.folded_stem}) {
      if (stem->empty()) continue;
      bool has_stem_term = false;
      bool has_form_term = false;
      for (const std::uint32_t form : vocabulary.find_stem(language, *stem)) {
        const Vocabulary::Form found = lexicon.form(form);
        if (!Lexicon::knows(found)) continue;
        (found.folded != *stem ? has_stem_term : has_form_term) = true;
        if (form < same.begin || form >= same.end) group.frequency += documents_with(found);
        add_form(group, form, MatchLevel::stem);
      }
      if (has_stem_term) add_term(group.terms, stem_term(languages[i], *stem));
      if (has_form_term) add_term(group.terms, form_term(languages[i], SegmentKind::word, *stem));
    }
    if (segment.kind != SegmentKind::word || is_stop_word(languages[i], word.normal)) continue;
    const bool known = group.terms.size() > terms_before;
    add_compounds(word, language, lexicon, group);
    add_related(word, language, lexicon, group);
    if (parts.empty() && (known || asked.empty() || is_asked(asked, languages[i])))
      parts = part_groups(word, language, lexicon, known);
  }
  const std::string plain = normalize(segment.text, "und");
  group.stop = segment.kind == SegmentKind::word &&
               ((occurs && stop_wherever_it_occurs) || is_stop_in_any(asked, plain));
  return group;
}

}  // namespace callside
