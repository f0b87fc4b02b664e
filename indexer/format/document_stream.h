#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"

namespace callside {

// The location of a record: its file, and the line of its first byte, from 1. The file is the path that the
// user named; for a file in a folder that the user named, the folder's path followed by the path below it.
struct Place {
  std::string file;
  std::size_t line = 1;
};

// "file:line"
std::string to_string(const Place& place);

// A reader's remark on a record. A rejected record is not indexed; one with warnings is.
struct Remark {
  enum class Level { warning, rejected };
  // For code that treats some remarks differently.
  enum class Topic : std::uint8_t {
    other,
    missing_title,
    title_from_file,
    empty_body,
    empty_ticket,
    unknown_key,
    never_valid,
    outdated,
    files_left_out
  };
  Level level = Level::warning;
  Place place;
  std::string reason;  // one sentence without a full stop; never shows a ticket's text
  std::string hint;    // what to do
  Topic topic = Topic::other;
};

// Identifies a state of a file. Files with equal stamps have equal content, unless a write followed another
// within the clock's resolution.
struct FileStamp {
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t modified_ns = 0, changed_ns = 0;  // since 1970
  bool operator==(const FileStamp&) const = default;
};

// The bytes of one record, before parsing.
struct RawRecord {
  Place place;
  std::string bytes;
  std::size_t source = 0;  // index of its source, assigned by the reader
  std::string path;        // '/'-separated path below the source, for readers that derive id and lang from it
  // A fault that the reader already found (too long, cut off). parse() returns it as a remark.
  std::optional<Remark> refused;
  FileStamp stamp;  // of its file, taken before reading; all zero if there is none (a pipe)
  // Represents all records of a file that was skipped (skip_known_files()); `bytes` is empty.
  bool is_unchanged_file = false;
  // For a record joined from several places of an export: the location of each piece, and the offset in
  // `bytes` where it begins.
  struct Piece {
    Place place;
    std::size_t begin = 0;
  };
  std::vector<Piece> pieces;
};

// Values of Removal::what. These two are counted in the manifest; the stream alone counts others.
inline constexpr const char* kDrafts = "drafts";
inline constexpr const char* kHiddenRecords = "archived or hidden records";

// A valid record that is left out because its document must not be shown, or no longer: a deleted document, a
// draft, a reopened ticket. A build of all sources skips it. When a delta export is added to an index, the
// document is removed.
struct Removal {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;  // canonical; empty: every language version
  std::string what;  // plural label to count it under: kDrafts, "open tickets"
  // False if the source holds too little to decide, such as a ticket without its messages. A delta export
  // then leaves the indexed document as it is.
  bool certain = true;
};

struct Parsed {
  std::optional<Document> document;  // absent: left out (see removal), or rejected (see remarks)
  std::optional<Removal> removal;    // never with a document
  // For a rejected record: the document as far as it was understood. Set only if the kind, the id and every
  // field that restricts who may see it (audience, brand, confidence, validity) were understood reliably; an
  // undeclared language is empty. Used to find the last published version, which may stay if it is visible to
  // no one who may not see the new one.
  std::optional<Document> intended;
  Place place;
  std::vector<Remark> remarks;
};

// Reads documents from sources. Splitting sources into records is cheap and runs on one thread. Parsing a
// record is the expensive part and runs on many.
class DocumentStream {
 public:
  virtual ~DocumentStream() = default;

  // Returns the next record, or nullopt at the end. The order depends on the sources alone. An error means
  // that the source as a whole cannot be read. One thread at a time.
  virtual Result<std::optional<RawRecord>> next() = 0;

  // Returns true if a file need not be read. Gets its source, its path (RawRecord::path) and its stamp.
  using IsKnown = std::function<bool(std::size_t source, const std::string& path, const FileStamp& stamp)>;
  // Makes next() skip known files and return one record for each. Call before the first next(). Readers that
  // do not work file by file ignore it.
  virtual void skip_known_files(const IsKnown& /*is_known*/) {}

  // Any thread.
  virtual Parsed parse(const RawRecord& record) const = 0;

  // The kinds of documents for which a source (RawRecord::source) is a delta export. A delta export holds
  // only changes: documents that it does not mention stay as they are, and those that it removes are removed.
  // Final once next() has returned the source's last record. Call on the thread of next().
  virtual std::set<Kind> deltas(std::size_t /*source*/) const { return {}; }

  // Returns true if a source may turn out to be a delta export. Known from the start.
  virtual bool may_be_delta(std::size_t /*source*/) const { return false; }

  // The languages of whole sources, used to settle the language of doubtful records. Stored with the index so
  // that later runs settle it the same way.
  virtual std::map<std::string, std::vector<std::string>> languages() const { return {}; }

  // Approximate total size of all records in bytes; 0 if unknown. Looks at every file.
  virtual std::uint64_t bytes() const { return 0; }

  // Counts of valid records that were left out so far: {"open tickets": 12}. Any thread.
  virtual std::map<std::string, std::uint64_t> left_out() const { return {}; }
};

}  // namespace callside
