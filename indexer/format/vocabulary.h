#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/segmenter.h"
#include "indexer/base/bytes.h"
#include "indexer/base/error.h"
#include "indexer/base/files.h"

namespace callside {

// Every distinct word of a generation, by language, with its folded form and stems. Used to look up query
// words, to complete prefixes and, by id, to decode the words of documents (document_store.h).
//
// A word ("form") has a number and an id. Numbers follow the order (language, bigrams last, folded, normal),
// so a prefix is a range of numbers; each generation numbers anew. Ids are stable across updates, so that
// unchanged documents need not be rewritten; a new word gets the next id. A build of all sources makes ids
// equal to numbers.

struct FormCounts {
  std::uint32_t articles = 0;  // documents that contain it
  std::uint32_t tickets = 0;

  std::uint32_t documents() const { return articles + tickets; }
  FormCounts& operator+=(const FormCounts& more) {
    articles += more.articles;
    tickets += more.tickets;
    return *this;
  }
  // Not below zero.
  FormCounts operator-(const FormCounts& less) const {
    return {articles - std::min(articles, less.articles), tickets - std::min(tickets, less.tickets)};
  }
  bool operator==(const FormCounts&) const = default;
};

// Number of documents of one access class that contain a form.
struct ClassCount {
  std::uint32_t number = 0;
  FormCounts counts;
  bool operator==(const ClassCount&) const = default;
};

// A part of a compound word (compounds.h).
struct CompoundPart {
  std::string stem;
  // The access classes whose documents split the compound this way, sorted. Each class splits by its own
  // words alone, so that no class reveals anything about another.
  std::vector<std::uint32_t> classes;
  bool operator==(const CompoundPart&) const = default;
};

// Input of write_vocabulary() for one form.
struct FormEntry {
  std::uint16_t language = 0;  // index into the languages
  SegmentKind kind = SegmentKind::word;
  std::string normal, folded, stem, folded_stem;  // as in Word (word_analyzer.h)
  FormCounts counts;
  std::vector<ClassCount> classes;  // of the documents that contain it, sorted by number; no zero counts
  std::vector<CompoundPart> parts;  // distinct stems; empty: not a compound
  std::uint32_t id = 0;
};

// The order of form numbers.
bool form_less(const FormEntry& a, const FormEntry& b);

// Writes a vocabulary file. `forms` must be sorted by form_less, without duplicates. Language 0 is ""
// (codes).
Result<void> write_vocabulary(const std::filesystem::path& path, const std::vector<std::string>& languages,
                              const std::vector<FormEntry>& forms);

// A memory-mapped vocabulary file. Immutable; safe for any thread. open() validates the whole file, so a
// damaged one is an error. Numbers and ids out of range yield an empty word.
class Vocabulary {
 public:
  struct Form {
    std::string_view normal, folded, stem, folded_stem;
    std::uint16_t language;
    SegmentKind kind;
    FormCounts counts;
    std::uint32_t class_set;
    std::uint32_t id;
  };
  // Range [begin, end) of form numbers.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool empty() const { return begin == end; }
  };

  static Result<Vocabulary> open(const std::filesystem::path& path);

  std::uint32_t size() const { return form_count_; }
  const std::vector<std::string>& languages() const { return languages_; }
  Form form(std::uint32_t number) const;
  std::uint32_t id_of(std::uint32_t number) const;
  // The inverse of id_of(), for an id in a document.
  std::uint32_t number_of(std::uint32_t id) const { return id < id_count_ ? numbers_[id] : form_count_; }
  // One more than the highest id.
  std::uint32_t id_end() const { return id_count_; }
  // The input of write_vocabulary(), except that ClassCount::counts are zero: read_form_counts() fills them
  // in (form_counts.h).
  std::vector<FormEntry> entries() const;

  // Forms whose folded form is `folded`: bigrams, or else words.
  Range find_folded(std::uint16_t language, bool bigram, std::string_view folded) const;
  // Words whose folded form begins with `prefix`.
  Range find_prefix(std::uint16_t language, std::string_view prefix) const;
  // Words that have `stem` as one of their stems.
  std::span<const std::uint32_t> find_stem(std::uint16_t language, std::string_view stem) const;

  struct Compounds {
    std::span<const std::uint32_t> forms;
    std::span<const std::uint32_t> class_sets;  // one per form: number of its CompoundPart::classes
  };
  // Compounds that have `stem` as a part.
  Compounds find_part(std::uint16_t language, std::string_view stem) const;

  struct Part {
    std::uint32_t form = 0;
    std::string_view stem;
    std::uint32_t class_set = 0;  // number of its CompoundPart::classes
  };
  // The parts of the given forms, which must be sorted. Takes time for the compounds of the whole vocabulary.
  std::vector<Part> parts_of(std::span<const std::uint32_t> forms) const;

  // The sets of access classes that Form::class_set, Compounds::class_sets and Part::class_set number, each
  // sorted.
  const std::vector<std::vector<std::uint32_t>>& class_sets() const { return class_sets_; }

 private:
  struct Record;

  std::string_view text(std::uint32_t offset, std::uint8_t length) const {
    return part_of(strings_, offset, length);
  }
  // Form::class_set of the empty word.
  std::uint32_t no_set() const { return static_cast<std::uint32_t>(class_sets_.size()); }
  bool is_sound() const;
  bool is_sound(const Record& record) const;
  // Form numbers sorted by one of their stems, and the location of that stem.
  struct StemIndex {
    const std::uint32_t* forms = nullptr;
    const std::uint32_t* offsets = nullptr;
    const std::uint8_t* lengths = nullptr;
    std::uint32_t count = 0;
  };
  bool is_sound(const StemIndex& index) const;
  const char* map_stems(StemIndex& index, const char* at);
  Range find(const StemIndex& index, std::uint16_t language, std::string_view stem) const;
  template <typename Less>
  std::uint32_t lower_bound(Less less) const;

  MappedFile file_;
  std::vector<std::string> languages_;
  std::vector<std::vector<std::uint32_t>> class_sets_;
  const Record* forms_ = nullptr;
  const std::uint32_t* numbers_ = nullptr;  // by id
  std::uint32_t form_count_ = 0, id_count_ = 0;
  StemIndex stems_, parts_;
  const std::uint32_t* part_sets_ = nullptr;  // class sets, in the order of parts_
  std::string_view strings_;
};

}  // namespace callside
