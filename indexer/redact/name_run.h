#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// Words in a row that are written as a name is.
struct NameRun {
  std::size_t begin, end;  // units
  std::size_t first;       // word
  std::size_t words;       // particles aside
  std::size_t ordinary;    // of these, how many are no names: ordinary words, cues, acronyms
  std::size_t described;   // of the others, how many are formed as words are ("Steuerliche", "Rechnungslauf")
  std::size_t hindered;    // how many say what somebody or something is: roles, departments, days, acronyms
  std::size_t listed;      // how many are in a table of names and no words of a language
  std::size_t signs;       // how many are in one, words of a language or not
  bool in_german;          // where every noun has a capital
  bool organisation;       // one of them, or the word behind them, says that it is a firm or a team
  bool capital;
  // Nobody is called so on weak evidence.
  bool is_nothing() const {
    return organisation || ordinary == words || (in_german && ordinary > 0 && listed == 0);
  }
  // Nor where a word beside it says that a name follows: "Frau Sommer" is called so, "Herr Direktor" isn't.
  bool is_nobody() const { return organisation || hindered > 0; }
  // The same where nothing but the capitals speaks for a name.
  bool is_doubtful() const { return organisation || ordinary + described > 0; }
};

// Reads names off a reading: "Gundula von der Marwitz", "B. Chaudhry", "Delacourt-Hayes", "NOVAK Ana".
class NameReader {
 public:
  explicit NameReader(const Reading& reading) : reading_(reading) {}

  // The name that begins with a word, written with capitals; titles before it are left out.
  std::optional<NameRun> capital_run(std::size_t word) const;
  // The same in lower case: at most `most` words, none of them ordinary.
  std::optional<NameRun> lower_run(std::size_t word, std::size_t most) const;
  // The name that ends before a unit, but for units of `signs`.
  std::optional<NameRun> run_before(std::size_t unit, std::u32string_view signs) const;
  std::optional<NameRun> lower_run_before(std::size_t unit, std::u32string_view signs,
                                          std::size_t most) const;

  // Appends a name, and those that are told with it: "Amara and Kwame", "Isolde, Tristan und Bo".
  void take(const NameRun& run, std::vector<NameRange>& ranges) const;

  // Whether a name begins its line, titles and what a secretary writes ("i. A.") aside.
  bool begins_line(const NameRun& run) const;

  // The word behind titles and articles ("Frau Dr.", "die"); none if nothing follows them.
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
