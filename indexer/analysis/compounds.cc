#include "indexer/analysis/compounds.h"

#include <algorithm>
#include <cmath>

#include "indexer/analysis/stop_words.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Letters of the shortest part, of the shortest compound, and documents of the rarest part: shorter and rarer
// ones are mostly endings and slips.
constexpr std::size_t kShortestPart = 4;
constexpr std::size_t kShortestCompound = 2 * kShortestPart;
constexpr double kRarestPart = 2;
constexpr std::size_t kMostParts = 4;

struct Links {
  std::string_view language;
  // What may stand between two parts; and what a first part loses ("Schule", "Schulbuch").
  std::vector<std::string_view> between, lost;
};

// Langer 1998 ("Zur Morphologie und Semantik von Nominalkomposita") counts the German ones; the others as
// grammars of the languages have them.
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
    if (starts_.size() <= kShortestCompound) return {};
    cut_from(0);
    return best_;
  }

 private:
  std::size_t letters() const { return starts_.size() - 1; }
  std::string_view piece(std::size_t from, std::size_t to) const {
    return word_.substr(starts_[from], starts_[to] - starts_[from]);
  }

  // The best word that a piece which goes on into another may be.
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
    if (count_code_points(word) < kShortestPart || is_stop_word(links_.language, word)) return {};
    const KnownWords::Known found = known_.find(word);
    return found.documents < kRarestPart ? KnownWords::Known{} : found;
  }

  void cut_from(std::size_t begin) {
    if (!parts_.empty()) {
      const KnownWords::Known last = part(piece(begin, letters()));
      if (last.documents > 0) {
        parts_.push_back(last);
        judge();
        parts_.pop_back();
      }
    }
    if (parts_.size() + 1 == kMostParts) return;
    for (std::size_t end = begin + kShortestPart; end + kShortestPart <= letters(); ++end) {
      const KnownWords::Known first = first_part(piece(begin, end));
      if (first.documents == 0) continue;
      parts_.push_back(first);
      cut_from(end);
      parts_.pop_back();
    }
  }

  // Few parts before many, then the geometric mean of how frequent they are.
  void judge() {
    double sum = 0;
    for (const KnownWords::Known& one : parts_) sum += std::log(one.documents);
    const double value = sum / static_cast<double>(parts_.size()) - 3.0 * static_cast<double>(parts_.size());
    if (!best_.empty() && value <= best_value_) return;
    best_value_ = value;
    best_.clear();
    for (const KnownWords::Known& one : parts_) best_.emplace_back(one.stem);
  }

  std::string_view word_;
  const Links& links_;
  const KnownWords& known_;
  std::vector<std::size_t> starts_;  // byte offset of each letter, and the end
  std::vector<KnownWords::Known> parts_;
  std::vector<std::string> best_;
  double best_value_ = 0;
};

}  // namespace

bool writes_compounds(std::string_view language) { return links_of(language) != nullptr; }

std::vector<std::string> split_compound(std::string_view word, std::string_view language,
                                        const KnownWords& known) {
  const Links* links = links_of(language);
  return links == nullptr ? std::vector<std::string>{} : Splitter(word, *links, known).split();
}

}  // namespace callside
