#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/redact/cue.h"
#include "indexer/redact/cue_table.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// The words of a text, each looked up once, for the detectors that work on words.

// A run of letters. "Novak-Kos" and "I'm" are two words each.
struct CueWord {
  std::uint32_t begin, end;  // units
  WordKey key;               // of its folded letters
  Roles roles;               // of the word alone
  bool capital;              // the first letter is a capital
  bool capitals;             // all letters are capitals, and there are several
  std::uint8_t name_signs;   // NameSign (name_table.h); only for words with a capital
  std::uint32_t size() const { return end - begin; }
  bool is(Roles any) const { return roles.has_any(any); }
};

// Words [first, last) are a phrase of the cue table. For the phrases that begin at a word there are at most
// two cues: the word alone, and the longest phrase with a role.
struct Cue {
  std::uint32_t first, last;
  Roles roles;
  bool is(Roles any) const { return roles.has_any(any); }
};

// The units must not change while a reading refers to them.
class Reading {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Replaces what was read before.
  void read(View units);

  // Gives the same result as read(units), if `units` are those of the last call with one unit in place of
  // each finding.
  void read_again(View units, std::span<const Finding> findings);

  // Returns true if a word with a capital in the middle of a sentence is a name. Not so in German.
  bool capitals_are_names() const { return capitals_are_names_; }

  // Returns the languages of most of the text's words, as Role::english to Role::spanish. Several if there
  // are few words.
  Roles spoken() const { return spoken_; }

  View units() const { return units_; }
  const std::vector<CueWord>& words() const { return words_; }
  const std::vector<Cue>& cues() const { return cues_; }

  char32_t at(std::size_t unit) const { return callside::at(units_, unit); }
  char32_t before(std::size_t unit) const { return callside::before(units_, unit); }

  // Returns the first word that begins at or after a unit; words().size() if there is none.
  std::size_t word_from(std::size_t unit) const;
  // Returns the word before the unit, if only units of `signs` are between; otherwise kNone.
  std::size_t word_before(std::size_t unit, std::u32string_view signs) const;
  // Returns the word after the unit, if only units of `signs` are between; otherwise kNone.
  std::size_t word_after(std::size_t unit, std::u32string_view signs) const;
  // Returns the first unit at or after `unit` that is not in `signs`. skip_back() goes to the left and
  // returns the unit after it.
  std::size_t skip(std::size_t unit, std::u32string_view signs) const;
  std::size_t skip_back(std::size_t unit, std::u32string_view signs) const;
  // Return true if a sentence or line begins at the unit, ignoring quotes and brackets.
  bool begins_sentence(std::size_t unit) const;
  bool begins_line(std::size_t unit) const;
  bool ends_line(std::size_t unit) const;

 private:
  void read_word(std::size_t& unit);
  void mark_ordinary();
  bool drop_words(std::span<const Finding> findings);
  void find_cues();
  bool joins(const CueWord& left, const CueWord& right) const;

  View units_;
  std::vector<CueWord> words_;
  std::vector<Cue> cues_;
  bool capitals_are_names_ = true;
  Roles spoken_;
};

}  // namespace callside
