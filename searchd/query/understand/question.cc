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

// Share of a form that only has the same stem. RANKING.md, Words and forms.
constexpr float kStemShare = 0.95F;
// Share of a form without the accents that were typed. RANKING.md, Words and forms.
constexpr float kFoldedShare = 0.5F;

void add_form(QueryWord& query_word, std::uint32_t form, MatchLevel level) {
  query_word.forms.push_back({form, level, level == MatchLevel::stem ? kStemShare : 1.0F});
}

// A word that was typed with its accents, and that the index has so, is hardly the one without them.
void lower_folded(QueryWord& query_word) {
  const auto is_exact = [](const FormMatch& one) { return one.level == MatchLevel::exact; };
  if (std::none_of(query_word.forms.begin(), query_word.forms.end(), is_exact)) return;
  const std::vector<FormMatch> forms = query_word.forms;
  for (const FormMatch& folded : forms) {
    if (folded.level != MatchLevel::folded) continue;
    // It may have the same stem, too.
    for (FormMatch& one : query_word.forms) one.share = one.form == folded.form ? kFoldedShare : one.share;
  }
}

// Sorts by form and keeps the best match of each form.
void keep_best_forms(QueryWord& query_word) {
  std::sort(query_word.forms.begin(), query_word.forms.end(), [](const FormMatch& a, const FormMatch& b) {
    return std::tuple(a.form, -a.share, a.level) < std::tuple(b.form, -b.share, b.level);
  });
  const auto same = [](const FormMatch& a, const FormMatch& b) { return a.form == b.form; };
  query_word.forms.erase(std::unique(query_word.forms.begin(), query_word.forms.end(), same),
                         query_word.forms.end());
}

bool is_stop_in_any(const std::vector<std::string>& languages, std::string_view word) {
  return std::any_of(languages.begin(), languages.end(),
                     [&](const std::string& tag) { return is_stop_word(analysis_language(tag), word); });
}

// Replaces character references, which text pasted from web pages and exports contains ("d&#39;annulation").
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

// Replaces segments of the text with words. `words`: in the order of the text.
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
std::string substring(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t at = 0;
  std::size_t from = 0;
  for (std::uint32_t code_point = 0; code_point < end && at < text.size(); ++code_point) {
    if (code_point == begin) from = at;
    next_code_point(text, at);
  }
  return std::string(text.substr(from, at - from));
}

// Ignores stop words unless there is nothing else, and keeps the rarest words of a long question.
void limit_words(Question& question) {
  const bool all_stop = std::all_of(question.words.begin(), question.words.end(),
                                    [](const QueryWord& query_word) { return query_word.stop; });
  if (all_stop) {
    for (QueryWord& query_word : question.words) query_word.stop = false;
    for (UnsearchedWord& word : question.unsearched) word.stop = false;
  }
  if (question.words.size() <= kMaxQueryWords) return;
  std::vector<QueryWord>& words = question.words;
  std::stable_sort(words.begin(), words.end(), [](const QueryWord& a, const QueryWord& b) {
    return std::tuple(a.stop, a.frequency) < std::tuple(b.stop, b.frequency);
  });
  for (std::size_t i = kMaxQueryWords; i < words.size(); ++i) {
    if (words[i].overlay) continue;
    question.unsearched.push_back({words[i].start, std::move(words[i].typed),
                                   UnsearchedWord::Why::too_frequent, words[i].stop, words[i].everyday});
  }
  words.resize(kMaxQueryWords);
  std::stable_sort(words.begin(), words.end(),
                   [](const QueryWord& a, const QueryWord& b) { return a.position < b.position; });
}

}  // namespace

void add_term(std::vector<std::string>& terms, std::string term) {
  if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
}

bool is_asked(const std::vector<std::string>& asked, std::string_view language) {
  return std::any_of(asked.begin(), asked.end(),
                     [&](const std::string& tag) { return analysis_language(tag) == language; });
}

