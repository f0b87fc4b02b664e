#include "searchd/query/understand/synonyms.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/format/terms.h"
#include "searchd/query/understand/question.h"

namespace callside {

namespace {

// Of a word's weight, what its synonym brings: enough to be found among what holds the question's other
// words, and less than the word itself. No judged set has synonyms; FORMAT.md says what was measured.
constexpr float kSynonymShare = 0.8F;
// Words that may stand between those of a text: "lunch account" is also "lunch money account".
constexpr std::uint32_t kBetween = 1;

// A word as the index has it, for one reader.
struct KnownWord {
  std::vector<std::string> terms;
  std::vector<std::uint32_t> forms;
  double frequency = 0;
};

KnownWord known_word(const KeyedWord& keyed, std::uint16_t own_language, const Lexicon& lexicon) {
  const Vocabulary& vocabulary = lexicon.vocabulary;
  const std::uint16_t language = keyed.kind == SegmentKind::code ? std::uint16_t{0} : own_language;
  const std::string& name = vocabulary.languages()[language];
  KnownWord out;
  const auto take = [&](std::uint32_t form, std::string_view stem) {
    const Vocabulary::Form found = lexicon.form(form);
    if (!Lexicon::knows(found)) return;
    if (std::find(out.forms.begin(), out.forms.end(), form) == out.forms.end()) {
      out.forms.push_back(form);
      out.frequency += documents_with(found);
    }
    add_term(out.terms, stem.empty() || found.folded == stem ? form_term(name, found.kind, found.folded)
                                                             : stem_term(name, stem));
  };
  const Vocabulary::Range same = vocabulary.find_folded(language, false, keyed.word.folded);
  for (std::uint32_t form = same.begin; form < same.end; ++form) take(form, vocabulary.form(form).stem);
  for (const std::string* stem : {&keyed.word.stem, &keyed.word.folded_stem}) {
    if (stem->empty()) continue;
    for (const std::uint32_t form : vocabulary.find_stem(language, *stem)) take(form, *stem);
  }
  return out;
}

// Adds a text as one meaning of the group; false where the reader knows not all of its words.
bool add_sense(const std::vector<KeyedWord>& words, std::uint16_t language, const Lexicon& lexicon,
               MatchLevel level, float share, std::uint16_t synonym, const std::string& text,
               QueryGroup& group) {
  const std::vector<std::size_t> counted = words_that_count(words);
  std::vector<KnownWord> known;
  for (const std::size_t i : counted) {
    known.push_back(known_word(words[i], language, lexicon));
    if (known.back().forms.empty()) return false;
  }
  if (known.empty()) return false;
  Guess guess{level, {}, share, 0, {}};
  if (known.size() == 1) {
    // What is the word itself already is no synonym of it.
    const auto is_itself = [&](const std::string& term) {
      return std::find(group.terms.begin(), group.terms.end(), term) != group.terms.end();
    };
    guess.terms = known[0].terms;
    std::erase_if(guess.terms, is_itself);
    if (guess.terms.empty()) return true;
    guess.frequency = known[0].frequency;
    for (const std::uint32_t form : known[0].forms) group.forms.push_back({form, level, share, synonym});
    group.guesses.push_back(std::move(guess));
    return true;
  }
  WordsTogether together{level, share, synonym, static_cast<std::uint32_t>(words.size()) + kBetween,
                         text,  {}};
  guess.frequency = known[0].frequency;
  for (KnownWord& word : known) {
    guess.frequency = std::min(guess.frequency, word.frequency);
    guess.parts.push_back({std::move(word.terms), word.frequency});
    together.forms.push_back(std::move(word.forms));
  }
  group.guesses.push_back(std::move(guess));
  group.together.push_back(std::move(together));
  return true;
}

}  // namespace

Synonyms::Synonyms(const std::vector<SynonymRule>& rules, const std::vector<std::string>& languages)
    : languages_(languages), begins_(languages.size()) {
  TextKeys keys;
  for (const SynonymRule& given : rules) {
    const auto number = static_cast<std::uint32_t>(rules_.size());
    Rule& rule = rules_.emplace_back();
    rule.line = given.line;
    rule.is_mutual = given.is_mutual;
    rule.said = given.said;
    rule.meant = given.meant;
    rule.lang = given.lang;
    // Language 0 is that of codes, which are met in every other.
    std::vector<std::uint16_t> numbers;
    std::vector<std::string> names;
    for (std::uint16_t language = 1; language < languages.size(); ++language) {
      if (!given.lang.empty() && !is_asked(given.lang, languages[language])) continue;
      numbers.push_back(language);
      names.push_back(languages[language]);
    }
    for (std::uint32_t said = 0; said < rule.said.size(); ++said) {
      std::vector<std::vector<KeyedWord>> words = keys.words_of(rule.said[said], names);
      for (std::size_t i = 0; i < numbers.size(); ++i)
        add_pattern(number, said, numbers[i], std::move(words[i]));
    }
    for (const std::string& meant : rule.meant) {
      std::vector<std::vector<KeyedWord>> words = keys.words_of(meant, names);
      Words& all = rule.meant_words.emplace_back();
      for (std::size_t i = 0; i < numbers.size(); ++i) all.emplace_back(numbers[i], std::move(words[i]));
    }
  }
}

void Synonyms::add_pattern(std::uint32_t rule, std::uint32_t said, std::uint16_t language,
                           std::vector<KeyedWord> words) {
  Pattern pattern{rule, said, {}};
  for (const std::size_t i : words_that_count(words)) pattern.words.push_back(std::move(words[i]));
  if (pattern.words.empty()) return;
  for (const std::string& key : pattern.words.front().keys)
    begins_[language][key].push_back(static_cast<std::uint32_t>(patterns_.size()));
  patterns_.push_back(std::move(pattern));
}

bool Synonyms::is_for(const Rule& rule, const std::vector<std::string>& asked) const {
  return rule.lang.empty() || asked.empty() ||
         std::any_of(rule.lang.begin(), rule.lang.end(),
                     [&](const std::string& tag) { return is_asked(asked, analysis_language(tag)); });
}

void Synonyms::find_in(std::uint16_t language, const std::vector<Segment>& segments,
                       const std::vector<std::string>& asked, WordAnalyzer& analyzer,
                       std::vector<Match>& matches) const {
  std::vector<std::pair<std::size_t, KeyedWord>> words;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].overlay) words.emplace_back(i, keyed_word(segments[i], languages_[language], analyzer));
  }
  const auto match_from = [&](std::size_t begin, std::uint32_t number) {
    const Pattern& pattern = patterns_[number];
    std::size_t met = 0;
    for (std::size_t i = begin; i < words.size(); ++i) {
      if (words[i].second.is(pattern.words[met])) {
        if (++met < pattern.words.size()) continue;
        matches.push_back({words[begin].first, words[i].first, language, number});
        return;
      }
      if (!words[i].second.stop) return;
    }
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<std::uint32_t> begun;
    for (const std::string& key : words[i].second.keys) {
      const auto found = begins_[language].find(key);
      if (found != begins_[language].end())
        begun.insert(begun.end(), found->second.begin(), found->second.end());
    }
    std::sort(begun.begin(), begun.end());
    begun.erase(std::unique(begun.begin(), begun.end()), begun.end());
    for (const std::uint32_t number : begun) {
      if (is_for(rules_[patterns_[number].rule], asked)) match_from(i, number);
    }
  }
}

