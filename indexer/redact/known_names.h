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

// The names that a text is known to contain, from the fields of its ticket or from an earlier mention. Finds
// them again alone, in part ("Novak"), with an English or German genitive, and in the cases of Slovenian and
// its neighbours ("Novakom", "Luki", "Novakova").
class KnownNames {
 public:
  // Adds a name from a field, such as "Ana Novak" or "Novak, Ana". Each of its words of three letters or more
  // is found from now on, also in lower case.
  void learn(std::string_view name);
  void learn(const Reading& reading, const NameRange& range);

  bool empty() const { return stems_.empty(); }

  // Appends every mention that is not within one of the ranges.
  void find_mentions(const Reading& reading, std::vector<NameRange>& ranges) const;

 private:
  void learn(const Reading& reading, const NameRange& range, bool lower);

  std::unordered_set<WordKey> stems_;  // found if written as a name
  std::unordered_set<WordKey> whole_;  // of whole words; found in lower case, too
};

}  // namespace callside