// Adds the word that two neighbouring words form together ("log in": "login"), as an overlay.
void QuestionReader::join(const Segment& first, const Segment& second, const std::vector<std::string>& asked,
                          const Lexicon& lexicon, Question& question) {
  const bool words = first.kind == SegmentKind::word && second.kind == SegmentKind::word && !second.overlay;
  if (!words || second.start != first.start + first.length + 1) return;
  const std::string text = std::string(first.text).append(second.text);
  Segment joined{first.start, first.length + 1 + second.length, SegmentKind::joined, true, text};
  std::vector<QueryWord> parts;
  add(look_up(joined, asked, lexicon, parts), question);
}

// Splits a word that the index lacks into two that it has, in the first language where that works.
std::vector<QueryWord> QuestionReader::split(const Segment& segment, const std::vector<std::string>& asked,
                                             const Lexicon& lexicon) {
  std::vector<QueryWord> words;
  // The halves are not what was said.
  const auto spoken = spoken_;
  const std::vector<std::string>& languages = lexicon.vocabulary.languages();
  for (std::uint16_t i = 1; i < languages.size() && words.empty(); ++i) {
    if (!lexicon.languages[i] || (!asked.empty() && !is_asked(asked, languages[i]))) continue;
    const std::string word = fold(normalize(segment.text, languages[i]), languages[i]);
    const std::size_t at = find_split(word, i, lexicon);
    if (at == 0) continue;
    for (const std::string_view half :
         {std::string_view(word).substr(0, at), std::string_view(word).substr(at)}) {
      std::vector<QueryWord> parts;
      words.push_back(
          look_up({segment.start, segment.length, SegmentKind::word, false, half}, asked, lexicon, parts));
    }
  }
  spoken_ = spoken;
  return words;
}

void QuestionReader::add(QueryWord query_word, Question& question) {
  keep_best_forms(query_word);
  query_word.position = query_word.overlay ? question.positions : question.positions++;
  if (!query_word.forms.empty() || !query_word.phrases.empty())
    question.words.push_back(std::move(query_word));
}

// The words of the phrase stay in the question as overlays, because documents may contain them apart.
std::optional<QueryWord> QuestionReader::make_phrase_word(const Synonyms::Found& found, std::string_view text,
                                                          const Lexicon& lexicon) const {
  const Segment& first = segments_[found.first];
  const Segment& last = segments_[found.last];
  QueryWord whole;
  whole.start = first.start;
  whole.typed = substring(text, first.start, last.start + last.length);
  if (!add_synonyms(found, lexicon, whole)) return std::nullopt;
  add_typed_phrase(found, lexicon, whole);
  return whole;
}

// Adds guesses if neither the index nor the editors know the word as typed.
void QuestionReader::guess(const Segment& segment, const std::vector<std::string>& asked,
                           const Lexicon& lexicon, TimePlan& time, bool last, QueryWord& query_word,
                           std::vector<QueryWord>& parts) {
  const bool unknown = segment.kind == SegmentKind::word && query_word.forms.empty() && parts.empty();
  if (parts.empty()) add_corrections(segment, asked, lexicon, time, last, query_word, parts);
  if (!unknown || !parts.empty()) return;
  parts = split(segment, asked, lexicon);
  // It may also have been mistyped, so try both.
  for (QueryWord& part : parts) part.overlay = !query_word.forms.empty();
}

// Matches the editors' synonyms in a question while its segments are looked up one after the other.
class QuestionReader::SynonymMatcher {
 public:
  SynonymMatcher(QuestionReader& reader, std::string_view text, const std::vector<std::string>& asked,
                 const Lexicon& lexicon)
      : lexicon_(lexicon), segments_(reader.segments_.data()) {
    if (lexicon.synonyms == nullptr || lexicon.synonyms->empty()) return;
    for (Synonyms::Found& found :
         lexicon.synonyms->find(reader.segments_, asked, lexicon.languages, reader.analyzer_)) {
      std::optional<QueryWord> whole;
      if (found.first != found.last) {
        whole = reader.make_phrase_word(found, text, lexicon);
        // If the reader may know none of the meanings, the rule must have no effect.
        if (!whole) continue;
      }
      entries_.push_back({std::move(found), std::move(whole)});
    }
  }