Synonyms::Found Synonyms::found_of(const Match* begin, const Match* end) const {
  Found found;
  found.first = begin->first;
  found.last = begin->last;
  for (const Match* match = begin; match != end; ++match) {
    const Pattern& pattern = patterns_[match->pattern];
    const Rule& rule = rules_[pattern.rule];
    found.said.emplace_back(match->language, pattern.words);
    for (std::size_t i = 0; i < rule.meant.size(); ++i) {
      if (rule.is_mutual && i == pattern.said) continue;
      const bool known = std::any_of(found.meanings.begin(), found.meanings.end(),
                                     [&](const Meaning& one) { return one.meant == rule.meant[i]; });
      if (!known && found.meanings.size() < kMostMeanings)
        found.meanings.push_back({rule.line, rule.said[pattern.said], rule.meant[i], &rule.meant_words[i]});
    }
  }
  return found;
}

std::vector<Synonyms::Found> Synonyms::find(const std::vector<Segment>& segments,
                                            const std::vector<std::string>& asked,
                                            const std::vector<bool>& languages,
                                            WordAnalyzer& analyzer) const {
  std::vector<Match> matches;
  for (std::uint16_t language = 1; language < begins_.size(); ++language) {
    if (languages[language] && !begins_[language].empty())
      find_in(language, segments, asked, analyzer, matches);
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::tuple(b.last - b.first, a.first, a.pattern) <
           std::tuple(a.last - a.first, b.first, b.pattern);
  });
  std::vector<Found> all;
  for (std::size_t i = 0; i < matches.size();) {
    std::size_t end = i;
    while (end < matches.size() && matches[end].first == matches[i].first &&
           matches[end].last == matches[i].last)
      ++end;
    const bool overlaps = std::any_of(all.begin(), all.end(), [&](const Found& one) {
      return matches[i].first <= one.last && one.first <= matches[i].last;
    });
    if (!overlaps) all.push_back(found_of(&matches[i], matches.data() + end));
    i = end;
  }
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.first < b.first; });
  return all;
}

bool add_synonyms(const Synonyms::Found& found, const Lexicon& lexicon, QueryGroup& group) {
  bool added = false;
  for (const Synonyms::Meaning& meaning : found.meanings) {
    const auto number = static_cast<std::uint16_t>(group.synonyms.size() + 1);
    bool known = false;
    for (const auto& [language, words] : *meaning.words) {
      known = add_sense(words, language, lexicon, MatchLevel::synonym, kSynonymShare, number, meaning.meant,
                        group) ||
              known;
    }
    if (!known) continue;
    added = true;
    group.synonyms.push_back(meaning.said + " = " + meaning.meant + " (" + std::string(kEditorsName) + ':' +
                             std::to_string(meaning.line) + ')');
  }
  return added;
}

void add_words_themselves(const Synonyms::Found& found, const Lexicon& lexicon, QueryGroup& group) {
  for (const auto& [language, words] : found.said)
    add_sense(words, language, lexicon, MatchLevel::exact, 1.0F, 0, group.typed, group);
}

}  // namespace callside
