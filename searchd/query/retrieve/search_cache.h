#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace callside {

// What the last searches of one session found. Between two keystrokes most searches are the same: those
// for the words before the one being typed, and for the words that it may become. RANKING.md, What a search
// costs. Thread-safe.
class SearchCache {
 public:
  struct Match {
    std::uint32_t document = 0;
    double weight = 0;
  };
  using Found = std::shared_ptr<const std::vector<Match>>;

  // `key`: a digest of everything that the result depends on: the query, the reader, the generation and the
  // live state (Reach::key). So the cache holds no word of a caller. Returns nullptr if there is no result.
  Found find(const std::string& key);
  void add(std::string key, Found found);

 private:
  struct Entry {
    std::string key;
    Found found;
  };
  std::mutex mutex_;
  std::list<Entry> entries_;  // the most recently used first; guarded by mutex_
  std::size_t bytes_ = 0;     // guarded by mutex_
};

}  // namespace callside
