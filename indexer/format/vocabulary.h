#pragma once

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

// Every distinct word of a generation, in its language, with its fold and stems: what a query's word is
// looked up in, what a prefix is completed from, and, by id, what documents are made of (document_store.h).
//
// A word ("form") has a number and an id. Numbers are in the order (language, bigrams last, folded, normal),
// so a prefix is a range of numbers; each generation numbers anew. Ids stay from one update to the next, so
// that documents which did not change need not be written again: a new word gets the next id. A build of all
// sources gives ids that are the numbers.

struct FormCounts {
  std::uint32_t articles = 0;  // documents that hold it
  std::uint32_t tickets = 0;

  std::uint32_t documents() const { return articles + tickets; }
  FormCounts& operator+=(const FormCounts& more) {
    articles += more.articles;
    tickets += more.tickets;
    return *this;
  }
  bool operator==(const FormCounts&) const = default;
};

// How many documents of one access class hold a form.
struct ClassCount {
  std::uint32_t number = 0;
  FormCounts counts;
  bool operator==(const ClassCount&) const = default;
};

// A word that a compound is made of (compounds.h).
struct CompoundPart {
  std::string stem;
  // The access classes whose documents are split so, sorted. Each class splits by its own words alone, so
  // that no class tells of another's.
  std::vector<std::uint32_t> classes;
  bool operator==(const CompoundPart&) const = default;
};

// What the indexer hands over for one form.
struct FormEntry {
  std::uint16_t language = 0;  // index into the languages
  SegmentKind kind = SegmentKind::word;
  std::string normal, folded, stem, folded_stem;  // as in Word (word_analyzer.h)
  FormCounts counts;
  std::vector<ClassCount> classes;  // of the documents that hold it, by number; none is of no documents
  std::vector<CompoundPart> parts;  // each stem once; empty: it is one word
  std::uint32_t id = 0;
};

// The order of form numbers.
bool form_less(const FormEntry& a, const FormEntry& b);

// Writes a vocabulary file. `forms` must be in the order of form_less, without duplicates. Language 0 is ""
// (codes).
Result<void> write_vocabulary(const std::filesystem::path& path, const std::vector<std::string>& languages,
                              const std::vector<FormEntry>& forms);

// A vocabulary file, mapped. Immutable; any thread. open() looks through all of it, so that a damaged file is
// an error; numbers and ids that it does not have are those of an empty word.
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
  // [begin, end) of form numbers.
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
  // The other way round, of a word that a document has.
  std::uint32_t number_of(std::uint32_t id) const { return id < id_count_ ? numbers_[id] : form_count_; }
  // Ids are less than this.
  std::uint32_t id_end() const { return id_count_; }
  // All of it as write_vocabulary() was given it, but for ClassCount::counts, which are empty:
  // read_form_counts() fills them (form_counts.h).
  std::vector<FormEntry> entries() const;

  // Forms that are `folded` when folded; bigrams and words apart.
  Range find_folded(std::uint16_t language, bool bigram, std::string_view folded) const;
  // Words whose folded form begins with `prefix`.
  Range find_prefix(std::uint16_t language, std::string_view prefix) const;
  // Words that have `stem` as one of their stems.
  std::span<const std::uint32_t> find_stem(std::uint16_t language, std::string_view stem) const;

  struct Compounds {
    std::span<const std::uint32_t> forms;
    std::span<const std::uint32_t> class_sets;  // one a form: number of CompoundPart::classes
  };
  // Compounds that have `stem` as a part.
  Compounds find_part(std::uint16_t language, std::string_view stem) const;

  // The sets of access classes that Form::class_set and Compounds::class_sets number, each sorted.
  const std::vector<std::vector<std::uint32_t>>& class_sets() const { return class_sets_; }

 private:
  struct Record;
  struct StemRecord;

  std::string_view text(std::uint32_t offset, std::uint8_t length) const {
    return part_of(strings_, offset, length);
  }
  // Form::class_set of the empty word.
  std::uint32_t no_set() const { return static_cast<std::uint32_t>(class_sets_.size()); }
  bool is_sound() const;
  bool is_sound(const Record& record) const;
  // Form numbers in the order of a stem of theirs, and beside each which stem is meant.
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
