#include "indexer/sources/language_survey.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "indexer/base/fnv1a.h"
#include "indexer/base/paths.h"
#include "indexer/sources/source_stream.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 64;
constexpr std::size_t kMaxRecordsPerFile = 32;
constexpr std::uintmax_t kMaxFileBytes = 1U << 20U;
// A language is the main language of a source if at least this many records are certainly in it, and this
// share of all certain ones. Fewer records could themselves be the exception.
constexpr std::size_t kMinMainRecords = 3;
constexpr double kMinMainShare = 0.8;
// Records that make a language a secondary language of the source.
constexpr std::size_t kMinSecondaryRecords = 2;

struct Candidate {
  std::uint64_t rank;
  const Source* source;
  const SourceFile* file;
};

// Ranks files by a hash of their path: the sample does not depend on the order of the files, and a new file
// changes at most one member of it.
std::uint64_t rank_of(const std::string& path) { return fnv1a(path); }

bool is_sampled(const Source& source, const SourceFile& file) {
  if (!source.can_read_twice) return false;
  if (file.format == SourceFormat::jsonl) return true;
  std::error_code error;
  const bool is_whole = file.format == SourceFormat::markdown || file.format == SourceFormat::html ||
                        file.format == SourceFormat::text;
  return is_whole && fs::file_size(source.path_of(file), error) <= kMaxFileBytes && !error;
}

// Counts the languages of a file's first records whose language is certain.
void count_in_file(const Candidate& candidate, const SourceOptions& options, const RecordDefaults& defaults,
                   std::map<std::string, std::size_t>& counts) {
  Source alone = *candidate.source;
  alone.files = {*candidate.file};
  // Uses a separate stream, so that warnings given only once are left to the stream that reads everything.
  SourceStream stream({std::move(alone)}, options, defaults);
  for (std::size_t i = 0; i < kMaxRecordsPerFile; ++i) {
    const auto record = stream.next();
    if (!record || !*record) return;
    const Parsed parsed = stream.parse(**record);
    if (!parsed.document) continue;
    const Document& document = *parsed.document;
    if (!document.lang.empty() && !(document.lang_detected && document.lang_doubtful))
      ++counts[document.lang];
  }
}

SourceLanguages languages_of(const std::map<std::string, std::size_t>& counts) {
  std::size_t all = 0;
  std::pair<std::size_t, std::string> most;
  for (const auto& [lang, count] : counts) {
    all += count;
    if (count > most.first) most = {count, lang};
  }
  const bool is_clear = most.first >= kMinMainRecords &&
                        static_cast<double>(most.first) >= kMinMainShare * static_cast<double>(all);
  SourceLanguages languages{is_clear ? most.second : std::string()};
  for (const auto& [lang, count] : counts) {
    if (count >= kMinSecondaryRecords && lang != languages.front()) languages.push_back(lang);
  }
  return languages;
}

SourceLanguages survey(std::vector<Candidate> candidates, const SourceOptions& options,
                       const RecordDefaults& defaults) {
  const auto middle =
      candidates.begin() + static_cast<std::ptrdiff_t>(std::min(kMaxFiles, candidates.size()));
  std::partial_sort(candidates.begin(), middle, candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.rank, std::string_view(a.file->path)) <
           std::pair(b.rank, std::string_view(b.file->path));
  });
  candidates.erase(middle, candidates.end());
  std::map<std::string, std::size_t> counts;
  for (const Candidate& candidate : candidates) {
    if (is_sampled(*candidate.source, *candidate.file)) count_in_file(candidate, options, defaults, counts);
  }
  return languages_of(counts);
}

}  // namespace

std::string language_key(const Source& source) {
  return source.is_folder ? absolute_path(source.named).string() : std::string();
}

std::map<std::string, SourceLanguages> survey_languages(const std::vector<Source>& sources,
                                                        const SourceOptions& options,
                                                        const RecordDefaults& defaults) {
  std::map<std::string, SourceLanguages> languages = options.languages;
  if (!defaults.lang.empty()) return languages;
  std::map<std::string, std::vector<Candidate>> candidates;
  for (const Source& source : sources) {
    const std::string key = language_key(source);
    if (languages.contains(key)) continue;
    for (const SourceFile& file : source.files)
      candidates[key].push_back({rank_of(file.path), &source, &file});
  }
  for (auto& [key, files] : candidates) languages[key] = survey(std::move(files), options, defaults);
  return languages;
}

}  // namespace callside
