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
  // What it is about, for who treats some remarks otherwise than others.
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
  std::string reason;  // one sentence without a full stop; never shows the text of a ticket
  std::string hint;    // the way out
  Topic topic = Topic::other;
};

// What a file was when it was read: one with the same stamp holds the same, unless it was written again
// within the clock's tick.
struct FileStamp {
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t modified_ns = 0, changed_ns = 0;  // since 1970
  bool operator==(const FileStamp&) const = default;
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
  FileStamp stamp;  // of its file, taken before it was read; all zero where there is none (a pipe)
  // It stands for all records of a file that was passed over (pass_over()); there are no bytes.
  bool passed_over = false;
  // Of a record that was joined from several places of an export: where each piece stands, and where in
  // `bytes` it begins.
  struct Piece {
    Place place;
    std::size_t begin = 0;
  };
  std::vector<Piece> pieces;
};

// What a Removal may be called. These two are counted in the manifest; all else is counted by the stream
// alone.
inline constexpr const char* kDrafts = "drafts";
inline constexpr const char* kHiddenRecords = "archived or hidden records";

// A record that is left out without being wrong, because its document is not to be shown (any more): deleted,
// a draft, a ticket that was opened again. A build of all sources passes over it; what adds a delta export to
// an index removes the document.
struct Removal {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;  // canonical; empty: every language version
  std::string what;  // of what there is one more, in the plural: kDrafts, "open tickets"
  // False: the source holds too little to tell, such as a ticket without its messages. A delta export then
  // leaves what there is.
  bool certain = true;
};

struct Parsed {
  std::optional<Document> document;  // absent: left out (see removal), or rejected, and a remark says why
  std::optional<Removal> removal;    // never with a document
  // Of a rejected record: what it would have been, as far as it was understood. Only where kind, id, and all
  // that says who may see it (audience, brand, confidence, the days on which it is valid) were understood for
  // certain; a language that it does not say itself is empty. By it the last published version is found,
  // which may stay where nobody sees it who may not see the new one.
  std::optional<Document> intended;
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

  // Whether a file need not be read: its source, its path (RawRecord::path) and its stamp.
  using IsKnown = std::function<bool(std::size_t source, const std::string& path, const FileStamp& stamp)>;
  // From here on next() passes over files that are known, and gives one record for each. Before the first
  // next(). Readers that cannot tell files apart read all.
  virtual void pass_over(const IsKnown& /*is_known*/) {}

  // Any thread.
  virtual Parsed parse(const RawRecord& record) const = 0;

  // Of which kinds of documents a source (as RawRecord counts them) is a delta export, which holds only what
  // changed: documents that it doesn't name stay as they are, and those that it removes go. Known for certain
  // once next() has given the source's last record. The thread of next().
  virtual std::set<Kind> deltas(std::size_t /*source*/) const { return {}; }

  // Whether a source may turn out to be one. Known from the beginning.
  virtual bool may_be_delta(std::size_t /*source*/) const { return false; }

  // The languages of the sources as wholes, by which the language of a doubtful record is settled: to be kept
  // with the index, so that a later reading settles it the same way.
  virtual std::map<std::string, std::vector<std::string>> languages() const { return {}; }

  // How many bytes the records will have, all in all, nearly; 0: that is not known. Looks at every file.
  virtual std::uint64_t bytes() const { return 0; }

  // What was left out so far without being wrong, and how often: {"open tickets": 12}. Any thread.
  virtual std::map<std::string, std::uint64_t> left_out() const { return {}; }
};

}  // namespace callside
