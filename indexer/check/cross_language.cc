#include "indexer/check/cross_language.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/base/ascii.h"

namespace callside {

namespace {

// The most tokens kept per article. A price list with thousands of numbers does not need more.
constexpr std::size_t kMaxTokens = 100;
// A token in more articles than this distinguishes none, and would make the work quadratic.
constexpr std::size_t kMaxArticles = 50;
// Minimum shared weight in nats, its minimum share of the total weight, and the minimum ratio between the
// best score and the second best. CHECKS.md has the measurements.
constexpr double kMinShared = 8.0, kMinScore = 0.4, kMinLead = 1.3;

bool is_edge(char c) { return static_cast<unsigned char>(c) < 0x80 && !is_ascii_alphanumeric(c); }

// "1.000" and "1,000" are one number in two languages.
std::string without_separators(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool between =
        i > 0 && i + 1 < word.size() && is_ascii_digit(word[i - 1]) && is_ascii_digit(word[i + 1]);
    if (!((word[i] == '.' || word[i] == ',') && between)) out += word[i];
  }
  return out;
}

bool is_neutral_token(std::string_view word) {
  if (word.size() < 2 || word.size() > 100) return false;
  std::size_t digits = 0, capitals = 0, inner = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (static_cast<unsigned char>(word[i]) >= 0x80) return false;
    digits += is_ascii_digit(word[i]) ? 1U : 0U;
    capitals += is_ascii_upper(word[i]) ? 1U : 0U;
    inner += i > 0 && is_ascii_upper(word[i]) && is_ascii_lower(word[i - 1]) ? 1U : 0U;
  }
  return digits > 0 || inner > 0 || (capitals == word.size() && capitals >= 3) ||
         word.find('_') != std::string_view::npos || word.find("://") != std::string_view::npos;
}

void add_neutral_tokens(std::string_view text, std::vector<std::uint64_t>& neutral_tokens) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
    std::string_view word = text.substr(at, end - at);
    at = end + 1;
    while (!word.empty() && is_edge(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_edge(word.back())) word.remove_suffix(1);
    if (is_neutral_token(word)) neutral_tokens.push_back(hash_of(without_separators(word)));
  }
}

class Finder {
 public:
  explicit Finder(const std::vector<ArticleFacts>& articles)
      : articles_(articles), versions_(versions_of(articles)) {
    for (std::uint32_t i = 0; i < articles.size(); ++i) {
      for (const std::uint64_t token : articles[i].neutral_tokens) holders_[token].push_back(i);
    }
    weight_.reserve(articles.size());
    for (const ArticleFacts& one : articles) {
      double weight = 0;
      for (const std::uint64_t token : one.neutral_tokens) weight += weight_of(token);
      weight_.push_back(weight);
    }
  }

  std::vector<CrossPair> find() const {
    std::vector<CrossPair> pairs;
    for (std::uint32_t i = 0; i < articles_.size(); ++i) {
      for (const auto& [lang, best] : best_of(i)) {
        if (best.second <= i) continue;
        // Each of the two must be the other's best.
        const auto back = best_of(best.second);
        const auto found = back.find(articles_[i].lang);
        if (found != back.end() && found->second.second == i) pairs.push_back({i, best.second, best.score});
      }
    }
    return pairs;
  }

 private:
  double weight_of(std::uint64_t token) const {
    return std::log(static_cast<double>(articles_.size()) / static_cast<double>(holders_.at(token).size()));
  }

  bool may_pair(std::uint32_t a, std::uint32_t b) const {
    const ArticleFacts &one = articles_[a], &other = articles_[b];
    if (analysis_language(one.lang) == analysis_language(other.lang) || one.id == other.id) return false;
    return version_in(articles_, versions_.at(one.id), other.lang) == SIZE_MAX &&
           version_in(articles_, versions_.at(other.id), one.lang) == SIZE_MAX;
  }

  // For each other language, returns the article that this one seems to be a version of, if one is clearly
  // the best.
  std::map<std::string, CrossPair> best_of(std::uint32_t number) const {
    std::unordered_map<std::uint32_t, double> shared;
    for (const std::uint64_t token : articles_[number].neutral_tokens) {
      const std::vector<std::uint32_t>& holders = holders_.at(token);
      if (holders.size() > kMaxArticles) continue;
      for (const std::uint32_t other : holders) shared[other] += weight_of(token);
    }
    std::map<std::string, std::pair<CrossPair, double>> best;  // and the second best score
    for (const auto& [other, weight] : shared) {
      if (weight < kMinShared || other == number || !may_pair(number, other)) continue;
      const double score = weight / (weight_[number] + weight_[other] - weight);
      auto& [pair, second] = best[articles_[other].lang];
      if (score > pair.score) {
        second = pair.score;
        pair = {number, other, score};
      } else {
        second = std::max(second, score);
      }
    }
    std::map<std::string, CrossPair> clear;
    for (const auto& [lang, one] : best) {
      if (one.first.score >= kMinScore && one.first.score >= kMinLead * one.second)
        clear.emplace(lang, one.first);
    }
    return clear;
  }

  const std::vector<ArticleFacts>& articles_;
  Versions versions_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> holders_;
  std::vector<double> weight_;
};

}  // namespace

std::vector<std::uint64_t> neutral_tokens_of(const Document& article) {
  std::vector<std::uint64_t> neutral_tokens;
  add_neutral_tokens(article.title, neutral_tokens);
  for (const Block& block : article.body.blocks) add_neutral_tokens(block.text, neutral_tokens);
  std::sort(neutral_tokens.begin(), neutral_tokens.end());
  neutral_tokens.erase(std::unique(neutral_tokens.begin(), neutral_tokens.end()), neutral_tokens.end());
  // Keeping the smallest hashes selects the same tokens from every version.
  if (neutral_tokens.size() > kMaxTokens) neutral_tokens.resize(kMaxTokens);
  neutral_tokens.shrink_to_fit();
  return neutral_tokens;
}

std::vector<CrossPair> same_in_other_languages(const std::vector<ArticleFacts>& articles) {
  return Finder(articles).find();
}

}  // namespace callside
