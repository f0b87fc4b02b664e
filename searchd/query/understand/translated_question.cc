#include "searchd/query/understand/translated_question.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "indexer/analysis/stop_words.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

// Translations of a word into one language, at most, and minimum probability relative to the first.
// RANKING.md, Translations.
constexpr std::size_t kMaxTranslations = 5;
constexpr double kMinRelativeProbability = 0.05;
// Exponent of a translation's relative probability in ranking. RANKING.md, Translations.
constexpr double kMatchPower = 0.5;
// For a word that is not in the lexicon, similar terms are used: their total weight, the share of both words'
// bytes that must be a common prefix, its minimum length in bytes, and how many terms are compared.
// RANKING.md, Translations.
constexpr double kSimilarTermShare = 0.5;
constexpr double kCommonPrefixShare = 0.6;
constexpr std::size_t kMinCommonPrefix = 4;
constexpr std::uint32_t kMaxSimilarTerms = 50;
// If a word has only completions and corrections, those nearly as likely as the best are translated, without
// compounds and related words, and at most so many terms. RANKING.md, Translations.
constexpr double kNearBestShare = 0.7;
constexpr std::size_t kMaxSourceTerms = 8;

std::string_view text_of(const Vocabulary::Form& form) { return form.stem.empty() ? form.folded : form.stem; }

// Keeps the best match of each form.
void keep_best_matches(std::vector<FormMatch>& forms) {
  std::sort(forms.begin(), forms.end(), [](const FormMatch& a, const FormMatch& b) {
    return std::tuple(a.form, -a.share, a.level) < std::tuple(b.form, -b.share, b.level);
  });
  forms.erase(std::unique(forms.begin(), forms.end(),
                          [](const FormMatch& a, const FormMatch& b) { return a.form == b.form; }),
              forms.end());
}

// A word at the same place as `word`, without meanings.
QueryWord empty_copy_of(const QueryWord& word) {
  QueryWord target;
  target.kind = word.kind;
  target.overlay = word.overlay;
  target.position = word.position;
  target.start = word.start;
  target.typed = word.typed;
  return target;
}

// Length of the common prefix in bytes.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
  return at;
}

// Returns true if the form is the word itself, or a part of the compound that it is.
bool is_itself(const FormMatch& match) {
  return match.level <= MatchLevel::stem || (match.level == MatchLevel::part && match.share == 1.0F);
}

}  // namespace

std::vector<std::uint16_t> QuestionTranslator::languages(const Question& question,
                                                         const std::vector<std::string>& asked) const {
  const std::vector<std::string>& names = lexicon_.vocabulary.languages();
  std::vector<std::size_t> known(names.size(), 0);
  for (const QueryWord& word : question.words) {
    if (word.overlay || word.stop || word.kind != SegmentKind::word) continue;
    std::vector<bool> here(names.size(), false);
    for (const FormMatch& match : word.forms) here[lexicon_.form(match.form).language] = true;
    for (std::size_t i = 1; i < names.size(); ++i) known[i] += here[i] ? 1 : 0;
  }
  const std::size_t most = known.empty() ? 0 : *std::max_element(known.begin(), known.end());
  std::vector<std::uint16_t> wanted, others;
  for (std::size_t i = 1; i < names.size(); ++i) {
    const auto language = translations_.language(names[i]);
    if (!language || known[i] == 0) continue;
    if (is_asked(asked, names[i])) {
      wanted.push_back(*language);
    } else if (known[i] == most) {
      others.push_back(*language);
    }
  }
  return wanted.empty() ? others : wanted;
}

