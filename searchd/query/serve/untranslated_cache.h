#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "searchd/query/reach/untranslated.h"

namespace callside {

// The most recently used Untranslated objects of one generation. Thread-safe.
class UntranslatedCache {
 public:
  // Everything that the object depends on.
  struct Key {
    std::string language;
    std::vector<bool> classes;             // visible access classes
    std::vector<std::uint32_t> withdrawn;  // numbers of withdrawn articles
    std::int32_t day = 0;                  // 0: the same on all days
    bool operator==(const Key&) const = default;
  };

  // As many as fit into 64 MiB, but at least 16 and at most 256, for a generation with so many documents and
  // articles. An object takes a bit a document and at most four bytes an article: with a million tickets and
  // 20,000 articles, 200 kB.
  static std::size_t capacity_for(std::size_t documents, std::size_t articles);

  explicit UntranslatedCache(std::size_t capacity) : capacity_(capacity) {}

  std::size_t capacity() const { return capacity_; }
  // Returns nullptr if there is none. The object then counts as the most recently used.
  std::shared_ptr<const Untranslated> find(const Key& key);
  // If the cache is full, drops the least recently used object.
  void insert(Key key, std::shared_ptr<const Untranslated> value);
  // Every set of classes with an object, the most recently used first.
  std::vector<std::vector<bool>> classes_by_use() const;

 private:
  struct Entry {
    Key key;
    std::shared_ptr<const Untranslated> value;
  };
  // Moves the entry to the end. Requires mutex_.
  bool use(const Key& key);

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;  // most recently used last; guarded by mutex_
};

}  // namespace callside
