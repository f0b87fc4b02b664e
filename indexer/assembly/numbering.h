#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/assembly/reading_pass.h"
#include "indexer/base/error.h"
#include "indexer/format/manifest.h"

namespace callside {

// Numbers the access classes and language tags that the threads found, for one generation.
class Numbering {
 public:
  // Classes and tags in `manifest` keep their numbers. New ones are added to it, sorted by name. Fails if a
  // number does not fit into a document's record: a truncated number would be another class, and show the
  // document to the wrong readers.
  static Result<Numbering> of(const ReadingResult& reading, Manifest& manifest);

  // By worker: numbers of its classes.
  const std::vector<std::vector<std::uint32_t>>& classes() const { return classes_; }
  std::uint16_t class_of(const SpooledDocument& document) const;
  std::uint16_t tag_of(const SpooledDocument& document) const;

 private:
  Numbering() = default;

  std::map<std::string, std::uint32_t> tags_;
  std::vector<std::vector<std::uint32_t>> classes_;
};

// Adds `count` documents like this one to the manifest's counts: 1 to add it, -1 to remove it.
void count_document(const StoreEntry& document, int count, Manifest& manifest);

// Assigns documents to groups. An article's versions and the tickets that it resolved form one group; any
// other ticket is a group of its own.
class Groups {
 public:
  explicit Groups(std::size_t documents) : keys_(documents) {}
  void add(std::uint32_t number, Kind kind, std::string_view id, std::string_view article);
  // Returns the group of each document, indexed by document number less one; kNoGroup if it was not added.
  std::vector<std::uint32_t> number() const;

 private:
  struct Key {
    bool present = false;
    Kind kind = Kind::article;
    std::string article;  // id of this article, or of the article that resolved this ticket
  };
  std::vector<Key> keys_;
};

}  // namespace callside
