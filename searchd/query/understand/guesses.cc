#include "searchd/query/understand/guesses.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "indexer/analysis/derivations.h"
#include "indexer/analysis/language.h"
#include "indexer/analysis/normalize.h"
#include "indexer/base/utf8.h"
#include "indexer/format/terms.h"
#include "searchd/query/understand/compound_words.h"
#include "searchd/query/understand/near_words.h"

namespace callside {

namespace {

// Words that a prefix may stand for, the most frequent first: beyond these a prefix says too little to be
// worth the postings (64 covers every 3-letter prefix of the judged sets at 95 % of its occurrences).
constexpr std::size_t kMostCompletions = 64;
// What the completions count in Xapian's sum: more than the word itself, since all together they are
// frequent, and weigh little for it. From 1.0 to 1.6 half-typed questions gain .004 and whole ones lose less
// than .001.
constexpr double kCompletionShare = 1.6;
// How much less where the word may be whole counts where a document is looked at.
constexpr double kUnfinishedPower = 0.5;
// What a related word counts, and a correction beside a word that the index has.
constexpr double kRelatedShare = 0.3;
constexpr double kCorrectionShare = 0.6;
constexpr std::size_t kMostCorrections = 3;
// How likely a word was meant: documents ^ 0.5 * e ^ (-4 * slip_cost). (0.3 to 0.8 and 2 to 4.5 give the same
// to .001 on the judged slips.) What was only begun costs half an edit; what is less likely than a tenth of
// the best is left out.
constexpr double kFrequencyPower = 0.5;
constexpr double kSlipPenalty = 4.0;
constexpr double kUnfinishedCost = 0.5;
constexpr double kLeastCorrection = 0.1;
constexpr unsigned kMostEdits = 2;
// Documents up to which a word is rare, and how many times as frequent another must be to have been meant.
constexpr double kRare = 2;
constexpr double kMuchMore = 20;
// Near words of a language whose cost is looked at.
constexpr std::size_t kMostNear = 200;

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) letters += next_code_point(text, at);
  return letters;
}

struct Offer {
  double value;
  std::uint32_t form;
};

bool is_better(const Offer& a, const Offer& b) {
  return std::tuple(-a.value, a.form) < std::tuple(-b.value, b.form);
}

void keep_best(std::vector<Offer>& offers, std::size_t most) {
  const std::size_t kept = std::min(offers.size(), most);
  std::partial_sort(offers.begin(), offers.begin() + static_cast<std::ptrdiff_t>(kept), offers.end(),
                    is_better);
  offers.resize(kept);
}

// The forms that [first, last) offers, each with the documents that hold it.
void offer(const Lexicon& lexicon, std::uint32_t first, std::uint32_t last, std::size_t longer_than,
           std::vector<Offer>& offers) {
  for (std::uint32_t form = first; form < last; ++form) {
    const Vocabulary::Form found = lexicon.form(form);
    if (found.folded.size() > longer_than && Lexicon::offers(found))
      offers.push_back({documents_with(found), form});
  }
}

// The best `most` that a node offers.
std::vector<Offer> best_of(const Lexicon& lexicon, const WordTrie::Node& node, std::size_t longer_than,
                           std::size_t most) {
  std::vector<Offer> offers;
  const std::span<const std::uint32_t> frequent = lexicon.trie.frequent(node);
  for (const std::uint32_t form : frequent) offer(lexicon, form, form + 1, longer_than, offers);
  keep_best(offers, most);
  if (offers.size() == most) {
    // The table counts all documents of the index. What is not in it has no more of them than its last form,
    // and no more that the reader may see: where all that was found is better than that, there is no better.
    const std::uint32_t last = frequent.back();
    if (!is_better({documents_with(lexicon.vocabulary.form(last)), last}, offers.back())) return offers;
  }
  offers.clear();
  offer(lexicon, node.first_form, node.last_form, longer_than, offers);
  keep_best(offers, most);
  return offers;
}

