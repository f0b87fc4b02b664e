#include "searchd/query/rank/continuations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

namespace callside {

namespace {

// All constants: RANKING.md, Half-typed words.

// A word is complete if it occurs in at least this share of the documents that hold its continuations.
constexpr double kCompleteWordRatio = 0.5;
// Exponent of (weight / heaviest weight), by which a context document counts.
constexpr double kContextWeightPower = 4;
// How many times a word in the title or the keywords counts.
constexpr double kTitleFactor = 4;
// Weight of a word's share of all documents, relative to its share of the context documents.
constexpr double kPriorShare = 0.5;
// Factor for words of languages that the agent does not read. Above 0, so that a question which only another
// language can answer is completed.
constexpr double kForeignLanguageFactor = 0.05;
// Factor for what was typed being a complete word.
constexpr double kCompleteWordFactor = 3;
// Completions that become readings, at most, and the likelihood that each needs.
constexpr std::size_t kMaxContinuations = 3;
constexpr double kMinLikelihood = 0.05;

struct WeightedForm {
  std::uint32_t form;
  double weight;
};

// Adds up the weights of equal forms.
void merge_forms(std::vector<WeightedForm>& forms) {
  std::sort(forms.begin(), forms.end(),
            [](const WeightedForm& a, const WeightedForm& b) { return a.form < b.form; });
  std::size_t kept = 0;
  for (const WeightedForm& one : forms) {
    if (kept > 0 && forms[kept - 1].form == one.form) {
      forms[kept - 1].weight += one.weight;
    } else {
      forms[kept++] = one;
    }
  }
  forms.resize(kept);
}

bool is_word_itself(MatchLevel level) { return level <= MatchLevel::stem; }

// Counts how many context documents contain each form that continues the typed text or is the typed word.
class ContinuationCounter {
 public:
  ContinuationCounter(const QueryWord& half_typed, std::size_t number, const MatchTable& matches,
                      const Lexicon& lexicon)
      : half_typed_(half_typed), number_(number), matches_(matches), lexicon_(lexicon) {}

  // Returns each form once, with its weighted share of the documents.
  std::vector<WeightedForm> count(const std::vector<Candidate>& around, const DocumentStore& store) {
    std::vector<WeightedForm> forms;
    double all = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
      if (i + 1 < around.size()) store.expect(around[i + 1].document);
      const double weight = std::pow(around[i].weight / around.front().weight, kContextWeightPower);
      all += weight;
      const StoredDocument document = store.document(around[i].document);
      const auto words = document.words();
      const std::size_t title = document.head().title_words + document.head().keyword_words;
      choose_ranges(document);
      add(words.subspan(0, title), (kTitleFactor - 1) * weight, forms);
      add(words, weight, forms);
    }
    merge_forms(forms);
    for (WeightedForm& one : forms) one.weight /= all;
    return forms;
  }

 private:
  // Keeps the ranges of the document's own language and of codes; it has no words of other languages.
  void choose_ranges(const StoredDocument& document) {
    ranges_.clear();
    for (const Vocabulary::Range& range : half_typed_.continuations) {
      const std::uint16_t language = lexicon_.vocabulary.form(range.begin).language;
      if (language == 0 || language == document.head().analysis_language) ranges_.push_back(range);
    }
  }

  void add(std::span<const std::uint32_t> words, double weight, std::vector<WeightedForm>& forms) {
    here_.clear();
    for (const std::uint32_t word : words) {
      const std::uint32_t id = word & ~kOverlayBit;
      if (const std::uint32_t form = lexicon_.vocabulary.number_of(id); counts(form, id))
        here_.push_back(form);
    }
    std::sort(here_.begin(), here_.end());
    here_.erase(std::unique(here_.begin(), here_.end()), here_.end());
    for (const std::uint32_t form : here_) forms.push_back({form, weight});
  }

  bool counts(std::uint32_t form, std::uint32_t id) const {
    for (const Vocabulary::Range& range : ranges_) {
      if (range.begin <= form && form < range.end) return true;
    }
    const MatchTable::Match* match = matches_.find(id);
    return match != nullptr && match->word == number_ && is_word_itself(match->level);
  }