  // Returns true if the segment belongs to a synonym. Adds the meanings to its word, or makes the word an
  // overlay of a phrase.
  bool take(const Segment& segment, QueryWord& query_word) {
    const auto at = static_cast<std::size_t>(&segment - segments_);
    while (next_ < entries_.size() && entries_[next_].found.last < at) ++next_;
    if (segment.overlay || next_ == entries_.size() || at < entries_[next_].found.first) return false;
    if (entries_[next_].whole) {
      query_word.overlay = true;
      return true;
    }
    if (!add_synonyms(entries_[next_].found, lexicon_, query_word)) return false;
    query_word.stop = false;
    return true;
  }

  // The word for a phrase that ends with this segment.
  std::optional<QueryWord> phrase_ending_at(const Segment& segment) {
    const auto at = static_cast<std::size_t>(&segment - segments_);
    if (next_ == entries_.size() || entries_[next_].found.last != at) return std::nullopt;
    return std::exchange(entries_[next_].whole, std::nullopt);
  }

 private:
  struct Entry {
    Synonyms::Found found;
    std::optional<QueryWord> whole;
  };
  const Lexicon& lexicon_;
  const Segment* segments_;
  std::vector<Entry> entries_;
  std::size_t next_ = 0;
};

Question QuestionReader::read(std::string_view typed, const std::vector<std::string>& asked,
                              const Lexicon& lexicon, TimePlan& time) {
  const std::string text = without_references(typed);
  segmenter_.segment(text, segments_);
  if (segments_.size() > kMaxSegments) segments_.resize(kMaxSegments);
  const auto length = static_cast<std::uint32_t>(count_code_points(text));
  Question question;
  std::vector<std::pair<Segment, std::string>> corrected;
  const Segment* before = nullptr;
  spoken_.assign(lexicon.vocabulary.languages().size(), {});
  SynonymMatcher synonyms(*this, text, asked, lexicon);
  for (const Segment& segment : segments_) {
    std::vector<QueryWord> parts;
    QueryWord query_word = look_up(segment, asked, lexicon, parts);
    const bool is_synonym = synonyms.take(segment, query_word);
    // The last word is a prefix until a space or punctuation follows it.
    const bool last = segment.start + segment.length == length;
    if (segment.kind != SegmentKind::bigram) {
      if (last) add_completions(segment, lexicon, query_word);
      if (last && !segment.overlay)
        question.before_last = text.substr(0, text.size() - std::min(text.size(), segment.text.size()));
      if (!is_synonym) guess(segment, asked, lexicon, time, last, query_word, parts);
    }
    // A word that editors know is complete.
    if (is_synonym) query_word.continuations.clear();
    if (!query_word.corrected.empty()) corrected.emplace_back(segment, query_word.corrected);
    if (query_word.forms.empty() && !query_word.overlay && parts.empty()) {
      question.unsearched.push_back({query_word.start, query_word.typed, UnsearchedWord::Why::unknown,
                                     query_word.stop, query_word.everyday});
    }
    if (segment.kind == SegmentKind::code && segment.overlay && query_word.forms.empty())
      question.unknown_codes.push_back({segment.start, segment.start + segment.length});
    add(std::move(query_word), question);
    for (QueryWord& part : parts) {
      part.start = segment.start;
      part.typed = segment.text;
      add(std::move(part), question);
    }
    if (auto whole = synonyms.phrase_ending_at(segment)) add(std::move(*whole), question);
    if (before != nullptr && !segment.overlay) join(*before, segment, asked, lexicon, question);
    if (!segment.overlay) before = &segment;
  }
  if (!corrected.empty()) question.corrected = replace_words(text, corrected);
  limit_words(question);
  for (std::size_t i = 0; i < spoken_.size(); ++i) {
    if (spoken_[i].empty()) continue;
    const std::string& language = lexicon.vocabulary.languages()[i];
    const EverydayWords::Likeness here =
        lexicon.everyday->find(language)->likeness(spoken_[i], language == lexicon.without_utterance);
    question.likeness.any = std::max(question.likeness.any, here.any);
    question.likeness.talk = std::max(question.likeness.talk, here.talk);
  }
  return question;
}

