#include "searchd/query/question.h"

#include <algorithm>

#include "indexer/analysis/language.h"
#include "indexer/analysis/normalize.h"
#include "indexer/analysis/stop_words.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/terms.h"

namespace callside {

namespace {

// Words that a prefix may stand for, the most frequent first: beyond these a prefix says too little to be
// worth the postings (64 covers every 3-letter prefix of the judged sets at 95 % of its occurrences).
constexpr std::size_t kMostCompletions = 64;

void add_form(QueryGroup& group, std::uint32_t form, MatchLevel level) {
  group.forms.emplace_back(form, level);
}

// Sorts by form and keeps each form's best level.
void settle_forms(QueryGroup& group) {
  std::sort(group.forms.begin(), group.forms.end());
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  group.forms.erase(std::unique(group.forms.begin(), group.forms.end(), same), group.forms.end());
}

void add_term(std::vector<std::string>& terms, std::string term) {
  if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
}

double documents_with(const Vocabulary::Form& form) {
  return static_cast<double>(form.counts.articles) + static_cast<double>(form.counts.tickets);
}

bool is_stop_in_any(const std::vector<std::string>& languages, std::string_view word) {
  return std::any_of(languages.begin(), languages.end(),
                     [&](const std::string& tag) { return is_stop_word(analysis_language(tag), word); });
}

}  // namespace

Question QuestionReader::read(std::string_view text, const std::vector<std::string>& asked,
                              const Vocabulary& vocabulary, const std::vector<bool>& visible_sets) {
  segmenter_.segment(text, segments_);
  if (segments_.size() > kMostSegments) segments_.resize(kMostSegments);
  const auto length = static_cast<std::uint32_t>(count_code_points(text));
  Question question;
  for (const Segment& segment : segments_) {
    QueryGroup group = look_up(segment, asked, vocabulary, visible_sets);
    // What ends the text may go on: the last word is a prefix until a space or sign follows it.
    if (segment.start + segment.length == length && segment.kind != SegmentKind::bigram) {
      complete(segment, vocabulary, visible_sets, group);
    }
    settle_forms(group);
    if (!group.overlay) group.position = question.positions++;
    if (!group.forms.empty()) question.groups.push_back(std::move(group));
  }
  // Stop words count only where there is nothing else.
  const bool all_stop = std::all_of(question.groups.begin(), question.groups.end(),
                                    [](const QueryGroup& group) { return group.stop; });
  if (all_stop) {
    for (QueryGroup& group : question.groups) group.stop = false;
  }
  if (question.groups.size() > kMostGroups) {
    std::vector<QueryGroup> kept = std::move(question.groups);
    std::stable_sort(kept.begin(), kept.end(), [](const QueryGroup& a, const QueryGroup& b) {
      return std::tuple(a.stop, a.frequency) < std::tuple(b.stop, b.frequency);
    });
    kept.resize(kMostGroups);
    std::stable_sort(kept.begin(), kept.end(),
                     [](const QueryGroup& a, const QueryGroup& b) { return a.position < b.position; });
    question.groups = std::move(kept);
  }
  return question;
}

QueryGroup QuestionReader::look_up(const Segment& segment, const std::vector<std::string>& asked,
                                   const Vocabulary& vocabulary, const std::vector<bool>& visible_sets) {
  QueryGroup group;
  group.kind = segment.kind;
  group.overlay = segment.overlay;
  const bool bigram = segment.kind == SegmentKind::bigram;
  const std::vector<std::string>& languages = vocabulary.languages();
  bool stop_wherever_it_occurs = true;
  bool occurs = false;
  const std::size_t first = segment.kind == SegmentKind::code ? 0 : 1;
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = first; i < last; ++i) {
    const auto language = static_cast<std::uint16_t>(i);
    const Word word = analyzer_.analyze(segment.text, segment.kind, languages[i]);
    const Vocabulary::Range same = vocabulary.find_folded(language, bigram, word.folded);
    bool has_word = false;
    for (std::uint32_t form = same.begin; form < same.end; ++form) {
      const Vocabulary::Form found = vocabulary.form(form);
      if (!visible_sets[found.class_set]) continue;
      has_word = true;
      add_form(group, form, found.normal == word.normal ? MatchLevel::exact : MatchLevel::folded);
      group.frequency += documents_with(found);
    }
    if (has_word) {
      occurs = true;
      stop_wherever_it_occurs = stop_wherever_it_occurs && is_stop_word(languages[i], word.normal);
    }
    if (word.stem.empty()) {
      if (has_word) add_term(group.terms, form_term(languages[i], segment.kind, word.folded));
      continue;
    }
    for (const std::string* stem : {&word.stem, &word.folded_stem}) {
      if (stem->empty()) continue;
      bool has_stem_term = false;
      bool has_form_term = false;
      for (const std::uint32_t form : vocabulary.find_stem(language, *stem)) {
        const Vocabulary::Form found = vocabulary.form(form);
        if (!visible_sets[found.class_set]) continue;
        (found.folded != *stem ? has_stem_term : has_form_term) = true;
        if (form < same.begin || form >= same.end) group.frequency += documents_with(found);
        add_form(group, form, MatchLevel::stem);
      }
      if (has_stem_term) add_term(group.terms, stem_term(languages[i], *stem));
      if (has_form_term) add_term(group.terms, form_term(languages[i], SegmentKind::word, *stem));
    }
  }
  const std::string plain = normalize(segment.text, "und");
  group.stop = segment.kind == SegmentKind::word &&
               ((occurs && stop_wherever_it_occurs) || is_stop_in_any(asked, plain));
  return group;
}

void QuestionReader::complete(const Segment& segment, const Vocabulary& vocabulary,
                              const std::vector<bool>& visible_sets, QueryGroup& group) {
  struct Completion {
    double documents;
    std::uint32_t form;
  };
  std::vector<Completion> completions;
  const std::vector<std::string>& languages = vocabulary.languages();
  // A code may go on as a code only; a word also as a code ("iphone" as iphone14).
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = 0; i < last; ++i) {
    const std::string folded = fold(normalize(segment.text, languages[i]), languages[i]);
    const Vocabulary::Range range = vocabulary.find_prefix(static_cast<std::uint16_t>(i), folded);
    for (std::uint32_t form = range.begin; form < range.end; ++form) {
      const Vocabulary::Form found = vocabulary.form(form);
      if (found.folded.size() == folded.size() || !visible_sets[found.class_set]) continue;
      completions.push_back({documents_with(found), form});
    }
  }
  const std::size_t kept = std::min(completions.size(), kMostCompletions);
  std::partial_sort(completions.begin(), completions.begin() + static_cast<std::ptrdiff_t>(kept),
                    completions.end(), [](const Completion& a, const Completion& b) {
                      return std::tuple(-a.documents, a.form) < std::tuple(-b.documents, b.form);
                    });
  completions.resize(kept);
  for (const Completion& completion : completions) {
    const Vocabulary::Form found = vocabulary.form(completion.form);
    add_term(group.completion_terms, form_term(languages[found.language], found.kind, found.folded));
    add_form(group, completion.form, MatchLevel::prefix);
    group.completion_frequency += completion.documents;
  }
}

}  // namespace callside
