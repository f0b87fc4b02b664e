#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"

namespace callside {

// A record of an export as raw bytes, or the reason why there is none.
struct JsonPiece {
  enum class Type {
    record,
    too_long,  // a record larger than the limit; has no bytes
    cut_off,   // the file ends inside a record or list
    broken,    // invalid JSON; the rest of the file is skipped
    end,       // the end of the file
  };
  Type type = Type::end;
  std::string_view list;  // name of the list or map that contains it ("tickets"), or empty
  std::string_view key;   // its key in a map
  std::uint64_t offset = 0;
  std::size_t line = 1;    // where it begins, from 1
  std::string_view bytes;  // valid until the next call of next()
};

// Cuts the records out of a help desk's export of any size: one huge object of lists
// ({"tickets":[...],"count":2}), a list, maps of maps ({"assets":{"Ticket":{"1":{...}}}}), one object per
// line, or several of these in sequence. Keeps a window of at most the record limit, plus read-ahead, in
// memory.
//
// The names of lists decide which of them hold records. An object that has an id is itself a record,
// including the lists in it. List members that are not objects are ignored.
class JsonSplitter {
 public:
  static Result<JsonSplitter> open(const std::filesystem::path& path, std::size_t record_limit);
  JsonSplitter(JsonSplitter&& other) noexcept;
  JsonSplitter& operator=(JsonSplitter&&) = delete;
  ~JsonSplitter();

  Result<JsonPiece> next();

  // The member names of the envelopes read so far: "tickets", "end_of_stream".
  const std::set<std::string>& envelope_keys() const { return envelope_keys_; }

 private:
  // The contents of an entered object or list: an envelope with lists, a map of maps by class, a map of
  // records by key, or a list of records.
  enum class Holds { lists, maps, map, list };
  struct Level {
    Holds holds;
    std::string name;
    bool array = false;
    bool first = true;
  };

  JsonSplitter(int fd, std::string path, std::size_t limit)
      : fd_(fd), path_(std::move(path)), limit_(limit) {}

  Result<bool> fill(std::size_t keep);
  Result<bool> next_byte();  // skips white space; false at the end of the file
  Result<bool> skip_value(bool whole, bool& ended);
  Result<JsonPiece> top_level();
  Result<JsonPiece> member();
  Result<JsonPiece> take_record(std::string_view list);
  bool is_envelope(std::string_view object) const;
  bool enters(const std::string& key, char bracket);
  JsonPiece piece(JsonPiece::Type type, std::size_t at);
  JsonPiece stop(JsonPiece::Type type);
  std::size_t line_at(std::size_t at);

  int fd_;
  std::string path_;
  std::size_t limit_;
  std::string window_;
  std::uint64_t base_ = 0;  // offset of the window in the file
  std::size_t at_ = 0;      // current position in the window
  std::size_t line_ = 1;
  std::size_t line_at_ = 0;  // position in the window up to which line_ has been counted
  std::vector<Level> levels_;
  std::string key_;
  std::set<std::string> envelope_keys_;
  bool stopped_ = false;
};

}  // namespace callside