QueryWord QuestionReader::look_up(const Segment& segment, const std::vector<std::string>& asked,
                                  const Lexicon& lexicon, std::vector<QueryWord>& parts) {
  const Vocabulary& vocabulary = lexicon.vocabulary;
  QueryWord query_word;
  query_word.kind = segment.kind;
  query_word.overlay = segment.overlay;
  query_word.start = segment.start;
  query_word.typed = segment.text;
  const bool bigram = segment.kind == SegmentKind::bigram;
  const std::vector<std::string>& languages = vocabulary.languages();
  bool stop_wherever_it_occurs = true;
  bool occurs = false, has_accents = false;
  const std::size_t first = segment.kind == SegmentKind::code ? 0 : 1;
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = first; i < last; ++i) {
    if (!lexicon.languages[i]) continue;
    const auto language = static_cast<std::uint16_t>(i);
    const Word word = analyzer_.analyze(segment.text, segment.kind, languages[i]);
    // In any language: the caller may speak another one than the agent reads.
    if (const auto* spoken = segment.kind == SegmentKind::word && lexicon.everyday != nullptr
                                 ? lexicon.everyday->find(languages[i])
                                 : nullptr;
        spoken != nullptr) {
      const EverydayWords::Entry* entry = spoken->find(word);
      if (!segment.overlay) spoken_[i].push_back(entry);
      if (entry != nullptr) {
        query_word.everyday =
            std::max(query_word.everyday, lexicon.everyday_share(*spoken, *entry, languages[i]));
      }
    }
    has_accents = has_accents || word.normal != word.folded;
    const Vocabulary::Range same = vocabulary.find_folded(language, bigram, word.folded);
    bool has_word = false;
    for (std::uint32_t form = same.begin; form < same.end; ++form) {
      const Vocabulary::Form found = lexicon.form(form);
      if (!Lexicon::knows(found)) continue;
      has_word = true;
      add_form(query_word, form, found.normal == word.normal ? MatchLevel::exact : MatchLevel::folded);
      query_word.frequency += documents_with(found);
    }
    if (has_word) {
      occurs = true;
      stop_wherever_it_occurs = stop_wherever_it_occurs && is_stop_word(languages[i], word.normal);
    }
    const std::size_t terms_before = query_word.terms.size();
    if (word.stem.empty() && has_word)
      add_term(query_word.terms, form_term(languages[i], segment.kind, word.folded));
    for (const std::string* stem : {&word.stem, &word.folded_stem}) {
      if (stem->empty()) continue;
      bool has_stem_term = false;
      bool has_form_term = false;
      for (const std::uint32_t form : vocabulary.find_stem(language, *stem)) {
        const Vocabulary::Form found = lexicon.form(form);
        if (!Lexicon::knows(found)) continue;
        (is_stem_written(found.folded, *stem) ? has_stem_term : has_form_term) = true;
        if (form < same.begin || form >= same.end) query_word.frequency += documents_with(found);
        add_form(query_word, form, MatchLevel::stem);
      }
      if (has_stem_term) add_term(query_word.terms, stem_term(languages[i], *stem));
      if (has_form_term) add_term(query_word.terms, form_term(languages[i], SegmentKind::word, *stem));
    }
    if (segment.kind != SegmentKind::word || is_stop_word(languages[i], word.normal)) continue;
    const bool known = query_word.terms.size() > terms_before;
    add_compounds(word, language, lexicon, query_word);
    add_related(word, language, lexicon, query_word);
    if (parts.empty() && (known || asked.empty() || is_asked(asked, languages[i])))
      parts = part_words(word, language, lexicon, known);
  }
  if (has_accents) lower_folded(query_word);
  const std::string plain = normalize(segment.text, "und");
  // Without a language asked for, a stop word that no document has would be an unknown word.
  for (std::size_t i = 1; i < languages.size() && asked.empty() && !occurs; ++i) {
    if (lexicon.languages[i]) occurs = stop_wherever_it_occurs = is_stop_word(languages[i], plain);
  }
  query_word.stop = segment.kind == SegmentKind::word &&
                    ((occurs && stop_wherever_it_occurs) || is_stop_in_any(asked, plain));
  return query_word;
}

}  // namespace callside
