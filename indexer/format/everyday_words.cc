#include "indexer/format/everyday_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace callside {

namespace {

// Similarity from which an utterance is the question itself.
constexpr double kSame = 0.999;

// Light stemmers have no other stem; languages without a stemmer have none.
const std::string& everyday_key(const Word& word) { return word.stem.empty() ? word.folded : word.stem; }

}  // namespace

void EverydayWords::Language::add(const std::vector<Word>& words) {
  const auto number = static_cast<std::uint16_t>(norms_.size());
  norms_.push_back(0);
  for (const Word& word : words) {
    const std::string& key = everyday_key(word);
    if (key.empty()) continue;
    std::vector<std::uint16_t>& utterances = words_[key].utterances;
    if (utterances.empty() || utterances.back() != number) utterances.push_back(number);
  }
}

const EverydayWords::Entry* EverydayWords::Language::find(const Word& word) const {
  const auto at = words_.find(everyday_key(word));
  return at == words_.end() ? nullptr : &at->second;
}

double EverydayWords::Language::share(const Entry& entry) const {
  return static_cast<double>(entry.utterances.size()) / static_cast<double>(norms_.size());
}

double EverydayWords::Language::rarity(const Entry& entry) const {
  return std::log(1 + static_cast<double>(norms_.size()) / static_cast<double>(entry.utterances.size()));
}

void EverydayWords::Language::weigh() {
  std::fill(norms_.begin(), norms_.end(), 0);
  for (const auto& [word, entry] : words_) {
    const double weight = rarity(entry);
    for (const std::uint16_t utterance : entry.utterances) norms_[utterance] += weight * weight;
  }
  for (double& norm : norms_) norm = std::sqrt(norm);
}

EverydayWords::Likeness EverydayWords::Language::likeness(const std::vector<const Entry*>& question,
                                                          bool without) const {
  std::map<std::uint16_t, double> products;
  double norm = 0;
  const double unknown = std::log(1 + static_cast<double>(norms_.size()));
  for (auto at = question.begin(); at != question.end(); ++at) {
    const Entry* entry = *at;
    if (entry != nullptr && std::find(question.begin(), at, entry) != at) continue;
    const double weight = entry == nullptr ? unknown : rarity(*entry);
    norm += weight * weight;
    if (entry == nullptr) continue;
    for (const std::uint16_t utterance : entry->utterances) products[utterance] += weight * weight;
  }
  Likeness best;
  for (const auto& [utterance, product] : products) {
    const double similarity = std::min(1.0, product / (std::sqrt(norm) * norms_[utterance]));
    if (without && similarity >= kSame) continue;
    best.any = std::max(best.any, similarity);
    if (utterance < talk_) best.talk = std::max(best.talk, similarity);
  }
  return best;
}

void EverydayWords::Language::write(ByteWriter& out) const {
  out.varint(norms_.size());
  out.varint(talk_);
  out.varint(words_.size());
  for (const auto& [word, entry] : words_) {
    out.string(word);
    out.varint(entry.utterances.size());
    for (const std::uint16_t utterance : entry.utterances) out.varint(utterance);
  }
}

EverydayWords::Language EverydayWords::Language::read(ByteReader& in) {
  Language language;
  const std::uint64_t utterances = in.varint();
  const std::uint64_t talk = in.varint();
  // More utterances than a number can name, or none, are damage.
  if (utterances == 0 || utterances > UINT16_MAX || talk > utterances) {
    in.raw(in.rest().size() + 1);
    return language;
  }
  language.norms_.resize(utterances);
  language.talk_ = talk;
  for (std::uint64_t left = in.varint(); left > 0 && !in.failed(); --left) {
    Entry& entry = language.words_[std::string(in.string())];
    for (std::uint64_t more = in.varint(); more > 0 && !in.failed(); --more) {
      const std::uint64_t utterance = in.varint();
      if (utterance >= utterances) in.raw(in.rest().size() + 1);
      entry.utterances.push_back(static_cast<std::uint16_t>(utterance));
    }
    if (entry.utterances.empty()) in.raw(in.rest().size() + 1);
  }
  if (!in.failed()) language.weigh();
  return language;
}

void EverydayWords::add(const std::string& language, const std::vector<Utterance>& utterances) {
  if (utterances.empty()) return;
  Language& known = languages_[language];
  for (const bool is_talk : {true, false}) {
    for (const Utterance& one : utterances) {
      if (one.is_talk == is_talk) known.add(one.words);
    }
    if (is_talk) known.talk_ = known.norms_.size();
  }
  known.weigh();
}

const EverydayWords::Language* EverydayWords::find(std::string_view language) const {
  const auto at = languages_.find(language);
  return at == languages_.end() ? nullptr : &at->second;
}

void EverydayWords::write(ByteWriter& out) const {
  out.varint(languages_.size());
  for (const auto& [name, language] : languages_) {
    out.string(name);
    language.write(out);
  }
}

EverydayWords EverydayWords::read(ByteReader& in) {
  EverydayWords words;
  for (std::uint64_t left = in.varint(); left > 0 && !in.failed(); --left) {
    std::string name(in.string());
    words.languages_.insert_or_assign(std::move(name), Language::read(in));
  }
  return words;
}

}  // namespace callside
