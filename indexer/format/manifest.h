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

// Version of everything on disk except the analysis: terms, files and their layout. Increased whenever an
// older program would misread a newer index, or the reverse.
inline constexpr int kFormatVersion = 8;

inline constexpr std::int32_t kNoTicketDay = std::numeric_limits<std::int32_t>::max();

// Describes a generation: manifest.json, the last file that a build writes. It contains a digest of its own
// content.
struct Manifest {
  int format_version = kFormatVersion;
  std::string fingerprint;  // analysis_fingerprint() of the program that built it
  std::string program;      // version of that program
  std::string created;      // ISO 8601, UTC
  double build_seconds = 0;

  // The documents' languages. StoredDocument::Head::language_tag is an index into this list.
  std::vector<std::string> language_tags;
  std::vector<AccessClass> classes;
  std::vector<std::uint64_t> class_documents;  // number of documents in each class

  // The model, learned from a whole collection: model.bin, the words that compounds are split into, and the
  // average lengths below. A build of all sources learns it. Updates keep it, so that unchanged documents
  // need not be weighted again.
  struct Model {
    std::string generation;       // the generation that learned it
    std::string created;          // ISO 8601, UTC
    std::uint64_t documents = 0;  // number it was learned from
    std::uint64_t changed = 0;    // number added, removed or changed since
  };
  Model model;
  // Mean length of each field in words, by analysis language.
  std::map<std::string, std::array<double, kFieldCount>> average_lengths;
  std::uint32_t next_word_id = 0;  // the lowest id never used (vocabulary.h)

  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> by_kind, by_language, by_audience;
  std::uint64_t windows = 0;  // documents that have valid_from or valid_until
  std::uint64_t rejected = 0;
  std::uint64_t stale = 0;                        // rejected records whose last published version stayed
  std::map<std::string, std::uint64_t> redacted;  // replacements made in tickets, by kind

  // Valid records that were left out: barred ones, tickets older than `ticket_max_age`, and articles that the
  // sources mark as drafts, or as archived or hidden.
  std::uint64_t forgotten = 0, too_old = 0, drafts = 0, hidden = 0;
  // Day on which the oldest ticket was closed; kNoTicketDay if no ticket has a day. An update uses it to tell
  // whether any ticket has become too old.
  std::int32_t oldest_ticket = kNoTicketDay;
  BarState bars;        // bars in force when it was made; must cover the whole bar list (forgotten.h)
  std::string copy_of;  // the generation that this is a cleaned copy of; empty: not a copy

  struct Source {
    std::string path;  // as the user named it, made absolute
    std::uint64_t documents = 0;
    std::vector<Kind> deltas;  // kinds for which it is a delta export
    bool only_deltas = false;  // it holds nothing but deltas, and may be missing later
    bool is_added = false;     // added by `update --add`: kept whatever callside.yaml declares
  };
  std::vector<Source> sources;
  // How the sources were read: --as, --encoding, --default and the configuration file, as given on the
  // command line.
  struct Reading {
    std::string as, encoding;
    std::map<std::string, std::string> defaults;
    std::string config;    // absolute path; empty: none was named
    std::string timezone;  // set in the configuration; empty: the machine's
    // Languages of the sources, found by the last build (DocumentStream::languages()).
    std::map<std::string, std::vector<std::string>> languages;
    bool declared = false;  // the configuration declares the sources, and updates follow it
  };
  Reading reading;

  // A file's state when the manifest was written (generation_files.h).
  struct File {
    std::string path;  // below the generation's folder, '/'-separated
    std::uint64_t bytes = 0;
    std::string sha256;  // lower-case hexadecimal
  };
  std::vector<File> files;  // sorted by path
};

Result<void> write_manifest(const std::filesystem::path& path, const Manifest& manifest);

// Number of documents in a generation by kind, language and source.
struct DocumentCounts {
  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> by_kind, by_language, by_source;
};

DocumentCounts counts_of(const Manifest& manifest);

// Reads the counts of any manifest that has them, including those of another format or analysis: they are
// needed after an upgrade of the program, too.
Result<DocumentCounts> read_counts(const std::filesystem::path& path);

// Reads a manifest. Returns old_index, naming both versions and the command to run, if its format differs, or
// naming the difference if its analysis does. Returns damaged if its digest does not match.
Result<Manifest> read_manifest(const std::filesystem::path& path);

}  // namespace callside
