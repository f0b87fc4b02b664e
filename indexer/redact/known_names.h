#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/redact/reading.h"

namespace callside {

// Units [begin, end) are a name.
struct NameRange {
  std::size_t begin, end;
};

// The names that one text is known to hold: from its ticket's fields, or from where they stood in it. They
// are found again alone, in part ("Novak"), with an English or German genitive, and in the cases of Slovenian
// and its neighbours ("Novakom", "Luki", "Novakova").
class KnownNames {
 public:
  // A name as a field has it, which is found in lower case, too. For example "Ana Novak" or "Novak, Ana". Its
  // words of three letters and more are known from now on.
  void learn(std::string_view name);
  void learn(const Reading& reading, const NameRange& range);

  bool empty() const { return stems_.empty(); }

  // Appends every mention that is not within one of the ranges.
  void find_mentions(const Reading& reading, std::vector<NameRange>& ranges) const;

 private:
  void learn(const Reading& reading, const NameRange& range, bool lower);

  std::unordered_set<WordKey> stems_;  // mentioned if written as a name
  std::unordered_set<WordKey> whole_;  // of whole words: in lower case, too
};

}  // namespace callside
