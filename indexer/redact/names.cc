// Names of persons: in greetings and signatures, after titles, words of kinship and labels, in introductions,
// in notes about who was spoken to, beside other personal data, and where the evidence for a name outweighs
// the evidence against it. Then every other occurrence of the same names.

#include <algorithm>

#include "indexer/redact/known_names.h"
#include "indexer/redact/name_contexts.h"
#include "indexer/redact/name_evidence.h"
#include "indexer/redact/name_signature.h"
#include "indexer/redact/name_table.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

// "Ptolemy Jones", if only "Ptolemy" was known.
void take_family_name(const Reading& reading, NameRange& range) {
  const std::size_t next = reading.word_after(range.end, U" ");
  if (next == Reading::kNone) return;
  const CueWord& word = reading.words()[next];
  if (!word.capital || word.begin != range.end + 1 || word.is(Role::ordinary)) return;
  const bool listed =
      (word.name_signs & kFamilyName) != 0 && (word.name_signs & (kAlsoWord | kInflected)) == 0;
  if (listed) range.end = word.end;
}

// "Guy Fawkes night", "the Aunt Bessie puddings": phrases that never name a person of a ticket.
void drop_known_things(const Reading& reading, std::vector<NameRange>& ranges) {
  for (const Cue& cue : reading.cues()) {
    if (cue.last - cue.first < 2 || !cue.is(Role::organisation)) continue;
    const std::size_t begin = reading.words()[cue.first].begin, end = reading.words()[cue.last - 1].end;
    std::erase_if(ranges, [&](const NameRange& range) { return range.begin >= begin && range.end <= end; });
  }
}

// "einen Folienübergang", "im Kontextmenü Umbenennen": after such a word, a German word with a capital is a
// noun unless it is in a table of names. "der" and "die" may precede a person.
void drop_german_nouns(const Reading& reading, std::vector<NameRange>& ranges) {
  static const WordSet kBeforeNouns = WordSet::from_data("noun_determiners_de.txt");
  if (!reading.spoken().has_any(Role::german)) return;
  std::erase_if(ranges, [&](const NameRange& range) {
    const std::size_t before = reading.word_before(range.begin, U" ");
    if (before == Reading::kNone || !kBeforeNouns.contains(reading.words()[before].key)) return false;
    for (std::size_t i = reading.word_from(range.begin);
         i < reading.words().size() && reading.words()[i].begin < range.end; ++i) {
      if ((reading.words()[i].name_signs & (kGivenName | kFamilyName)) != 0) return false;
    }
    return true;
  });
}

}  // namespace

void find_names(const Reading& reading, const KnownNames& known, std::vector<Finding>& findings) {
  std::vector<NameRange> ranges;
  find_names_by_context(reading, ranges);
  find_names_of_kin(reading, ranges);
  find_labelled_names(reading, ranges);
  find_acting_names(reading, ranges);
  find_signatures(reading, ranges);
  find_names_by_evidence(reading, ranges);
  drop_known_things(reading, ranges);
  drop_german_nouns(reading, ranges);
  KnownNames names = known;
  for (const NameRange& range : ranges) names.learn(reading, range);
  names.find_mentions(reading, ranges);
  for (NameRange& range : ranges) take_family_name(reading, range);
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