// The terms that a word stands for in its own language. Guesses are used only if the word itself is unknown.
QuestionTranslator::SourceTerms QuestionTranslator::source_terms(const QueryWord& word,
                                                                 std::uint16_t language) const {
  const std::string& name = translations_.languages()[language];
  const auto each = [&](const auto& take) {
    for (const FormMatch& match : word.forms) {
      const Vocabulary::Form form = lexicon_.form(match.form);
      if (form.kind != SegmentKind::bigram && lexicon_.vocabulary.languages()[form.language] == name)
        take(match, form);
    }
  };
  SourceTerms terms;
  double sum = 0, best_share = 0;
  each([&](const FormMatch& match, const Vocabulary::Form& form) {
    if (!is_itself(match)) {
      if (match.level >= MatchLevel::prefix)
        best_share = std::max(best_share, static_cast<double>(match.share));
      return;
    }
    terms.try_emplace(std::string(text_of(form)), 0.0).first->second += documents_with(form);
    sum += documents_with(form);
  });
  double certainty = 1;
  if (terms.empty()) {
    each([&](const FormMatch& match, const Vocabulary::Form& form) {
      if (match.level < MatchLevel::prefix || match.share < kNearBestShare * best_share) return;
      const double part = match.share * documents_with(form);
      terms.try_emplace(std::string(text_of(form)), 0.0).first->second += part;
      sum += part;
    });
    certainty = std::min(1.0, best_share);
  }
  if (terms.size() > kMaxSourceTerms) {
    std::vector<double> shares;
    for (const auto& [term, share] : terms) shares.push_back(share);
    std::nth_element(shares.begin(), shares.begin() + kMaxSourceTerms, shares.end(), std::greater<>());
    std::erase_if(terms, [least = shares[kMaxSourceTerms]](const auto& one) { return one.second <= least; });
  }
  for (auto& [term, share] : terms) share *= certainty / sum;
  return terms;
}

bool QuestionTranslator::has_visible_translation(std::uint32_t term) const {
  const auto translations = translations_.translations(term);
  return std::any_of(translations.begin(), translations.end(), [&](const BilingualLexicon::Translation& one) {
    return translations_.articles(one, visible_classes_) > 0;
  });
}

// The terms with the longest common prefix.
QuestionTranslator::SourceTerms QuestionTranslator::similar_terms(std::string_view typed,
                                                                  std::uint16_t language,
                                                                  QuestionReader& reader) const {
  SourceTerms terms;
  const std::string& name = translations_.languages()[language];
  const Word word = reader.analyse(typed, name);
  if (word.normal.empty() || is_stop_word(name, word.normal)) return terms;
  const std::string& text = word.stem.empty() ? word.folded : word.stem;
  const auto least =
      std::max(kMinCommonPrefix,
               static_cast<std::size_t>(std::ceil(kCommonPrefixShare * static_cast<double>(text.size()))));
  for (std::size_t length = text.size(); length >= least && terms.empty(); --length) {
    const auto [first, last] = translations_.find_prefix(language, std::string_view(text).substr(0, length));
    std::uint32_t looked_at = 0;
    for (std::uint32_t term = first; term < last && looked_at < kMaxSimilarTerms; ++term) {
      if (!has_visible_translation(term)) continue;
      ++looked_at;
      const std::string_view other = translations_.term(term).text;
      const auto common = static_cast<double>(common_prefix(other, text));
      if (common >= kCommonPrefixShare * static_cast<double>(other.size())) terms.emplace(other, 0.0);
    }
  }
  for (auto& [term, share] : terms) share = kSimilarTermShare / static_cast<double>(terms.size());
  return terms;
}

void QuestionTranslator::add_translations(const SourceTerms& terms, std::uint16_t language,
                                          QueryWord& target) const {
  std::map<std::uint16_t, Targets> targets;  // by language
  for (const auto& [text, share] : terms) {
    const auto term = translations_.find(language, text);
    if (!term) continue;
    std::uint16_t before = 0;
    double first = 0;
    for (const BilingualLexicon::Translation& one : translations_.translations(*term)) {
      const std::uint32_t articles = translations_.articles(one, visible_classes_);
      if (articles == 0) continue;
      const std::uint16_t to = translations_.term(one.term).language;
      if (std::exchange(before, to) != to || first == 0) first = one.probability;
      // The most likely translation counts in full, even if none is certain. RANKING.md, Translations.
      Target& there = targets[to][one.term];
      there.probability += share * one.probability / first;
      there.articles = std::max(there.articles, articles);
    }
  }
  for (const auto& [to, found] : targets) add_targets(to, found, target);
}

