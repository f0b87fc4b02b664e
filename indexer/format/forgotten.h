#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"

namespace callside {

// What must not come back into an index: forgotten.jsonl, beside every generation. It says so in keyed hashes
// (HMAC-SHA-256 with the index's own secret) alone; ids and references of people stand nowhere in it. It only
// grows. Plain values: copy it, read it from any thread.

// One thing that is barred.
struct Bar {
  // A document by its id, in all languages; or whom tickets are about.
  enum class Of : std::uint8_t { article, ticket, subject };
  Of of = Of::ticket;
  std::string hash;  // 64 lower-case hexadecimal digits (assembly/bar_hashes.h)
  // When it was forgotten, in days since 1970-01-01. Of a subject, tickets that were closed later may enter.
  std::int32_t day = 0;
  bool operator==(const Bar&) const = default;
};

const char* name_of(Bar::Of of);
// Nothing but "article", "ticket" and "subject", 64 lower-case hexadecimal digits, and a day: else not_found.
Result<Bar> bar_of(std::string_view of, std::string_view hash, std::string_view day);

// Which bars a generation was made under: the first `count` of the list, and what they were.
struct BarState {
  std::uint64_t count = 0;
  std::string digest;  // of those; empty where there are none
  bool operator==(const BarState&) const = default;
};

struct BarList {
  std::string secret;  // tells the index's secrets apart, without telling the secret; empty: no bars yet
  std::vector<Bar> bars;

  BarState state() const { return state_of_first(bars.size()); }
  BarState state_of_first(std::size_t count) const;
  // Whether a generation of this state was made under all of the list. One that was made under more is, too:
  // `forget` publishes before its bars become the list.
  bool covers(const BarState& state) const;
};

// forgotten.jsonl, or where there is none an empty list. A damaged file is an error, and is never half read.
Result<BarList> read_bars(const IndexFolder& folder);
// The same for who writes: what `forget` set out to bar counts, too, where it was cut short.
Result<BarList> read_bars_to_be(const IndexFolder& folder);
// Replaces a file of bars.
Result<void> write_bars(const std::filesystem::path& path, const BarList& list);

// `stopped`, with the command that mends it, where the list bars something that a generation was made
// without.
Result<void> require_cleaned(const IndexFolder& folder, const std::string& name, const BarState& made_under);

}  // namespace callside
