#include "searchd/query/understand/translated_question.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "indexer/analysis/stop_words.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

// Translations of a word into a language that are asked for, and how much less likely than the first the last
// of them may be. With 3 .007 less, with 8 the same; with a floor of 0.15 .005 less.
constexpr std::size_t kMostCalled = 5;
constexpr double kLeastOfFirst = 0.05;
// What a translation counts where a document is looked at: its probability against the first's to this power.
// 0.3 to 1 are the same to .007.
constexpr double kMatchPower = 0.5;
// What a word that only begins like those that the lexicon has counts, and how much must be common: of both,
// and bytes. 0.5 to 1, and 0.5 to 0.75, are the same to .002; without, sixty translated articles give .003
// less.
constexpr double kLikeShare = 0.5;
constexpr double kCommonBeginning = 0.6;
constexpr std::size_t kLeastCommon = 4;
constexpr std::uint32_t kMostLike = 50;
// Of what a word may go on to or was mistyped for, only what is nearly as sure as the surest: not the
// compounds and relatives of it; and so many.
constexpr double kNearlyAsSure = 0.7;
constexpr std::size_t kMostMeant = 8;

std::string_view text_of(const Vocabulary::Form& form) { return form.stem.empty() ? form.folded : form.stem; }

// Each form once, as what it is most likely.
void settle(std::vector<FormMatch>& forms) {
  std::sort(forms.begin(), forms.end(), [](const FormMatch& a, const FormMatch& b) {
    return std::tuple(a.form, -a.share, a.level) < std::tuple(b.form, -b.share, b.level);
  });
  forms.erase(std::unique(forms.begin(), forms.end(),
                          [](const FormMatch& a, const FormMatch& b) { return a.form == b.form; }),
              forms.end());
}

// A group that stands where `word` stands, and means nothing yet.
QueryGroup in_place_of(const QueryGroup& word) {
  QueryGroup group;
  group.kind = word.kind;
  group.overlay = word.overlay;
  group.position = word.position;
  group.start = word.start;
  group.typed = word.typed;
  return group;
}

// The letters that both begin with, in bytes.
std::size_t common_beginning(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
  return at;
}

// Whether the form is the word of the question itself, or a part of the compound that it is.
bool is_itself(const FormMatch& match) {
  return match.level <= MatchLevel::stem || (match.level == MatchLevel::part && match.share == 1.0F);
}

}  // namespace