void QuestionTranslator::add_targets(std::uint16_t language, const Targets& targets,
                                     QueryWord& target) const {
  const Vocabulary& vocabulary = lexicon_.vocabulary;
  const std::string& name = translations_.languages()[language];
  const auto at = std::find(vocabulary.languages().begin(), vocabulary.languages().end(), name);
  if (at == vocabulary.languages().end()) return;
  const auto number = static_cast<std::uint16_t>(at - vocabulary.languages().begin());
  std::vector<std::pair<std::uint32_t, Target>> best(targets.begin(), targets.end());
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
    return std::tuple(-a.second.probability, a.first) < std::tuple(-b.second.probability, b.first);
  });
  if (best.size() > kMaxTranslations) best.resize(kMaxTranslations);
  const double first = best.front().second.probability;
  double frequency = 0;
  for (const auto& ranked : best) {
    const auto& one = ranked.second;
    if (one.probability < kMinRelativeProbability * first) break;
    const std::string_view text = translations_.term(ranked.first).text;
    Guess guess{MatchLevel::translated, {}, one.probability, 0};
    const auto share = static_cast<float>(std::pow(one.probability / first, kMatchPower));
    const auto take = [&](std::uint32_t form) {
      const Vocabulary::Form known = lexicon_.form(form);
      if (!Lexicon::knows(known)) return;
      add_term(guess.terms, stem_or_form_term(name, SegmentKind::word, known.folded, text));
      guess.frequency += documents_with(known);
      target.forms.push_back({form, MatchLevel::translated, share, 0, one.articles});
    };
    for (const std::uint32_t form : vocabulary.find_stem(number, text)) take(form);
    const Vocabulary::Range same = vocabulary.find_folded(number, false, text);
    for (std::uint32_t form = same.begin; form < same.end; ++form) {
      if (vocabulary.form(form).stem.empty()) take(form);
    }
    if (guess.terms.empty()) continue;
    frequency += one.probability * guess.frequency;
    target.guesses.push_back(std::move(guess));
  }
  target.frequency = std::max(target.frequency, frequency);
}

// Adds the word as other languages have it, unchanged: a name.
void QuestionTranslator::add_unchanged(const QueryWord& word, std::uint16_t language,
                                       QueryWord& target) const {
  const std::string& name = translations_.languages()[language];
  std::map<std::uint16_t, Guess> guesses;
  for (const FormMatch& match : word.forms) {
    const Vocabulary::Form form = lexicon_.form(match.form);
    const std::string& of = lexicon_.vocabulary.languages()[form.language];
    if (match.level > MatchLevel::stem || of == name || form.kind == SegmentKind::bigram) continue;
    Guess& guess = guesses.try_emplace(form.language, Guess{MatchLevel::translated, {}, 1, 0}).first->second;
    const std::string_view text = text_of(form);
    add_term(guess.terms, stem_or_form_term(of, form.kind, form.folded, text));
    guess.frequency += documents_with(form);
    target.forms.push_back({match.form, match.level, 1.0F});
  }
  for (auto& [of, guess] : guesses) {
    target.frequency = std::max(target.frequency, guess.frequency);
    target.guesses.push_back(std::move(guess));
  }
}

QueryWord QuestionTranslator::translate(const QueryWord& word, std::uint16_t language,
                                        QuestionReader& reader) const {
  QueryWord target = empty_copy_of(word);
  add_translations(source_terms(word, language), language, target);
  if (!target.forms.empty()) {
    // Rarity comes from the question's language and does not depend on the number of translations.
    if (word.frequency > 0) target.frequency = word.frequency;
  } else {
    add_unchanged(word, language, target);
    if (target.forms.empty() && !word.overlay)
      add_translations(similar_terms(word.typed, language, reader), language, target);
  }
  keep_best_matches(target.forms);
  return target;
}

Question QuestionTranslator::translate(const Question& question, std::uint16_t language,
                                       QuestionReader& reader) const {
  Question out;
  out.positions = question.positions;
  for (const QueryWord& word : question.words) {
    if (word.stop || word.kind == SegmentKind::bigram || word.kind == SegmentKind::joined) continue;
    QueryWord target = word.kind == SegmentKind::code ? word : translate(word, language, reader);
    if (!target.forms.empty()) {
      out.words.push_back(std::move(target));
    } else if (!word.overlay) {
      out.unsearched.push_back({word.start, word.typed, UnsearchedWord::Why::unknown, false, word.everyday});
    }
  }
  for (const UnsearchedWord& word : question.unsearched) {
    QueryWord target;
    target.start = word.start;
    target.typed = word.typed;
    target.position = out.positions;
    const bool unknown = word.why == UnsearchedWord::Why::unknown && !word.stop;
    if (unknown && out.words.size() < kMaxQueryWords)
      add_translations(similar_terms(word.typed, language, reader), language, target);
    keep_best_matches(target.forms);
    if (target.forms.empty()) {
      out.unsearched.push_back(word);
    } else {
      ++out.positions;
      out.words.push_back(std::move(target));
    }
  }
  std::stable_sort(out.words.begin(), out.words.end(),
                   [](const QueryWord& a, const QueryWord& b) { return a.start < b.start; });
  return out;
}

}  // namespace callside