// All words of a stem, as one guess.
void add_stem(const Lexicon& lexicon, std::uint16_t language, std::span<const std::uint32_t> forms,
              std::string_view stem, MatchLevel level, double share, QueryGroup& group) {
  const std::string& name = lexicon.vocabulary.languages()[language];
  Guess guess{level, {}, share, 0};
  for (const std::uint32_t form : forms) {
    const Vocabulary::Form found = lexicon.form(form);
    if (!Lexicon::knows(found)) continue;
    add_term(guess.terms, stem.empty() || found.folded == stem ? form_term(name, found.kind, found.folded)
                                                               : stem_term(name, stem));
    guess.frequency += documents_with(found);
    group.forms.push_back({form, level, static_cast<float>(share)});
  }
  if (!guess.terms.empty()) group.guesses.push_back(std::move(guess));
}

void add_correction(const Lexicon& lexicon, std::uint32_t form, double share, QueryGroup& group) {
  const Vocabulary::Form word = lexicon.form(form);
  if (word.stem.empty()) {
    add_stem(lexicon, word.language, {&form, 1}, {}, MatchLevel::typo, share, group);
  } else {
    add_stem(lexicon, word.language, lexicon.vocabulary.find_stem(word.language, word.stem), word.stem,
             MatchLevel::typo, share, group);
  }
}

// The words within so many edits in one language, each with how likely it was meant.
void add_near(std::u32string_view typed, std::uint16_t language, const Lexicon& lexicon, unsigned edits,
              bool last, std::vector<Offer>& offers) {
  std::vector<NearWord> near;
  find_near_words(lexicon, language, typed, edits, false, near);
  if (last && edits == 1) find_near_words(lexicon, language, typed, edits, true, near);
  std::vector<Offer> here;
  for (const NearWord& one : near) offer(lexicon, one.first_form, one.last_form, 0, here);
  // Ranges of beginnings may lie inside each other.
  std::sort(here.begin(), here.end(), [](const Offer& a, const Offer& b) { return a.form < b.form; });
  const auto same = [](const Offer& a, const Offer& b) { return a.form == b.form; };
  here.erase(std::unique(here.begin(), here.end(), same), here.end());
  keep_best(here, kMostNear);
  for (Offer& one : here) {
    const std::u32string word = letters_of(lexicon.form(one.form).folded);
    const double whole = slip_cost(typed, word, false);
    const double cost = last ? std::min(whole, kUnfinishedCost + slip_cost(typed, word, true)) : whole;
    one.value = std::pow(one.value, kFrequencyPower) * std::exp(-kSlipPenalty * cost);
    offers.push_back(one);
  }
}

// The best first. Two edits are looked for only where one finds nothing: it takes ten times as long, and a
// word one edit away is nearly always the one.
std::vector<Offer> near_offers(const Segment& segment, const Lexicon& lexicon,
                               const std::vector<std::uint16_t>& languages, bool last, unsigned most_edits) {
  std::vector<Offer> offers;
  for (unsigned edits = 1; edits <= most_edits && offers.empty(); ++edits) {
    for (const std::uint16_t language : languages) {
      const std::string& name = lexicon.vocabulary.languages()[language];
      const std::u32string typed = letters_of(fold(normalize(segment.text, name), name));
      if (edits <= forgiven_edits(typed.size())) add_near(typed, language, lexicon, edits, last, offers);
    }
  }
  keep_best(offers, kMostNear);
  return offers;
}

}  // namespace

void add_related(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryGroup& group) {
  std::vector<std::string> related;
  add_related_stems(word.stem, lexicon.vocabulary.languages()[language], related);
  for (const std::string& stem : related) {
    add_stem(lexicon, language, lexicon.vocabulary.find_stem(language, stem), stem, MatchLevel::related,
             kRelatedShare, group);
  }
}