  const QueryWord& half_typed_;
  std::size_t number_;  // index in Question::words
  const MatchTable& matches_;
  const Lexicon& lexicon_;
  std::vector<Vocabulary::Range> ranges_;
  std::vector<std::uint32_t> here_;
};

// The forms of one stem in any language, which the agent sees as one word.
struct StemLikelihood {
  double likelihood = 0;
  double most = 0;         // of one form
  std::uint32_t form = 0;  // the form with likelihood `most`
};

}  // namespace

const QueryWord* half_typed_word(const Question& question) {
  for (const QueryWord& word : question.words) {
    if (word.continuations.empty() || word.overlay || word.stop) continue;
    for (const Guess& guess : word.guesses) {
      if (guess.level == MatchLevel::prefix && word.frequency < kCompleteWordRatio * guess.frequency)
        return &word;
    }
  }
  return nullptr;
}

Question without_last_word(const Question& question) {
  Question rest;
  bool other = false;
  for (const QueryWord& word : question.words) {
    if (!word.continuations.empty()) continue;
    other = other || (!word.stop && !word.overlay);
    rest.words.push_back(word);
  }
  if (!other) rest.words.clear();
  return rest;
}

LastWordForecast likely_continuations(const QueryWord& half_typed, const Question& question,
                                      const MatchTable& matches, const std::vector<std::string>& asked,
                                      const std::vector<Candidate>& around, double documents,
                                      const DocumentStore& store, const Lexicon& lexicon) {
  const auto number = static_cast<std::size_t>(&half_typed - question.words.data());
  std::vector<WeightedForm> forms =
      ContinuationCounter(half_typed, number, matches, lexicon).count(around, store);
  std::vector<std::uint32_t> itself;
  for (const FormMatch& one : half_typed.forms) {
    if (is_word_itself(one.level)) itself.push_back(one.form);
    if (is_word_itself(one.level) || one.level == MatchLevel::prefix) forms.push_back({one.form, 0});
  }
  merge_forms(forms);
  std::map<std::string_view, StemLikelihood> stems;
  double whole = 0;
  double all = 0;
  for (const WeightedForm& one : forms) {
    const Vocabulary::Form form = lexicon.form(one.form);
    const std::string& language = lexicon.vocabulary.languages()[form.language];
    const bool is_read = asked.empty() || language.empty() || is_asked(asked, language);
    const double likelihood = (is_read ? 1.0 : kForeignLanguageFactor) *
                              (one.weight + kPriorShare * documents_with(form) / documents);
    if (std::binary_search(itself.begin(), itself.end(), one.form)) {
      whole += kCompleteWordFactor * likelihood;
      all += kCompleteWordFactor * likelihood;
    } else if (Lexicon::offers(form)) {
      all += likelihood;
      StemLikelihood& stem_likelihood = stems[form.stem.empty() ? form.folded : form.stem];
      stem_likelihood.likelihood += likelihood;
      if (likelihood > stem_likelihood.most) {
        stem_likelihood.most = likelihood;
        stem_likelihood.form = one.form;
      }
    }
  }
  LastWordForecast forecast;
  if (all == 0) return forecast;
  forecast.whole = whole / all;
  std::vector<StemLikelihood> order;
  for (const auto& [stem, stem_likelihood] : stems) order.push_back(stem_likelihood);
  const std::size_t kept = std::min(kMaxContinuations, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [](const StemLikelihood& a, const StemLikelihood& b) {
                      return std::tuple(-a.likelihood, a.form) < std::tuple(-b.likelihood, b.form);
                    });
  for (std::size_t i = 0; i < kept && order[i].likelihood >= kMinLikelihood * all; ++i) {
    forecast.continuations.push_back(
        {std::string(lexicon.vocabulary.form(order[i].form).normal), order[i].likelihood / all});
  }
  return forecast;
}

}  // namespace callside
