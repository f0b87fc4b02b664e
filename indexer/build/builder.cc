#include "indexer/build/builder.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/build/publish.h"
#include "indexer/build/reading_pass.h"
#include "indexer/build/writing_pass.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

// The secret that subject_ref is hashed with: made once, kept beside the generations.
Result<std::string> subject_key(const IndexFolder& folder) {
  const fs::path path = folder.root() / "subject.key";
  auto key = read_file(path, 4096);
  if (key) return *key;
  if (key.error().code != ErrorCode::not_found) return key;
  CALLSIDE_ASSIGN(std::string fresh, random_bytes(32));
  CALLSIDE_TRY(replace_file(path, fresh));
  return fresh;
}

Result<BuildReport> build_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                               const BuildOptions& options, BuildProgress& progress, const WriterLock& lock) {
  const auto began = std::chrono::steady_clock::now();
  ReadingOptions reading_options;
  reading_options.folder = folder.building(name) / "spool";
  CALLSIDE_TRY(make_private_folder(reading_options.folder));
  CALLSIDE_ASSIGN(reading_options.subject_key, subject_key(folder));
  reading_options.threads = std::max(1U, options.threads);
  reading_options.strict = options.strict;
  reading_options.redactor = options.redactor;
  reading_options.list_redacted = options.list_redacted;
  reading_options.interrupted = options.interrupted;
  CALLSIDE_ASSIGN(ReadingResult reading, read_sources(stream, reading_options, progress));
  if (reading.documents.empty()) {
    std::string first = reading.remarks.empty() ? ""
                                                : ": " + to_string(reading.remarks.front().place) + ": " +
                                                      reading.remarks.front().reason;
    return fail(ErrorCode::invalid_input, "no document could be read" + first,
                reading.remarks.empty() ? "" : reading.remarks.front().hint);
  }
  CALLSIDE_ASSIGN(Manifest manifest,
                  write_generation(folder.building(name), reading, options.interrupted, progress));
  CALLSIDE_TRY(remove_tree(reading_options.folder));

  manifest.program = kVersion;
  manifest.created = now_utc();
  manifest.redacted = reading.redacted;
  manifest.rejected = static_cast<std::uint64_t>(
      std::count_if(reading.remarks.begin(), reading.remarks.end(),
                    [](const Remark& remark) { return remark.level == Remark::Level::rejected; }));
  for (const fs::path& source : options.sources) {
    manifest.sources.push_back({fs::absolute(source).lexically_normal().string(), 0});
  }
  for (const SpooledDocument& document : reading.documents) {
    if (document.source < manifest.sources.size()) ++manifest.sources[document.source].documents;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(write_manifest(folder.building(name) / kManifestFile, manifest));
  if (options.interrupted != nullptr && options.interrupted->load())
    return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_TRY(publish_building(folder, name, lock));
  CALLSIDE_TRY(remove_old_generations(folder, options.keep, lock));
  return BuildReport{name, std::move(manifest), std::move(reading.remarks), std::move(reading.redacted_tickets)};
}

}  // namespace

Result<BuildReport> build(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "build"));
  CALLSIDE_TRY(remove_leftovers(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = build_into(folder, name, stream, options, progress, lock);
  if (!report) {
    // Nothing of a failed build stays; what removing it says counts less than why it failed.
    if (auto removed = remove_tree(folder.building(name)); !removed)
      report.error().message += "; " + removed.error().message;
  }
  return report;
}

}  // namespace callside
