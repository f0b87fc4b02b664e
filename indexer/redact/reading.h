#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/redact/cue.h"
#include "indexer/redact/cue_table.h"
#include "indexer/redact/folded_text.h"

namespace callside {

// A text's words, each looked up once, for the detectors that go by words.

// A run of letters. "Novak-Kos" and "I'm" are two each.
struct CueWord {
  std::uint32_t begin, end;  // units
  WordKey key;               // of its folded letters
  Roles roles;               // of the word alone
  bool capital;              // its first letter is one
  bool capitals;             // all its letters are, and there are several
  std::uint8_t name_signs;   // NameSign (name_table.h); only of words with a capital
  std::uint32_t size() const { return end - begin; }
  bool is(Roles any) const { return roles.has_any(any); }
};

// Words [first, last) are a phrase of the cue table; of several that begin at one word the longest that has a
// role, and the word alone.
struct Cue {
  std::uint32_t first, last;
  Roles roles;
  bool is(Roles any) const { return roles.has_any(any); }
};

// Units stay as they are while it lives.
class Reading {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Takes the place of what was read before.
  void read(View units);

  // The same as read(units), where `units` are those that it read last with one unit in place of each
  // finding.
  void read_again(View units, std::span<const Finding> findings);

  // Whether a word in the middle of a sentence is a name if it has a capital: not in German.
  bool capitals_are_names() const { return capitals_are_names_; }

  // Role::english to Role::spanish: the languages that most of the text's words are of; several where they
  // are few.
  Roles spoken() const { return spoken_; }

  View units() const { return units_; }
  const std::vector<CueWord>& words() const { return words_; }
  const std::vector<Cue>& cues() const { return cues_; }

  char32_t at(std::size_t unit) const { return callside::at(units_, unit); }
  char32_t before(std::size_t unit) const { return callside::before(units_, unit); }

  // The first word that begins at or behind a unit; words().size() if none does.
  std::size_t word_from(std::size_t unit) const;
  // The word that ends where only units of `signs` stand between it and the unit; kNone if something else
  // does.
  std::size_t word_before(std::size_t unit, std::u32string_view signs) const;
  // The word that begins where only units of `signs` stand between the unit and it; kNone.
  std::size_t word_after(std::size_t unit, std::u32string_view signs) const;
  // The first unit at or behind `unit` that is none of `signs`; the last such before it, plus one.
  std::size_t skip(std::size_t unit, std::u32string_view signs) const;
  std::size_t skip_back(std::size_t unit, std::u32string_view signs) const;
  // Whether a new sentence or line begins at the unit, quotes and brackets aside.
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
