#include "indexer/analysis/compounds.h"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/stop_words.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Shorter and rarer parts are mostly endings and typos.
constexpr std::size_t kMinPartLetters = 4;
constexpr std::size_t kMinCompoundLetters = 2 * kMinPartLetters;
constexpr double kMinPartDocuments = 2;
constexpr std::size_t kMaxParts = 4;

struct Links {
  std::string_view language;
  std::vector<std::string_view> between;  // linking elements between two parts; "" for none
  std::vector<std::string_view> lost;     // endings that a part loses before another ("Schule", "Schulbuch")
};

// The German ones are from Langer 1998 ("Zur Morphologie und Semantik von Nominalkomposita"), the others from
// grammars of the languages.
const std::vector<Links>& all_links() {
  static const std::vector<Links> links{
      {"de", {"", "s", "n", "en", "es", "er", "e", "ns", "ens"}, {"e", "en"}},
      {"nl", {"", "s", "e", "en", "er"}, {"e"}},
      {"sv", {"", "s", "e", "o", "u", "n"}, {"a", "e"}},
      {"da", {"", "s", "e", "er"}, {"e"}},
      {"nb", {"", "s", "e", "er"}, {"e"}},
      {"nn", {"", "s", "e", "ar"}, {"e"}},
      {"fi", {"", "n", "s"}, {}},
      {"hu", {""}, {}},
      {"et", {"", "e", "a", "u", "i"}, {}},
  };
  return links;
}

const Links* links_of(std::string_view language) {
  const auto& all = all_links();
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Links& one) { return one.language == language; });
  return at == all.end() ? nullptr : &*at;
}

class Splitter {
 public:
  Splitter(std::string_view word, const Links& links, const KnownWords& known)
      : word_(word), links_(links), known_(known) {
    for (std::size_t at = 0; at < word.size(); next_code_point(word, at)) starts_.push_back(at);
    starts_.push_back(word.size());
  }

  std::vector<std::string> split() {
    if (starts_.size() <= kMinCompoundLetters) return {};
    split_from(0);
    return best_;
  }

 private:
  std::size_t letters() const { return starts_.size() - 1; }
  std::string_view piece(std::size_t from, std::size_t to) const {
    return word_.substr(starts_[from], starts_[to] - starts_[from]);
  }

  // The most frequent known word that `piece` can be before another part.
  KnownWords::Known first_part(std::string_view piece) const {
    KnownWords::Known best;
    const auto take = [&](const std::string& word) {
      const KnownWords::Known found = part(word);
      if (found.documents > best.documents) best = found;
    };
    for (const std::string_view link : links_.between) {
      if (piece.size() > link.size() && piece.ends_with(link))
        take(std::string(piece.substr(0, piece.size() - link.size())));
    }
    for (const std::string_view lost : links_.lost) take(std::string(piece).append(lost));
    return best;
  }

  KnownWords::Known part(std::string_view word) const {
    if (count_code_points(word) < kMinPartLetters || is_stop_word(links_.language, word)) return {};
    const KnownWords::Known found = known_.find(word);
    return found.documents < kMinPartDocuments ? KnownWords::Known{} : found;
  }

  // Tries all splits of the letters from `begin` on, after the parts found so far.
  void split_from(std::size_t begin) {
    if (!parts_.empty()) {
      const KnownWords::Known last = part(piece(begin, letters()));
      if (last.documents > 0) {
        parts_.push_back(last);
        keep_if_best();
        parts_.pop_back();
      }
    }
    if (parts_.size() + 1 == kMaxParts) return;
    for (std::size_t end = begin + kMinPartLetters; end + kMinPartLetters <= letters(); ++end) {
      const KnownWords::Known first = first_part(piece(begin, end));
      if (first.documents == 0) continue;
      parts_.push_back(first);
      split_from(end);
      parts_.pop_back();
    }
  }

  // Scores a split by the logarithm of the geometric mean of its document counts, minus 3 per part: few parts
  // beat many.
  void keep_if_best() {
    double sum = 0;
    for (const KnownWords::Known& one : parts_) sum += std::log(one.documents);
    const double score = sum / static_cast<double>(parts_.size()) - 3.0 * static_cast<double>(parts_.size());
    if (!best_.empty() && score <= best_score_) return;
    best_score_ = score;
    best_.clear();
    for (const KnownWords::Known& one : parts_) best_.emplace_back(one.stem);
  }

  std::string_view word_;
  const Links& links_;
  const KnownWords& known_;
  std::vector<std::size_t> starts_;  // byte offset of each letter, and of the end
  std::vector<KnownWords::Known> parts_;
  std::vector<std::string> best_;
  double best_score_ = 0;
};

}  // namespace

bool writes_compounds(std::string_view language) { return links_of(language) != nullptr; }

std::vector<std::string> split_compound(std::string_view word, std::string_view language,
                                        const KnownWords& known) {
  const Links* links = links_of(language);
  return links == nullptr ? std::vector<std::string>{} : Splitter(word, *links, known).split();
}

}  // namespace callside
