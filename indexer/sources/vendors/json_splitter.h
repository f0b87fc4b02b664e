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

// One record of an export, as its bytes.
struct JsonPiece {
  enum class What {
    record,
    too_long,  // the record is larger than the limit: it has no bytes
    cut_off,   // the file ends inside of a record or list
    broken,    // what stands here is no JSON: the rest of the file is not read
    end,       // of the file
  };
  What what = What::end;
  std::string_view list;  // the name of the list or map that it is in: "tickets"; empty: of none
  std::string_view key;   // its name in a map
  std::uint64_t offset = 0;
  std::size_t line = 1;    // where it begins, from 1
  std::string_view bytes;  // valid until the next call
};

// Cuts the records out of a help desk's export, whatever its size: one huge object of lists
// ({"tickets":[...],"count":2}), a list, maps of maps ({"assets":{"Ticket":{"1":{...}}}}), one object a line,
// or several of these behind each other. Memory: a window of the limit's size, and what was read ahead.
//
// Which lists hold records is known by their names; an object that has an id is itself a record, with the
// lists in it. A list of anything but objects holds no records.
class JsonSplitter {
 public:
  static Result<JsonSplitter> open(const std::filesystem::path& path, std::size_t record_limit);
  JsonSplitter(JsonSplitter&& other) noexcept;
  JsonSplitter& operator=(JsonSplitter&&) = delete;
  ~JsonSplitter();

  Result<JsonPiece> next();

  // Names of the envelopes' members so far: "tickets", "end_of_stream".
  const std::set<std::string>& envelope_keys() const { return envelope_keys_; }

 private:
  // What a bracket that was entered holds: members of which some are lists; maps by type; records by name;
  // records.
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
  Result<bool> next_byte();  // to one that is no white space; false: the file's end
  Result<bool> skip_value(bool whole, bool& ended);
  Result<JsonPiece> top_level();
  Result<JsonPiece> member();
  Result<JsonPiece> take_record(std::string_view list);
  bool is_envelope(std::string_view object) const;
  bool enters(const std::string& key, char bracket);
  JsonPiece piece(JsonPiece::What what, std::size_t at);
  JsonPiece stop(JsonPiece::What what);
  std::size_t line_at(std::size_t at);

  int fd_;
  std::string path_;
  std::size_t limit_;
  std::string window_;
  std::uint64_t base_ = 0;  // the window's place in the file
  std::size_t at_ = 0;      // in the window
  std::size_t line_ = 1;
  std::size_t line_at_ = 0;  // where in the window line_ was counted to
  std::vector<Level> levels_;
  std::string key_;
  std::set<std::string> envelope_keys_;
  bool stopped_ = false;
};

}  // namespace callside
