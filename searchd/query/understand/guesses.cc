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

// Completions of a prefix that are searched, most frequent first. RANKING.md, Half-typed words.
constexpr std::size_t kMaxCompletions = 64;
// Documents up to which the completions of a prefix are searched, so that a search does not read millions of
// postings for a letter. The most frequent completion always is. RANKING.md, Half-typed words.
constexpr double kMaxCompletionDocuments = 100'000;
// Weight of all completions together in the query, relative to the word. Above 1 because together they are
// frequent and so weigh little. RANKING.md, Half-typed words.
constexpr double kCompletionShare = 1.6;
// Exponent of the probability that the word is incomplete, for completions in ranking. RANKING.md,
// Half-typed words.
constexpr double kIncompletePower = 0.5;
// Weight of a related word, and of a correction if the index has the word as typed. RANKING.md, Related
// words, and Typing errors.
constexpr double kRelatedShare = 0.3;
constexpr double kCorrectionShare = 0.6;
// Guesses of a word after which no correction is added.
constexpr std::size_t kMaxGuesses = 3;
// Likelihood of a correction: documents ^ kFrequencyPower * e ^ (-kSlipPenalty * cost), with cost in edits.
// kIncompleteCost is added if only a beginning was typed. Corrections less likely than kMinRelativeLikelihood
// of the best are dropped. RANKING.md, Typing errors.
constexpr double kFrequencyPower = 0.5;
constexpr double kSlipPenalty = 4.0;
constexpr double kIncompleteCost = 0.5;
constexpr double kMinRelativeLikelihood = 0.1;
constexpr unsigned kMaxEdits = 2;
// A word in at most kMaxRareDocuments is corrected to one that is kFrequencyRatio times as frequent.
// RANKING.md, Typing errors.
constexpr double kMaxRareDocuments = 2;
constexpr double kFrequencyRatio = 20;
// Near words per language whose cost is computed.
constexpr std::size_t kMaxNearWords = 200;

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

// Appends the forms in [first, last) that may be offered, with the documents that contain them.
void offer(const Lexicon& lexicon, std::uint32_t first, std::uint32_t last, std::size_t longer_than,
           std::vector<Offer>& offers) {
  for (std::uint32_t form = first; form < last; ++form) {
    const Vocabulary::Form found = lexicon.form(form);
    if (found.folded.size() > longer_than && Lexicon::offers(found))
      offers.push_back({documents_with(found), form});
  }
}

// The most frequent forms below a node that may be offered; `most` at most.
std::vector<Offer> best_of(const Lexicon& lexicon, const WordTrie::Node& node, std::size_t longer_than,
                           std::size_t most) {
  std::vector<Offer> offers;
  const std::span<const std::uint32_t> frequent = lexicon.trie.frequent(node);
  for (const std::uint32_t form : frequent) offer(lexicon, form, form + 1, longer_than, offers);
  keep_best(offers, most);
  if (offers.size() == most) {
    // The table counts all documents of the index. A form that is not in it has at most as many as the
    // table's last form, and no more of them are visible. If everything found is better than that, nothing is
    // missing.
    const std::uint32_t last = frequent.back();
    if (!is_better({documents_with(lexicon.vocabulary.form(last)), last}, offers.back())) return offers;
  }
  offers.clear();
  offer(lexicon, node.first_form, node.last_form, longer_than, offers);
  keep_best(offers, most);
  return offers;
}

// Adds all words of a stem as one guess.
void add_stem(const Lexicon& lexicon, std::uint16_t language, std::span<const std::uint32_t> forms,
              std::string_view stem, MatchLevel level, double share, QueryWord& query_word) {
  const std::string& name = lexicon.vocabulary.languages()[language];
  Guess guess{level, {}, share, 0};
  for (const std::uint32_t form : forms) {
    const Vocabulary::Form found = lexicon.form(form);
    if (!Lexicon::knows(found)) continue;
    add_term(guess.terms, stem_or_form_term(name, found.kind, found.folded, stem));
    guess.frequency += documents_with(found);
    query_word.forms.push_back({form, level, static_cast<float>(share)});
  }
  if (!guess.terms.empty()) query_word.guesses.push_back(std::move(guess));
}

