// Names of persons, by where they stand and how they are written: in greetings and signatures, behind titles,
// words of kinship and labels, where somebody is introduced, where a note says who was spoken to, and beside
// other personal data; then wherever the same name stands again. No list of names is used.

#include <algorithm>

#include "indexer/redact/known_names.h"
#include "indexer/redact/name_contexts.h"
#include "indexer/redact/name_signature.h"
#include "indexer/redact/word_detectors.h"

namespace callside {

void find_names(const Reading& reading, const KnownNames& known, std::vector<Finding>& findings) {
  std::vector<NameRange> ranges;
  find_names_by_context(reading, ranges);
  find_acting_names(reading, ranges);
  find_signatures(reading, ranges);
  KnownNames names = known;
  for (const NameRange& range : ranges) names.learn(reading, range);
  names.find_mentions(reading, ranges);
  std::ranges::sort(ranges, {}, &NameRange::begin);
  for (const NameRange& range : ranges) {
    const bool overlaps = !findings.empty() && range.begin < findings.back().end;
    if (overlaps) {
      findings.back().end = std::max(findings.back().end, range.end);
    } else {
      findings.push_back({PersonalKind::name, range.begin, range.end});
    }
  }
}

}  // namespace callside