std::vector<std::uint16_t> QuestionTranslator::languages(const Question& question,
                                                         const std::vector<std::string>& asked) const {
  const std::vector<std::string>& names = lexicon_.vocabulary.languages();
  std::vector<std::size_t> known(names.size(), 0);
  for (const QueryGroup& group : question.groups) {
    if (group.overlay || group.stop || group.kind != SegmentKind::word) continue;
    std::vector<bool> here(names.size(), false);
    for (const FormMatch& match : group.forms) here[lexicon_.form(match.form).language] = true;
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

// The terms that a word stands for in the language that it was typed in. What it is counts alone, where it is
// anything.
QuestionTranslator::Meant QuestionTranslator::meant_by(const QueryGroup& word, std::uint16_t language) const {
  const std::string& name = translations_.languages()[language];
  const auto each = [&](const auto& take) {
    for (const FormMatch& match : word.forms) {
      const Vocabulary::Form form = lexicon_.form(match.form);
      if (form.kind != SegmentKind::bigram && lexicon_.vocabulary.languages()[form.language] == name)
        take(match, form);
    }
  };
  Meant meant;
  double sum = 0, surest = 0;
  each([&](const FormMatch& match, const Vocabulary::Form& form) {
    if (!is_itself(match)) {
      if (match.level >= MatchLevel::prefix) surest = std::max(surest, static_cast<double>(match.share));
      return;
    }
    meant.try_emplace(std::string(text_of(form)), 0.0).first->second += documents_with(form);
    sum += documents_with(form);
  });
  double sure = 1;
  if (meant.empty()) {
    each([&](const FormMatch& match, const Vocabulary::Form& form) {
      if (match.level < MatchLevel::prefix || match.share < kNearlyAsSure * surest) return;
      const double part = match.share * documents_with(form);
      meant.try_emplace(std::string(text_of(form)), 0.0).first->second += part;
      sum += part;
    });
    sure = std::min(1.0, surest);
  }
  if (meant.size() > kMostMeant) {
    std::vector<double> shares;
    for (const auto& [term, share] : meant) shares.push_back(share);
    std::nth_element(shares.begin(), shares.begin() + kMostMeant, shares.end(), std::greater<>());
    std::erase_if(meant, [least = shares[kMostMeant]](const auto& one) { return one.second <= least; });
  }
  for (auto& [term, share] : meant) share *= sure / sum;
  return meant;
}

bool QuestionTranslator::is_taught(std::uint32_t term) const {
  const auto translations = translations_.translations(term);
  return std::any_of(translations.begin(), translations.end(), [&](const BilingualLexicon::Translation& one) {
    return translations_.articles(one, visible_classes_) > 0;
  });
}

// The terms with the longest beginning in common.
QuestionTranslator::Meant QuestionTranslator::like(std::string_view typed, std::uint16_t language,
                                                   QuestionReader& reader) const {
  Meant meant;
  const std::string& name = translations_.languages()[language];
  const Word word = reader.analyse(typed, name);
  if (word.normal.empty() || is_stop_word(name, word.normal)) return meant;
  const std::string& text = word.stem.empty() ? word.folded : word.stem;
  const auto least = std::max(
      kLeastCommon, static_cast<std::size_t>(std::ceil(kCommonBeginning * static_cast<double>(text.size()))));
  for (std::size_t length = text.size(); length >= least && meant.empty(); --length) {
    const auto [first, last] = translations_.find_prefix(language, std::string_view(text).substr(0, length));
    std::uint32_t looked_at = 0;
    for (std::uint32_t term = first; term < last && looked_at < kMostLike; ++term) {
      if (!is_taught(term)) continue;
      ++looked_at;
      const std::string_view other = translations_.term(term).text;
      const auto common = static_cast<double>(common_beginning(other, text));
      if (common >= kCommonBeginning * static_cast<double>(other.size())) meant.emplace(other, 0.0);
    }
  }
  for (auto& [term, share] : meant) share = kLikeShare / static_cast<double>(meant.size());
  return meant;
}

void QuestionTranslator::add_called(const Meant& meant, std::uint16_t language, QueryGroup& group) const {
  std::map<std::uint16_t, CalledByTerm> called;  // by language
  for (const auto& [text, share] : meant) {
    const auto term = translations_.find(language, text);
    if (!term) continue;
    std::uint16_t before = 0;
    double first = 0;
    for (const BilingualLexicon::Translation& one : translations_.translations(*term)) {
      const std::uint32_t articles = translations_.articles(one, visible_classes_);
      if (articles == 0) continue;
      const std::uint16_t to = translations_.term(one.term).language;
      if (std::exchange(before, to) != to || first == 0) first = one.probability;
      // Of a word that has no sure translation the likeliest counts in full all the same. By the sum of them
      // all .01 less.
      Called& there = called[to][one.term];
      there.probability += share * one.probability / first;
      there.articles = std::max(there.articles, articles);
    }
  }
  for (const auto& [to, terms] : called) add_in(to, terms, group);
}

void QuestionTranslator::add_in(std::uint16_t language, const CalledByTerm& called, QueryGroup& group) const {
  const Vocabulary& vocabulary = lexicon_.vocabulary;
  const std::string& name = translations_.languages()[language];
  const auto at = std::find(vocabulary.languages().begin(), vocabulary.languages().end(), name);
  if (at == vocabulary.languages().end()) return;
  const auto number = static_cast<std::uint16_t>(at - vocabulary.languages().begin());
  std::vector<std::pair<std::uint32_t, Called>> best(called.begin(), called.end());
  std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
    return std::tuple(-a.second.probability, a.first) < std::tuple(-b.second.probability, b.first);
  });
  if (best.size() > kMostCalled) best.resize(kMostCalled);
  const double first = best.front().second.probability;
  double frequency = 0;
  for (const auto& meant : best) {
    const auto& one = meant.second;
    if (one.probability < kLeastOfFirst * first) break;
    const std::string_view text = translations_.term(meant.first).text;
    Guess guess{MatchLevel::translated, {}, one.probability, 0};
    const auto share = static_cast<float>(std::pow(one.probability / first, kMatchPower));
    const auto take = [&](std::uint32_t form) {
      const Vocabulary::Form known = lexicon_.form(form);
      if (!Lexicon::knows(known)) return;
      add_term(guess.terms,
               known.folded == text ? form_term(name, SegmentKind::word, text) : stem_term(name, text));
      guess.frequency += documents_with(known);
      group.forms.push_back({form, MatchLevel::translated, share, 0, one.articles});
    };
    for (const std::uint32_t form : vocabulary.find_stem(number, text)) take(form);
    const Vocabulary::Range same = vocabulary.find_folded(number, false, text);
    for (std::uint32_t form = same.begin; form < same.end; ++form) {
      if (vocabulary.form(form).stem.empty()) take(form);
    }
    if (guess.terms.empty()) continue;
    frequency += one.probability * guess.frequency;
    group.guesses.push_back(std::move(guess));
  }
  group.frequency = std::max(group.frequency, frequency);
}

