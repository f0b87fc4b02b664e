#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// The bar list: documents and people that must not return to an index. Stored in forgotten.jsonl, outside of
// the generations. It holds only keyed hashes (HMAC-SHA-256 with the index's secret), no ids and no
// references to people. It only grows. Plain values: safe to copy and to read from any thread.

// One barred document or person.
struct Bar {
  // A document by its id, in all languages; or the person that tickets are about.
  enum class Of : std::uint8_t { article, ticket, subject };
  Of of = Of::ticket;
  std::string hash;  // 64 lower-case hexadecimal digits (assembly/bar_hashes.h)
  // Day of forgetting, in days since 1970-01-01. For a subject, tickets closed after it may be indexed.
  std::int32_t day = 0;
  bool operator==(const Bar&) const = default;
};

const char* name_of(Bar::Of of);
// Parses a bar. Returns not_found unless `of` is "article", "ticket" or "subject", `hash` is 64 lower-case
// hexadecimal digits, and `day` is a valid day.
Result<Bar> bar_of(std::string_view of, std::string_view hash, std::string_view day);

// The bars that were in force when a generation was made: the first `count` of the list, and their digest.
struct BarState {
  std::uint64_t count = 0;
  std::string digest;  // empty if count is 0
  bool operator==(const BarState&) const = default;
};

struct BarList {
  std::string secret;  // identifies the index's secret without revealing it; empty: no bars yet
  std::vector<Bar> bars;

  BarState state() const { return state_of_first(bars.size()); }
  BarState state_of_first(std::size_t count) const;
  // Returns true if a generation with this state was made with the whole list in force. A state with more
  // bars also passes: `forget` publishes before it extends the list.
  bool covers(const BarState& state) const;
};

// Reads forgotten.jsonl. Returns an empty list if there is no file, and an error if it is damaged.
Result<BarList> read_bars(const IndexFolder& folder);
// For writers: reads the list that an interrupted `forget` was about to put in force, if there is one.
Result<BarList> read_bars_to_be(const IndexFolder& folder);
// Writes a bar list, replacing the file.
Result<void> write_bars(const std::filesystem::path& path, const BarList& list);

// Returns a `stopped` error, whose hint names the command to run, if the list has a bar that was not in force
// when the generation was made.
Result<void> require_cleaned(const IndexFolder& folder, const std::string& name, const BarState& made_under);

}  // namespace callside
