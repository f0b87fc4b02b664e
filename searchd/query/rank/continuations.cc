#include "searchd/query/rank/continuations.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

namespace callside {

namespace {

// Half-typed questions of the judged sets, nDCG@10 in the mean of five languages; .6317 as it is.

// A word is whole where this many times as many documents have it as have its continuations. With 1 whole
// questions lose .0003, with 0.1 half-typed ones .002.
constexpr double kUsualWord = 0.5;
// How much less the lighter documents say: (weight / weight of the heaviest) ^ this. With 2 or 6 .001 less.
constexpr double kLightness = 4;
// What a word says that stands in a title or among the keywords. With 1 .001 less; with 8 the same.
constexpr double kInTitle = 4;
// What its share of all documents counts beside its share of those around. With 0.2 or 1 .001 less.
constexpr double kPrior = 0.5;
// Likelihood of a word in a language that the agent doesn't read. In an index of five languages, with 1 .002
// less; 0 is the same, and would never complete where only another language can answer.
constexpr double kForeign = 0.05;
// How much likelier than its documents say a word is whole that the index has. With 1 whole questions lose
// .0004, with 6 half-typed ones .002.
constexpr double kWhole = 3;
// With 2 German loses .012; 6 are the same. Below kLeastLikely they cost time and change nothing.
constexpr std::size_t kMostContinuations = 3;
constexpr double kLeastLikely = 0.05;

struct Weighed {
  std::uint32_t form;
  double weight;
};

// Adds up what is said of each form.
void add_up(std::vector<Weighed>& forms) {
  std::sort(forms.begin(), forms.end(), [](const Weighed& a, const Weighed& b) { return a.form < b.form; });
  std::size_t kept = 0;
  for (const Weighed& one : forms) {
    if (kept > 0 && forms[kept - 1].form == one.form) {
      forms[kept - 1].weight += one.weight;
    } else {
      forms[kept++] = one;
    }
  }
  forms.resize(kept);
}

bool is_word_itself(MatchLevel level) { return level <= MatchLevel::stem; }

// Gathers the forms that go on from what was typed, and those that are it.
class ContinuationWalk {
 public:
  ContinuationWalk(const QueryGroup& half_typed, std::size_t number, const MatchTable& matches,
                   const Lexicon& lexicon)
      : half_typed_(half_typed), number_(number), matches_(matches), lexicon_(lexicon) {}

  // Each form once, with the share of the documents that have it.
  std::vector<Weighed> over(const std::vector<Candidate>& around, const DocumentStore& store) {
    std::vector<Weighed> forms;
    double all = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
      if (i + 1 < around.size()) store.expect(around[i + 1].document);
      const double weight = std::pow(around[i].weight / around.front().weight, kLightness);
      all += weight;
      const StoredDocument document = store.document(around[i].document);
      const auto words = document.words();
      const std::size_t title = document.head().title_words + document.head().keyword_words;
      choose_ranges(document);
      add(words.subspan(0, title), (kInTitle - 1) * weight, forms);
      add(words, weight, forms);
    }
    add_up(forms);
    for (Weighed& one : forms) one.weight /= all;
    return forms;
  }

 private:
  // A document's words are of its language, or codes: of the other languages' ranges it has none.
  void choose_ranges(const StoredDocument& document) {
    ranges_.clear();
    for (const Vocabulary::Range& range : half_typed_.goes_on) {
      const std::uint16_t language = lexicon_.vocabulary.form(range.begin).language;
      if (language == 0 || language == document.head().analysis_language) ranges_.push_back(range);
    }
  }

  void add(std::span<const std::uint32_t> words, double weight, std::vector<Weighed>& forms) {
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
    return match != nullptr && match->group == number_ && is_word_itself(match->level);
  }

  const QueryGroup& half_typed_;
  std::size_t number_;  // of its group
  const MatchTable& matches_;
  const Lexicon& lexicon_;
  std::vector<Vocabulary::Range> ranges_;
  std::vector<std::uint32_t> here_;
};

// The forms of one stem, in whichever languages: they are one word to who types it.
struct Meaning {
  double likelihood = 0;
  double most = 0;         // of one form
  std::uint32_t form = 0;  // that has it
};

}  // namespace

const QueryGroup* half_typed_word(const Question& question) {
  for (const QueryGroup& group : question.groups) {
    if (group.goes_on.empty() || group.overlay || group.stop) continue;
    for (const Guess& guess : group.guesses) {
      if (guess.level == MatchLevel::prefix && group.frequency < kUsualWord * guess.frequency) return &group;
    }
  }
  return nullptr;
}

Question without_last_word(const Question& question) {
  Question rest;
  bool other = false;
  for (const QueryGroup& group : question.groups) {
    if (!group.goes_on.empty()) continue;
    other = other || (!group.stop && !group.overlay);
    rest.groups.push_back(group);
  }
  if (!other) rest.groups.clear();
  return rest;
}

Outlook likely_continuations(const QueryGroup& half_typed, const Question& question,
                             const MatchTable& matches, const std::vector<std::string>& asked,
                             const std::vector<Candidate>& around, double documents,
                             const DocumentStore& store, const Lexicon& lexicon) {
  const auto number = static_cast<std::size_t>(&half_typed - question.groups.data());
  std::vector<Weighed> forms = ContinuationWalk(half_typed, number, matches, lexicon).over(around, store);
  std::vector<std::uint32_t> itself;
  for (const FormMatch& one : half_typed.forms) {
    if (is_word_itself(one.level)) itself.push_back(one.form);
    if (is_word_itself(one.level) || one.level == MatchLevel::prefix) forms.push_back({one.form, 0});
  }
  add_up(forms);
  std::map<std::string_view, Meaning> meanings;
  double whole = 0;
  double all = 0;
  for (const Weighed& one : forms) {
    const Vocabulary::Form form = lexicon.form(one.form);
    const std::string& language = lexicon.vocabulary.languages()[form.language];
    const bool usual = asked.empty() || language.empty() || is_asked(asked, language);
    const double likelihood =
        (usual ? 1.0 : kForeign) * (one.weight + kPrior * documents_with(form) / documents);
    if (std::binary_search(itself.begin(), itself.end(), one.form)) {
      whole += kWhole * likelihood;
      all += kWhole * likelihood;
    } else if (Lexicon::offers(form)) {
      all += likelihood;
      Meaning& meaning = meanings[form.stem.empty() ? form.folded : form.stem];
      meaning.likelihood += likelihood;
      if (likelihood > meaning.most) {
        meaning.most = likelihood;
        meaning.form = one.form;
      }
    }
  }
  Outlook outlook;
  if (all == 0) return outlook;
  outlook.whole = whole / all;
  std::vector<Meaning> order;
  for (const auto& [stem, meaning] : meanings) order.push_back(meaning);
  const std::size_t kept = std::min(kMostContinuations, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [](const Meaning& a, const Meaning& b) {
                      return std::tuple(-a.likelihood, a.form) < std::tuple(-b.likelihood, b.form);
                    });
  for (std::size_t i = 0; i < kept && order[i].likelihood >= kLeastLikely * all; ++i) {
    outlook.continuations.push_back(
        {std::string(lexicon.vocabulary.form(order[i].form).normal), order[i].likelihood / all});
  }
  return outlook;
}

}  // namespace callside