void add_completions(const Segment& segment, const Lexicon& lexicon, QueryGroup& group) {
  const std::vector<std::string>& languages = lexicon.vocabulary.languages();
  std::vector<Offer> offers;
  // Some may be left out below.
  const std::size_t most = kMostCompletions + group.forms.size();
  // A code may go on as a code only; a word also as a code ("iphone" as iphone14).
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = 0; i < last; ++i) {
    if (!lexicon.languages[i]) continue;
    const std::string folded = fold(normalize(segment.text, languages[i]), languages[i]);
    const WordTrie::Node* node = lexicon.trie.find(lexicon.vocabulary, static_cast<std::uint16_t>(i), folded);
    if (node == nullptr) continue;
    const std::vector<Offer> here = best_of(lexicon, *node, folded.size(), most);
    // What goes on only in words that the reader may not be offered does not go on.
    if (here.empty()) continue;
    std::uint32_t longer = node->first_form;
    while (longer < node->last_form && lexicon.vocabulary.form(longer).folded.size() == folded.size())
      ++longer;
    group.goes_on.push_back({longer, node->last_form});
    offers.insert(offers.end(), here.begin(), here.end());
  }
  // What counts as the word already, or as a compound of it, is not guessed as well.
  std::erase_if(offers, [&](const Offer& one) {
    return std::any_of(group.forms.begin(), group.forms.end(),
                       [&](const FormMatch& known) { return known.form == one.form; });
  });
  keep_best(offers, kMostCompletions);
  if (offers.empty()) return;
  Guess guess{MatchLevel::prefix, {}, 0, 0};
  for (const Offer& one : offers) guess.frequency += one.value;
  // How likely it is that the word goes on. A word that the index has is mostly whole.
  const double unfinished = guess.frequency / (guess.frequency + group.frequency);
  guess.share = kCompletionShare * unfinished;
  const auto match = static_cast<float>(std::pow(unfinished, kUnfinishedPower));
  for (const Offer& one : offers) {
    const Vocabulary::Form found = lexicon.form(one.form);
    add_term(guess.terms, form_term(languages[found.language], found.kind, found.folded));
    group.forms.push_back({one.form, MatchLevel::prefix, match});
  }
  group.guesses.push_back(std::move(guess));
}

void add_corrections(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                     bool last, QueryGroup& group, std::vector<QueryGroup>& parts) {
  if (segment.kind != SegmentKind::word || segment.overlay || group.stop) return;
  std::vector<std::uint16_t> first, second;  // languages to look in, and those only where nothing is found
  for (std::uint16_t i = 1; i < lexicon.vocabulary.languages().size(); ++i) {
    if (!lexicon.languages[i]) continue;
    (is_asked(asked, lexicon.vocabulary.languages()[i]) ? first : second).push_back(i);
  }
  if (first.empty()) first.swap(second);
  const bool known = std::any_of(group.forms.begin(), group.forms.end(), [&](const FormMatch& one) {
    const std::uint16_t language = lexicon.form(one.form).language;
    return std::find(first.begin(), first.end(), language) != first.end();
  });
  // What hardly a document has may be a slip that one of them made too.
  if (known && (group.frequency > kRare || !group.guesses.empty())) return;
  // A word of another language is that, rather than a slip in two languages.
  if (!group.forms.empty()) second.clear();
  std::vector<Offer> offers = near_offers(segment, lexicon, first, last, known ? 1 : kMostEdits);
  if (offers.empty()) offers = near_offers(segment, lexicon, second, last, kMostEdits);
  if (known) {
    std::erase_if(offers, [&](const Offer& one) {
      return documents_with(lexicon.form(one.form)) < kMuchMore * group.frequency;
    });
  }
  for (const Offer& one : offers) {
    if (one.value < kLeastCorrection * offers.front().value || group.guesses.size() >= kMostCorrections)
      break;
    const bool same = std::any_of(group.forms.begin(), group.forms.end(),
                                  [&](const FormMatch& match) { return match.form == one.form; });
    if (same) continue;
    if (group.terms.empty() && group.guesses.empty()) {
      const Vocabulary::Form meant = lexicon.form(one.form);
      group.corrected = meant.normal;
      const Word word{std::string(meant.normal), std::string(meant.folded), std::string(meant.stem), {}};
      parts = part_groups(word, meant.language, lexicon, true);
    }
    const double share = group.terms.empty() ? 1.0 : kCorrectionShare;
    add_correction(lexicon, one.form, share * std::sqrt(one.value / offers.front().value), group);
  }
}

}  // namespace callside
