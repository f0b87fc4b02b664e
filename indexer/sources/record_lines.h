#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"

namespace callside {

// Finds the lines of texts, keys and values in a record. Returns the record's first line for anything that is
// not found, for a record joined from several places of an export, and for a record above 1 MiB, which would
// be too slow to search repeatedly. The record must outlive this object.
class RecordLines {
 public:
  explicit RecordLines(const RawRecord& record);

  // Returns the line of a text exactly as it is in the record.
  std::uint32_t of(std::string_view text) const;
  // Returns the line of a key of front matter.
  std::uint32_t of_key(const std::string& key) const;
  // Returns the line of a value that was found in the record's text; white space and emphasis may differ from
  // the record's own. `before` is the word in front of the value, to tell the place from others with the same
  // value. Each call for the same value returns the next place.
  std::uint32_t of_value(std::string_view value, std::string_view before);

 private:
  std::uint32_t line_at(std::size_t byte) const;
  // Returns the byte after the value if it begins at `at`, else npos.
  std::size_t match(std::size_t at, std::string_view value) const;

  const RawRecord& record_;
  const std::string_view searched_;
  std::map<std::string, std::size_t, std::less<>> next_search_;  // by value: the byte after its last match
};

}  // namespace callside