void add_correction(const Lexicon& lexicon, std::uint32_t form, double share, QueryWord& query_word) {
  const Vocabulary::Form word = lexicon.form(form);
  if (word.stem.empty()) {
    add_stem(lexicon, word.language, {&form, 1}, {}, MatchLevel::typo, share, query_word);
  } else {
    add_stem(lexicon, word.language, lexicon.vocabulary.find_stem(word.language, word.stem), word.stem,
             MatchLevel::typo, share, query_word);
  }
}

// Appends the words within this many edits in one language, with their likelihoods.
void add_near(std::u32string_view typed, std::uint16_t language, const Lexicon& lexicon, unsigned edits,
              bool last, std::vector<Offer>& offers) {
  std::vector<NearWord> near;
  find_near_words(lexicon, language, typed, edits, false, near);
  if (last && edits == 1) find_near_words(lexicon, language, typed, edits, true, near);
  std::vector<Offer> here;
  for (const NearWord& one : near) offer(lexicon, one.first_form, one.last_form, 0, here);
  // Ranges of beginnings may be nested.
  std::sort(here.begin(), here.end(), [](const Offer& a, const Offer& b) { return a.form < b.form; });
  const auto same = [](const Offer& a, const Offer& b) { return a.form == b.form; };
  here.erase(std::unique(here.begin(), here.end(), same), here.end());
  keep_best(here, kMaxNearWords);
  for (Offer& one : here) {
    const std::u32string word = letters_of(lexicon.form(one.form).folded);
    const double whole = slip_cost(typed, word, false);
    const double cost = last ? std::min(whole, kIncompleteCost + slip_cost(typed, word, true)) : whole;
    one.value = std::pow(one.value, kFrequencyPower) * std::exp(-kSlipPenalty * cost);
    offers.push_back(one);
  }
}

// Most likely first. Tries two edits only if one finds nothing: two take ten times as long, and a word one
// edit away is almost always right.
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
  keep_best(offers, kMaxNearWords);
  return offers;
}

}  // namespace

void add_related(const Word& word, std::uint16_t language, const Lexicon& lexicon, QueryWord& query_word) {
  std::vector<std::string> related;
  add_related_stems(word.stem, lexicon.vocabulary.languages()[language], related);
  for (const std::string& stem : related) {
    add_stem(lexicon, language, lexicon.vocabulary.find_stem(language, stem), stem, MatchLevel::related,
             kRelatedShare, query_word);
  }
}

