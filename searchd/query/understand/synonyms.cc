#include "searchd/query/understand/synonyms.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/format/terms.h"
#include "searchd/query/understand/question.h"

namespace callside {

namespace {

// Weight of a synonym relative to the word. RANKING.md, Synonyms.
constexpr float kSynonymShare = 0.8F;
// Other words allowed between those of a phrase: "lunch account" matches "lunch money account". RANKING.md,
// Phrases.
constexpr std::uint32_t kPhraseSlack = 1;

// A word as it exists in the index for one reader.
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
    add_term(out.terms, stem_or_form_term(name, found.kind, found.folded, stem));
  };
  const Vocabulary::Range same = vocabulary.find_folded(language, false, keyed.word.folded);
  for (std::uint32_t form = same.begin; form < same.end; ++form) take(form, vocabulary.form(form).stem);
  for (const std::string* stem : {&keyed.word.stem, &keyed.word.folded_stem}) {
    if (stem->empty()) continue;
    for (const std::uint32_t form : vocabulary.find_stem(language, *stem)) take(form, *stem);
  }
  return out;
}

// Adds a text as a meaning of a word. Returns false if a word of the text does not exist for the reader.
bool add_sense(const std::vector<KeyedWord>& words, std::uint16_t language, const Lexicon& lexicon,
               MatchLevel level, float share, std::uint16_t synonym, const std::string& text,
               QueryWord& query_word) {
  const std::vector<std::size_t> counted = content_word_positions(words);
  std::vector<KnownWord> known;
  for (const std::size_t i : counted) {
    known.push_back(known_word(words[i], language, lexicon));
    if (known.back().forms.empty()) return false;
  }
  if (known.empty()) return false;
  Guess guess{level, {}, share, 0, {}};
  if (known.size() == 1) {
    // Terms that the word has already are no synonyms.
    const auto is_itself = [&](const std::string& term) {
      return std::find(query_word.terms.begin(), query_word.terms.end(), term) != query_word.terms.end();
    };
    guess.terms = known[0].terms;
    std::erase_if(guess.terms, is_itself);
    if (guess.terms.empty()) return true;
    guess.frequency = known[0].frequency;
    for (const std::uint32_t form : known[0].forms) query_word.forms.push_back({form, level, share, synonym});
    query_word.guesses.push_back(std::move(guess));
    return true;
  }
  Phrase phrase{level, share, synonym, static_cast<std::uint32_t>(words.size()) + kPhraseSlack, text, {}};
  guess.frequency = known[0].frequency;
  for (KnownWord& word : known) {
    guess.frequency = std::min(guess.frequency, word.frequency);
    guess.parts.push_back({std::move(word.terms), word.frequency});
    phrase.forms.push_back(std::move(word.forms));
  }
  query_word.guesses.push_back(std::move(guess));
  query_word.phrases.push_back(std::move(phrase));
  return true;
}

}  // namespace

Synonyms::Synonyms(const std::vector<SynonymRule>& rules, const std::vector<std::string>& languages)
    : languages_(languages), by_first_key_(languages.size()) {
  TextKeys text_keys;
  for (const SynonymRule& given : rules) {
    const auto number = static_cast<std::uint32_t>(rules_.size());
    Rule& rule = rules_.emplace_back();
    rule.line = given.line;
    rule.is_mutual = given.is_mutual;
    rule.said = given.said;
    rule.meant = given.meant;
    rule.lang = given.lang;
    // Language 0 holds codes, which every other language contains, too.
    std::vector<std::uint16_t> numbers;
    std::vector<std::string> names;
    for (std::uint16_t language = 1; language < languages.size(); ++language) {
      if (!given.lang.empty() && !is_asked(given.lang, languages[language])) continue;
      numbers.push_back(language);
      names.push_back(languages[language]);
    }
    for (std::uint32_t said = 0; said < rule.said.size(); ++said) {
      std::vector<std::vector<KeyedWord>> words = text_keys.words_of(rule.said[said], names);
      for (std::size_t i = 0; i < numbers.size(); ++i)
        add_pattern(number, said, numbers[i], std::move(words[i]));
    }
    for (const std::string& meant : rule.meant) {
      std::vector<std::vector<KeyedWord>> words = text_keys.words_of(meant, names);
      Words& all = rule.meant_words.emplace_back();
      for (std::size_t i = 0; i < numbers.size(); ++i) all.emplace_back(numbers[i], std::move(words[i]));
    }
  }
}

void Synonyms::add_pattern(std::uint32_t rule, std::uint32_t said, std::uint16_t language,
                           std::vector<KeyedWord> words) {
  Pattern pattern{rule, said, {}};
  for (const std::size_t i : content_word_positions(words)) pattern.words.push_back(std::move(words[i]));
  if (pattern.words.empty()) return;
  for (const std::string& key : pattern.words.front().keys)
    by_first_key_[language][key].push_back(static_cast<std::uint32_t>(patterns_.size()));
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
    std::vector<std::uint32_t> candidates;
    for (const std::string& key : words[i].second.keys) {
      const auto found = by_first_key_[language].find(key);
      if (found != by_first_key_[language].end())
        candidates.insert(candidates.end(), found->second.begin(), found->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const std::uint32_t number : candidates) {
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
    found.typed.emplace_back(match->language, pattern.words);
    for (std::size_t i = 0; i < rule.meant.size(); ++i) {
      if (rule.is_mutual && i == pattern.said) continue;
      const bool known = std::any_of(found.meanings.begin(), found.meanings.end(),
                                     [&](const Meaning& one) { return one.meant == rule.meant[i]; });
      if (!known && found.meanings.size() < kMaxMeanings)
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
  for (std::uint16_t language = 1; language < by_first_key_.size(); ++language) {
    if (languages[language] && !by_first_key_[language].empty())
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

bool add_synonyms(const Synonyms::Found& found, const Lexicon& lexicon, QueryWord& query_word) {
  bool added = false;
  for (const Synonyms::Meaning& meaning : found.meanings) {
    const auto number = static_cast<std::uint16_t>(query_word.synonyms.size() + 1);
    bool known = false;
    for (const auto& [language, words] : *meaning.words) {
      known = add_sense(words, language, lexicon, MatchLevel::synonym, kSynonymShare, number, meaning.meant,
                        query_word) ||
              known;
    }
    if (!known) continue;
    added = true;
    query_word.synonyms.push_back(meaning.said + " = " + meaning.meant + " (" + std::string(kEditorsName) +
                                  ':' + std::to_string(meaning.line) + ')');
  }
  return added;
}

void add_typed_phrase(const Synonyms::Found& found, const Lexicon& lexicon, QueryWord& query_word) {
  for (const auto& [language, words] : found.typed)
    add_sense(words, language, lexicon, MatchLevel::exact, 1.0F, 0, query_word.typed, query_word);
}

}  // namespace callside
