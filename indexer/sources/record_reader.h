#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"
#include "indexer/sources/native_record.h"

namespace callside {

// Turns the records of one format into documents. Immutable; any thread.
class RecordReader {
 public:
  explicit RecordReader(const NativeRecords& records) : records_(records) {}
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  // `above`: the absolute path of the folder to which the record's path is relative.
  virtual Parsed read(const RawRecord& record, std::string_view above) const = 0;

 protected:
  const NativeRecords& records() const { return records_; }

 private:
  const NativeRecords& records_;
};

// Returns a rejected record with its reason.
Parsed rejected(Remark remark);
Parsed rejected(const Place& place, std::string reason, std::string hint);

// Checks that a record's bytes are UTF-8 text. If not, returns a remark that explains how to convert them.
// `unit`: "line" or "file".
std::optional<Remark> refuse_encoding(const RawRecord& record, std::string_view unit);

}  // namespace callside