void add_completions(const Segment& segment, const Lexicon& lexicon, QueryWord& query_word) {
  const std::vector<std::string>& languages = lexicon.vocabulary.languages();
  std::vector<Offer> offers;
  // Some may be removed below.
  const std::size_t most = kMaxCompletions + query_word.forms.size();
  // A code is completed to codes only; a word also to codes ("iphone" to iphone14).
  const std::size_t last = segment.kind == SegmentKind::code ? 1 : languages.size();
  for (std::size_t i = 0; i < last; ++i) {
    if (!lexicon.languages[i]) continue;
    const std::string folded = fold(normalize(segment.text, languages[i]), languages[i]);
    const WordTrie::Node* node = lexicon.trie.find(lexicon.vocabulary, static_cast<std::uint16_t>(i), folded);
    if (node == nullptr) continue;
    const std::vector<Offer> here = best_of(lexicon, *node, folded.size(), most);
    // Words that may not be offered to the reader must not make the word incomplete.
    if (here.empty()) continue;
    std::uint32_t longer = node->first_form;
    while (longer < node->last_form && lexicon.vocabulary.form(longer).folded.size() == folded.size())
      ++longer;
    query_word.continuations.push_back({longer, node->last_form});
    offers.insert(offers.end(), here.begin(), here.end());
  }
  // Forms that match as the word itself or as a compound of it need no guess.
  std::erase_if(offers, [&](const Offer& one) {
    return std::any_of(query_word.forms.begin(), query_word.forms.end(),
                       [&](const FormMatch& known) { return known.form == one.form; });
  });
  keep_best(offers, kMaxCompletions);
  if (offers.empty()) return;
  Guess guess{MatchLevel::prefix, {}, 0, 0};
  for (const Offer& one : offers) guess.frequency += one.value;
  // Probability that the word is incomplete. A word that the index has is usually complete.
  const double incomplete = guess.frequency / (guess.frequency + query_word.frequency);
  guess.share = kCompletionShare * incomplete;
  const auto match = static_cast<float>(std::pow(incomplete, kIncompletePower));
  double searched = 0;
  for (const Offer& one : offers) {
    const Vocabulary::Form found = lexicon.form(one.form);
    if (searched == 0 || searched + one.value <= kMaxCompletionDocuments) {
      add_term(guess.terms, form_term(languages[found.language], found.kind, found.folded));
      searched += one.value;
    }
    query_word.forms.push_back({one.form, MatchLevel::prefix, match});
  }
  query_word.guesses.push_back(std::move(guess));
}

void add_corrections(const Segment& segment, const std::vector<std::string>& asked, const Lexicon& lexicon,
                     TimePlan& time, bool last, QueryWord& query_word, std::vector<QueryWord>& parts) {
  if (segment.kind != SegmentKind::word || segment.overlay || query_word.stop) return;
  // An everyday word is not a typing error.
  if (query_word.everyday > 0) return;
  // languages to look in first, and languages to look in if these have nothing
  std::vector<std::uint16_t> first, second;
  for (std::uint16_t i = 1; i < lexicon.vocabulary.languages().size(); ++i) {
    if (!lexicon.languages[i]) continue;
    (is_asked(asked, lexicon.vocabulary.languages()[i]) ? first : second).push_back(i);
  }
  if (first.empty()) first.swap(second);
  const bool known = std::any_of(query_word.forms.begin(), query_word.forms.end(), [&](const FormMatch& one) {
    const std::uint16_t language = lexicon.form(one.form).language;
    return std::find(first.begin(), first.end(), language) != first.end();
  });
  // A word in very few documents may be a typing error in one of them.
  if (known && (query_word.frequency > kMaxRareDocuments || !query_word.guesses.empty())) return;
  if (!time.allows(Degraded::corrections)) return;
  // A word of another language is more likely meant than an error in two languages.
  if (!query_word.forms.empty()) second.clear();
  std::vector<Offer> offers = near_offers(segment, lexicon, first, last, known ? 1 : kMaxEdits);
  if (offers.empty()) offers = near_offers(segment, lexicon, second, last, kMaxEdits);
  if (known) {
    std::erase_if(offers, [&](const Offer& one) {
      return documents_with(lexicon.form(one.form)) < kFrequencyRatio * query_word.frequency;
    });
  }
  for (const Offer& one : offers) {
    if (one.value < kMinRelativeLikelihood * offers.front().value || query_word.guesses.size() >= kMaxGuesses)
      break;
    const bool same = std::any_of(query_word.forms.begin(), query_word.forms.end(),
                                  [&](const FormMatch& match) { return match.form == one.form; });
    if (same) continue;
    if (query_word.terms.empty() && query_word.guesses.empty()) {
      const Vocabulary::Form meant = lexicon.form(one.form);
      query_word.corrected = meant.normal;
      const Word word{std::string(meant.normal), std::string(meant.folded), std::string(meant.stem), {}};
      parts = part_words(word, meant.language, lexicon, true);
    }
    const double share = query_word.terms.empty() ? 1.0 : kCorrectionShare;
    add_correction(lexicon, one.form, share * std::sqrt(one.value / offers.front().value), query_word);
  }
}

}  // namespace callside
