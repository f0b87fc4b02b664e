#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/check/checker.h"
#include "indexer/check/written_words.h"
#include "indexer/sources/record_lines.h"

namespace callside {

// A finding with the position of its record. Its level is not set yet: the rules set it in the report.
struct OrderedFinding {
  std::uint64_t sequence = 0;
  CheckFinding finding;
};

// Judges records one at a time and keeps their facts. Each thread needs an object of its own.
class RecordCheck {
 public:
  RecordCheck(const DocumentStream& stream, const Redactor& redactor, bool wants_words)
      : stream_(stream), redactor_(redactor), wants_words_(wants_words) {}

  void take(std::uint64_t sequence, const RawRecord& record);

  // The facts of the records so far. File numbers are local to this object.
  Facts facts;
  std::vector<OrderedFinding> findings;
  WrittenWords written;  // words of the records, after redaction; empty unless wanted

 private:
  void take_article(std::uint64_t sequence, const RawRecord& record, const Place& place, Document& article);
  void take_ticket(std::uint64_t sequence, const Place& place, Document& ticket);
  void judge_personal_data(const Document& article, const Place& place, std::uint64_t sequence,
                           RecordLines& lines);
  void judge_language(const Document& article, const Place& place, std::uint64_t sequence);
  void add_remarks(std::uint64_t sequence, const Parsed& parsed);
  void add(std::uint64_t sequence, CheckCode code, const Place& place, const Document& about,
           std::string message, std::string hint);
  std::uint32_t file_number(const std::string& file);

  const DocumentStream& stream_;
  Redactor redactor_;
  const bool wants_words_;
  std::map<std::string, std::uint32_t, std::less<>> file_numbers_;
};

}  // namespace callside
