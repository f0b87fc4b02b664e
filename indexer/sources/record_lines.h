#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"

namespace callside {

// Finds the lines of a record on which something stands. What is not found is on the record's first line: so
// is everything in a record that was joined from several places, or is too large to be searched again and
// again. The record must outlive it.
class RecordLines {
 public:
  explicit RecordLines(const RawRecord& record);

  // Of a text, as the record writes it.
  std::uint32_t of(std::string_view text) const;
  // Of a key of front matter.
  std::uint32_t of_key(const std::string& key) const;
  // Of a value that was found in the record's text, where white space and emphasis may differ from what the
  // record writes. `before`: the word in front of it, to tell the place from others with the same value.
  // Asked again for the same value, it gives the next place.
  std::uint32_t of_value(std::string_view value, std::string_view before);

 private:
  std::uint32_t line_at(std::size_t byte) const;
  // The byte behind the value that begins at `at`; npos: none does.
  std::size_t match(std::size_t at, std::string_view value) const;

  const RawRecord& record_;
  const std::string_view searched_;
  std::map<std::string, std::size_t, std::less<>> behind_;  // by value: where its last place ended
};

}  // namespace callside
