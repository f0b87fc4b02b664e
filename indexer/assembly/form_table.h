#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/word_analyzer.h"
#include "indexer/format/vocabulary.h"

namespace callside {

// The distinct words that one thread of a build has found, numbered in order of first occurrence. A word is
// analysed once, however often it occurs. One thread at a time.
class FormTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // Returns the number of a language in this table, adding it if it is new. 0 is reserved for codes.
  std::uint16_t language(const std::string& analysis_language);

  // Returns the number of a segment's form, adding it if it is new. Returns kNone if the segment contains
  // nothing searchable. "wifi" and the joined form of "wi-fi" are the same form, a word if it occurs as one.
  std::uint32_t intern(std::string_view text, SegmentKind kind, std::uint16_t language);

  // Adds a form that was analysed before, unless it is known. Returns its number.
  std::uint32_t add(FormEntry form);

  const std::vector<std::string>& languages() const { return languages_; }
  const std::vector<FormEntry>& forms() const { return forms_; }
  std::vector<FormEntry>& forms() { return forms_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Map = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  struct PerLanguage {
    Map as_typed[2];  // words, bigrams
    Map normal[2];
  };

  // Makes a form a word that was so far only joined, so that its kind does not depend on which occurrence
  // came first.
  void note_kind(std::uint32_t number, SegmentKind kind);

  WordAnalyzer analyzer_;
  std::vector<std::string> languages_{""};
  std::vector<PerLanguage> maps_{1};
  std::vector<FormEntry> forms_;
};

}  // namespace callside
