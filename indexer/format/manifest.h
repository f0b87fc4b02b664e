#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/access.h"
#include "indexer/format/document.h"
#include "indexer/format/fields.h"
#include "indexer/format/forgotten.h"

namespace callside {

// The version of everything on disk that is not the analysis: terms, files and their layout. Raised whenever
// an older program would misread a newer index, or the reverse.
inline constexpr int kFormatVersion = 6;

inline constexpr std::int32_t kNoTicketDay = std::numeric_limits<std::int32_t>::max();

// What a generation says of itself: manifest.json, the last file that a build writes into it. It holds a
// digest of its own content.
struct Manifest {
  int format_version = kFormatVersion;
  std::string fingerprint;  // analysis_fingerprint() of the program that built it
  std::string program;      // version that built it
  std::string created;      // ISO 8601, UTC
  double build_seconds = 0;

  std::vector<std::string>
      language_tags;  // of the documents; StoredDocument::Head::language_tag numbers them
  std::vector<AccessClass> classes;
  std::vector<std::uint64_t> class_documents;  // documents of each class

  // What was learned from a whole collection: model.bin, whose words compounds are split by, and the lengths
  // below. A build of all sources learns it; updates keep it, so that what did not change need not be weighed
  // again.
  struct Model {
    std::string generation;       // that learned it
    std::string created;          // ISO 8601, UTC
    std::uint64_t documents = 0;  // that it was learned from
    std::uint64_t changed = 0;    // that came, went or changed since
  };
  Model model;
  // Mean length of each field in words, by analysis language.
  std::map<std::string, std::array<double, kFieldCount>> average_lengths;
  std::uint32_t next_word_id = 0;  // that no word has had (vocabulary.h)

  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> by_kind, by_language, by_audience;
  std::uint64_t windows = 0;  // documents that have valid_from or valid_until
  std::uint64_t rejected = 0;
  std::uint64_t stale = 0;  // of the rejected: records whose last published version stayed
  std::map<std::string, std::uint64_t> redacted;  // marks set in tickets, by kind

  // Left out without being wrong: what must not come back, tickets past `ticket_max_age`, and articles that
  // the sources mark as drafts, or as archived or hidden.
  std::uint64_t forgotten = 0, too_old = 0, drafts = 0, hidden = 0;
  // No ticket was closed before this day, by which an update tells whether any has become too old;
  // kNoTicketDay: none has a day.
  std::int32_t oldest_ticket = kNoTicketDay;
  BarState bars;        // what it was made under; a generation that lacks one must not be read (forgotten.h)
  std::string copy_of;  // the generation that it is the cleaned copy of; empty: it is none

  struct Source {
    std::string path;  // as the user named it, made absolute
    std::uint64_t documents = 0;
    std::vector<Kind> deltas;  // of which it is an export that holds only what changed
    bool only_deltas = false;  // and it holds nothing else: it may be gone
    bool is_added = false;     // by `update --add`: it stays, whatever callside.yaml declares
  };
  std::vector<Source> sources;
  // How they were read: --as, --encoding, --default and the configuration's file, as the command line had
  // them.
  struct Reading {
    std::string as, encoding;
    std::map<std::string, std::string> defaults;
    std::string config;    // absolute path; empty: none was named
    std::string timezone;  // that it names; empty: none, so days are the machine's
    // The languages of the sources, as the last build found them (DocumentStream::languages()).
    std::map<std::string, std::vector<std::string>> languages;
    bool declared = false;  // the configuration declares the sources, and updates follow what it declares
  };
  Reading reading;

  // A file of the generation as it was when the manifest was written (generation_files.h).
  struct File {
    std::string path;  // below the generation's folder, '/'-separated
    std::uint64_t bytes = 0;
    std::string sha256;  // lower-case hexadecimal
  };
  std::vector<File> files;  // by path
};

Result<void> write_manifest(const std::filesystem::path& path, const Manifest& manifest);

// How many documents a generation has of each kind, language and source.
struct DocumentCounts {
  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> by_kind, by_language, by_source;
};

DocumentCounts counts_of(const Manifest& manifest);

// The counts of any manifest that has them, also one of another format or analysis: what an index held is
// known when its program is replaced, too.
Result<DocumentCounts> read_counts(const std::filesystem::path& path);

// An index of another format is an old_index error that names both versions and the command that mends it; so
// is one with another analysis, naming the part that differs. One whose digest of itself is wrong is damaged.
Result<Manifest> read_manifest(const std::filesystem::path& path);

}  // namespace callside