// The word as other languages have it, unchanged: a name.
void QuestionTranslator::add_same(const QueryGroup& word, std::uint16_t language, QueryGroup& group) const {
  const std::string& name = translations_.languages()[language];
  std::map<std::uint16_t, Guess> guesses;
  for (const FormMatch& match : word.forms) {
    const Vocabulary::Form form = lexicon_.form(match.form);
    const std::string& of = lexicon_.vocabulary.languages()[form.language];
    if (match.level > MatchLevel::stem || of == name || form.kind == SegmentKind::bigram) continue;
    Guess& guess = guesses.try_emplace(form.language, Guess{MatchLevel::translated, {}, 1, 0}).first->second;
    const std::string_view text = text_of(form);
    add_term(guess.terms, form.folded == text ? form_term(of, form.kind, text) : stem_term(of, text));
    guess.frequency += documents_with(form);
    group.forms.push_back({match.form, match.level, 1.0F});
  }
  for (auto& [of, guess] : guesses) {
    group.frequency = std::max(group.frequency, guess.frequency);
    group.guesses.push_back(std::move(guess));
  }
}

QueryGroup QuestionTranslator::translate(const QueryGroup& word, std::uint16_t language,
                                         QuestionReader& reader) const {
  QueryGroup group = in_place_of(word);
  add_called(meant_by(word, language), language, group);
  if (!group.forms.empty()) {
    // As rare as it is among what the asker reads, and no rarer for being called several things.
    if (word.frequency > 0) group.frequency = word.frequency;
  } else {
    add_same(word, language, group);
    if (group.forms.empty() && !word.overlay) add_called(like(word.typed, language, reader), language, group);
  }
  settle(group.forms);
  return group;
}

Question QuestionTranslator::translate(const Question& question, std::uint16_t language,
                                       QuestionReader& reader) const {
  Question out;
  out.positions = question.positions;
  for (const QueryGroup& word : question.groups) {
    if (word.stop || word.kind == SegmentKind::bigram || word.kind == SegmentKind::joined) continue;
    QueryGroup group = word.kind == SegmentKind::code ? word : translate(word, language, reader);
    if (!group.forms.empty()) {
      out.groups.push_back(std::move(group));
    } else if (!word.overlay) {
      out.left_out.push_back({word.start, word.typed, LeftOutWord::Why::unknown, false});
    }
  }
  for (const LeftOutWord& word : question.left_out) {
    QueryGroup group;
    group.start = word.start;
    group.typed = word.typed;
    group.position = out.positions;
    const bool unknown = word.why == LeftOutWord::Why::unknown && !word.stop;
    if (unknown && out.groups.size() < kMostGroups)
      add_called(like(word.typed, language, reader), language, group);
    settle(group.forms);
    if (group.forms.empty()) {
      out.left_out.push_back(word);
    } else {
      ++out.positions;
      out.groups.push_back(std::move(group));
    }
  }
  std::stable_sort(out.groups.begin(), out.groups.end(),
                   [](const QueryGroup& a, const QueryGroup& b) { return a.start < b.start; });
  return out;
}

}  // namespace callside
