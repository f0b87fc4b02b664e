#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Consecutive words that are written like a name.
struct NameRun {
  std::size_t begin, end;  // units
  std::size_t first;       // word
  std::size_t words;       // without particles
  std::size_t ordinary;    // how many of them are not names: ordinary words, cues, acronyms
  std::size_t described;   // how many of the others have the form of words ("Steuerliche", "Rechnungslauf")
  std::size_t hindered;    // how many are roles, departments, days, acronyms
  std::size_t listed;      // how many are in a table of names and not words of a language
  std::size_t signs;       // how many are in a table of names
  bool in_german;          // every noun has a capital
  bool organisation;       // one of the words, or the next one, names a firm or a team
  bool capital;
  // Returns true if this is not a name, unless strong evidence says so.
  bool is_weak() const {
    return organisation || ordinary == words || (in_german && ordinary > 0 && listed == 0);
  }
  // Returns true if this is not a name even where one is expected: "Frau Sommer" is a name, "Herr Direktor"
  // is not.
  bool is_impersonal() const { return organisation || hindered > 0; }
  // Returns true if capitals alone do not suffice to make this a name.
  bool is_doubtful() const { return organisation || ordinary + described > 0; }
};

// Finds names in a reading: "Gundula von der Marwitz", "B. Chaudhry", "Delacourt-Hayes", "NOVAK Ana".
class NameReader {
 public:
  explicit NameReader(const Reading& reading) : reading_(reading) {}

  // Returns the name that begins with a word and is written with capitals. Titles before it are not part of
  // it.
  std::optional<NameRun> capital_run(std::size_t word) const;
  // Returns the name in lower case that begins with a word: at most `most` words, none of them ordinary.
  std::optional<NameRun> lower_run(std::size_t word, std::size_t most) const;
  // Returns the name that ends before a unit; units of `signs` may be between.
  std::optional<NameRun> run_before(std::size_t unit, std::u32string_view signs) const;
  std::optional<NameRun> lower_run_before(std::size_t unit, std::u32string_view signs,
                                          std::size_t most) const;

  // Appends a name, and names in the same list: "Amara and Kwame", "Isolde, Tristan und Bo".
  void take(const NameRun& run, std::vector<NameRange>& ranges) const;

  // Returns true if a name begins its line, ignoring titles and "i. A.".
  bool begins_line(const NameRun& run) const;

  // Returns the word after titles and articles ("Frau Dr.", "die"); kNone if nothing follows them.
  std::size_t skip_titles(std::size_t word) const;

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }
  std::size_t next_in_name(std::size_t word) const;
  bool is_initial(std::size_t word) const;
  bool has_capitals_beside(std::size_t word) const;
  void look_around(NameRun& run) const;
  bool ends_as_firm(const NameRun& run) const;
  bool ends_with_and(std::size_t end) const;
  bool holds_and(const NameRun& run) const;

  const Reading& reading_;
};

}  // namespace callside
