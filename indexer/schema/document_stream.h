#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/schema/document.h"

namespace callside {

// Where a record stands: the file as the user named it (or its path below the folder that the user named,
// behind that folder), and the line of its first byte, from 1.
struct Place {
  std::string file;
  std::size_t line = 1;
};

// "file:line"
std::string to_string(const Place& place);

// What a reader has to say of a record. A rejected record is not indexed; a warning goes with an indexed one.
struct Remark {
  enum class Level { warning, rejected };
  Level level = Level::warning;
  Place place;
  std::string reason;  // one sentence without a full stop; never shows the text of a ticket
  std::string hint;    // the way out
};

// The bytes of one record, not yet understood.
struct RawRecord {
  Place place;
  std::string bytes;
  std::size_t source = 0;  // the reader's own: which of its sources it comes from
  std::string path;  // path below that source, '/'-separated, for readers that derive id and lang from it
  // What the reader already knows to be wrong with it (too long, cut off): parse() turns this into its
  // remark.
  std::optional<Remark> refused;
};

struct Parsed {
  std::optional<Document> document;  // absent: rejected, and a remark says why
  Place place;
  std::vector<Remark> remarks;
};

// Documents out of sources. Splitting sources into records is cheap and done by one thread; understanding a
// record is the work, and done by many.
class DocumentStream {
 public:
  virtual ~DocumentStream() = default;

  // The next record in a fixed order (the same sources give the same order), or nothing at the end. An error
  // means that the source as a whole cannot be read. One thread at a time.
  virtual Result<std::optional<RawRecord>> next() = 0;

  // Any thread.
  virtual Parsed parse(const RawRecord& record) const = 0;
};

}  // namespace callside
