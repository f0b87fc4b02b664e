#include "indexer/assembly/learn/score_questions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "indexer/assembly/learn/everyday_language.h"
#include "indexer/base/fnv1a.h"
#include "indexer/base/utf8.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/ticket_question.h"

namespace callside {

namespace {

// Keeps the questions with the smallest hashes.
class Sample {
 public:
  void offer(std::uint64_t hash, std::uint32_t document) {
    chosen_.emplace(hash, document);
    if (chosen_.size() > kMaxScoreQuestions) chosen_.erase(std::prev(chosen_.end()));
  }
  const std::set<std::pair<std::uint64_t, std::uint32_t>>& chosen() const { return chosen_; }

 private:
  std::set<std::pair<std::uint64_t, std::uint32_t>> chosen_;
};

bool is_valid(const StoredDocument& document, std::int32_t day) {
  return document.confidence() != Confidence::archived && document.head().valid_from <= day &&
         day <= document.head().valid_until;
}

// The `count` longest words of a title, in their order: what an agent types in a hurry.
std::string longest_words(const std::string& title, std::size_t count) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : title + ' ') {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  while (words.size() > count) {
    words.erase(std::min_element(words.begin(), words.end(), [](const auto& a, const auto& b) {
      return count_code_points(a) < count_code_points(b);
    }));
  }
  std::string text;
  for (const std::string& one : words) text += (text.empty() ? "" : " ") + one;
  return text;
}

// Swaps the two letters in the middle of the longest word, if they are one byte each: a typing error.
std::string mistyped(std::string text) {
  const std::string word = longest_words(text, 1);
  if (word.size() < 6) return text;
  const std::size_t at = text.find(word) + word.size() / 2;
  if ((text[at] & 0x80) == 0 && (text[at - 1] & 0x80) == 0) std::swap(text[at], text[at - 1]);
  return text;
}

// Agents ask in one word or in whole sentences, some of them mistype, and callers say other things, too.
std::string as_agents_ask(const std::string& title, std::uint64_t hash,
                          const std::vector<EverydayUtterance>& everyday) {
  std::string text = title;
  if (const std::size_t words = hash % 5; words < 3) text = longest_words(title, words + 1);
  if (hash / 5 % 6 == 0) text = mistyped(std::move(text));
  if (hash / 30 % 5 == 0 && !everyday.empty())
    text += ' ' + longest_words(std::string(everyday[hash / 150 % everyday.size()].text), 1);
  return text;
}

void add_everyday(const std::set<std::string>& languages, std::vector<ScoreQuestion>& questions) {
  std::vector<std::pair<std::uint64_t, ScoreQuestion>> all;
  for (const std::string& language : languages) {
    for (const EverydayUtterance& one : everyday_utterances(language)) {
      all.push_back(
          {fnv1a(one.text), {ScoreQuestion::Kind::everyday, std::string(one.text), language, {}, {}}});
    }
  }
  const std::size_t count = std::min(kMaxScoreQuestions, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < count; ++i) questions.push_back(std::move(all[i].second));
}

}  // namespace

std::vector<ScoreQuestion> score_questions(const Generation& generation, const Access& access,
                                           std::int32_t day) {
  const DocumentStore& store = generation.store();
  const Manifest& manifest = generation.manifest();
  const std::vector<bool> visible = visible_classes(manifest.classes, access);
  const auto is_visible = [&](std::uint32_t number) {
    return store.has(number) && visible[store.document(number).head().access_class] &&
           is_valid(store.document(number), day);
  };
  // Numbers of tags depend on what others may see.
  const auto tag_of = [&](const StoredDocument& document) {
    return manifest.language_tags[document.head().language_tag];
  };
  Sample titles, tickets;
  std::set<std::string> languages;
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!is_visible(number)) continue;
    const StoredDocument document = store.document(number);
    languages.insert(generation.vocabulary().languages()[document.head().analysis_language]);
    if (document.kind() == Kind::article) {
      // Without a title and a text there is nothing to ask, or nothing left that could answer.
      if (document.head().title_words > 0 && document.words().size() > 4 * document.head().title_words)
        titles.offer(fnv1a(std::string(document.id()).append(" ").append(tag_of(document))), number);
    } else if (const std::uint64_t key = ticket_key(document.id());
               !document.article().empty() && is_held_out(key)) {
      tickets.offer(key, number);
    }
  }
  std::vector<ScoreQuestion> questions;
  std::map<std::string, std::vector<EverydayUtterance>> utterances;
  const auto utterances_of = [&](const StoredDocument& document) -> const std::vector<EverydayUtterance>& {
    const std::string& language = generation.vocabulary().languages()[document.head().analysis_language];
    const auto [at, is_new] = utterances.try_emplace(language);
    if (is_new) at->second = everyday_utterances(language);
    return at->second;
  };
  for (const auto& [hash, number] : titles.chosen()) {
    const StoredDocument document = store.document(number);
    questions.push_back({ScoreQuestion::Kind::title,
                         as_agents_ask(document.meta().title, hash, utterances_of(document)),
                         tag_of(document), std::string(document.id()), std::string(document.id())});
  }
  for (const auto& [hash, number] : tickets.chosen()) {
    const StoredDocument document = store.document(number);
    const auto group = store.group(store.group_of(number));
    const bool has_article = std::any_of(group.begin(), group.end(), [&](std::uint32_t other) {
      return is_visible(other) && store.document(other).kind() == Kind::article;
    });
    std::string text = ticket_question(document);
    if (!has_article || text.empty()) continue;
    questions.push_back({ScoreQuestion::Kind::ticket, std::move(text), tag_of(document),
                         std::string(document.id()), std::string(document.article())});
  }
  add_everyday(languages, questions);
  return questions;
}

}  // namespace callside
