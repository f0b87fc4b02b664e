#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/config.h"
#include "indexer/format/document_stream.h"

namespace callside {

struct SourceOptions {
  std::optional<std::string> as;                // --as: a format's name; absent: by name and content
  std::optional<std::string> encoding;          // --encoding, of CSV files; absent: detected
  std::map<std::string, std::string> defaults;  // --default: audience, lang, product, brand, confidence
  Config config;                                // declared audiences, and mappings of help desks' numbers
  // Languages of sources surveyed before (survey_languages()). Sources not in it are surveyed.
  std::map<std::string, std::vector<std::string>> languages;
  // Becomes true when the program is to end. Checked while an export is scanned, before its first record.
  const std::atomic<bool>* interrupted = nullptr;
};

// Larger records are rejected: a line of JSON Lines, a file of the other formats.
inline constexpr std::size_t kRecordLimit = std::size_t{16} << 20U;

// Opens files and folders as one stream of documents, in the order of `paths`, each folder's files sorted by
// path. Lists the folders here; next() reads the files, one record at a time. Fails, naming the SOURCE, if
// one is absent, unreadable or has no records. An invalid option is a usage error.
//
// Several threads may call parse() at once, also while another one calls next(). A document whose source does
// not name its language gets the detected one (`lang_detected`), or none. If the detection is doubtful, it
// gets the language of nearly all other records of its source.
Result<std::unique_ptr<DocumentStream>> open_sources(const std::vector<std::filesystem::path>& paths,
                                                     const SourceOptions& options);

}  // namespace callside
