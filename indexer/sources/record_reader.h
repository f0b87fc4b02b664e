#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/format/document_stream.h"
#include "indexer/sources/native_record.h"

namespace callside {

// Understands the records of one format. Immutable; any thread.
class RecordReader {
 public:
  explicit RecordReader(const NativeRecords& records) : records_(records) {}
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  // `above`: the absolute path of the folder that the record's path lies below.
  virtual Parsed read(const RawRecord& record, std::string_view above) const = 0;

 protected:
  const NativeRecords& records() const { return records_; }

 private:
  const NativeRecords& records_;
};

// The record as rejected.
Parsed rejected(Remark remark);
Parsed rejected(const Place& place, std::string reason, std::string hint);

// Why a record's bytes can't be read as UTF-8 text, and how to convert them; nothing: they can. `unit`:
// "line" or "file".
std::optional<Remark> refuse_encoding(const RawRecord& record, std::string_view unit);

// Without a byte order mark at the beginning.
std::string_view without_mark(std::string_view bytes);

}  // namespace callside
