#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/base/error.h"
#include "indexer/format/manifest.h"

namespace callside {

// Numbers of access classes and language tags in a generation, out of what each thread met.
class Numbering {
 public:
  // Classes and tags that `manifest` has keep their numbers; new ones are added to it, in the order of their
  // names. Fails if a document's record has no room for the numbers: a number that is cut short is that
  // of another class, and shows its documents to the wrong readers.
  static Result<Numbering> of(const ReadingResult& reading, Manifest& manifest);

  // By worker, the numbers of its classes.
  const std::vector<std::vector<std::uint32_t>>& classes() const { return classes_; }
  std::uint16_t class_of(const SpooledDocument& document) const;
  std::uint16_t tag_of(const SpooledDocument& document) const;

 private:
  Numbering() = default;

  std::map<std::string, std::uint32_t> tags_;
  std::vector<std::vector<std::uint32_t>> classes_;
};

// Counts a document into a manifest, or, with -1, out of it.
void count_document(const StoreEntry& document, int count, Manifest& manifest);

// The groups of all documents of a store to be, by number less one; kNoGroup where there is none. An
// article's versions and the tickets that it resolved are one group; any other ticket is its own.
class Groups {
 public:
  explicit Groups(std::size_t documents) : keys_(documents) {}
  void add(std::uint32_t number, Kind kind, std::string_view id, std::string_view article);
  std::vector<std::uint32_t> number() const;

 private:
  struct Key {
    bool present = false;
    Kind kind = Kind::article;
    std::string article;  // the id of the article that it is, or that resolved it
  };
  std::vector<Key> keys_;
};

}  // namespace callside
