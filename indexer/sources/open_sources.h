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
  std::optional<std::string> as;                // --as: a format's name; else by name and content
  std::optional<std::string> encoding;          // --encoding: of CSV files; else found
  std::map<std::string, std::string> defaults;  // --default: audience, lang, product, brand, confidence
  Config config;                                // the audiences there are, and what help desks' numbers mean
  // What the languages of sources were found to be before (survey_languages()); the others are looked into.
  std::map<std::string, std::vector<std::string>> languages;
  // Set when the program is to end: an export is gone through as a whole before its first record is given.
  const std::atomic<bool>* interrupted = nullptr;
};

// A record larger than this is refused: a line of JSON Lines, a file of the other formats.
inline constexpr std::size_t kRecordLimit = std::size_t{16} << 20U;

// Opens files and folders as one stream of documents, in the order of `paths`, a folder's files sorted by
// path. The folders are looked through here; files are read by next(), one record at a time. An error, naming
// the SOURCE, where one is absent, can't be read or holds no record; a usage error for an option that can't
// be.
//
// parse() may be called from several threads at once, also while another one calls next(). A document whose
// source says no language has the detected one (`lang_detected`), or none; a doubtful one gives way to that
// of nearly all other records of its source.
Result<std::unique_ptr<DocumentStream>> open_sources(const std::vector<std::filesystem::path>& paths,
                                                     const SourceOptions& options);

}  // namespace callside
