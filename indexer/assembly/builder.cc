#include "indexer/assembly/builder.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/assembly/carried_documents.h"
#include "indexer/assembly/editorial_remarks.h"
#include "indexer/assembly/generation_sources.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/assembly/left_out.h"
#include "indexer/assembly/writing_pass.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/forget/forgetting.h"
#include "indexer/publish/old_generations.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

using MaybeEarlier = std::optional<EarlierGeneration>;

// The published generation, whose records and documents a build may keep. Verified first: whatever is written
// anew out of a damaged file would get a digest that fits. A build that needs nothing of it mends an index
// whose generation is damaged, so damage is then only a warning in `untidy`.
Result<MaybeEarlier> published(const IndexFolder& folder, bool is_needed, const StopReading& stop,
                               std::vector<Error>& untidy) {
  const auto current = folder.current();
  if (!current) return MaybeEarlier();
  auto earlier = open_earlier(folder, *current);
  if (!earlier && is_needed && earlier.error().code == ErrorCode::damaged)
    return tl::unexpected<Error>(std::move(earlier).error());
  if (!earlier) return MaybeEarlier();
  if (const auto sound = verify_generation(folder, *current, stop); !sound) {
    const Error& error = sound.error();
    if (is_needed || error.code == ErrorCode::interrupted) return tl::unexpected<Error>(error);
    untidy.push_back(
        {error.code, error.message + "; nothing of it is kept",
         "correct the records that are rejected: their last good versions are not kept, either"});
    return MaybeEarlier();
  }
  return MaybeEarlier(std::move(*earlier));
}

Result<BuildReport> build_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                               const BuildOptions& options, BuildProgress& progress, const WriterLock& lock,
                               std::vector<Error>& untidy) {
  const auto began = std::chrono::steady_clock::now();
  const auto is_interrupted = [&] { return options.interrupted != nullptr && options.interrupted->load(); };
  CALLSIDE_ASSIGN(const MaybeEarlier earlier,
                  published(folder, options.same_model || options.carry_deltas, is_interrupted, untidy));
  CALLSIDE_ASSIGN(GenerationSources sources,
                  read_for_generation(folder, name, stream, options, earlier ? &*earlier : nullptr,
                                      options.carry_deltas ? Reuse::added : Reuse::nothing, progress));
  ReadingResult& reading = sources.reading;
  if (earlier) {
    const fs::path spool = folder.building(name) / kSpoolFolder / "carried";
    CALLSIDE_TRY(carry_over(earlier->generation, sources.resolution.kept, spool, reading));
  }
  WritingOptions writing;
  writing.folder = folder.building(name);
  writing.name = name;
  writing.threads = options.threads;
  writing.fewest_side_by_side = options.fewest_side_by_side;
  writing.interrupted = options.interrupted;
  std::optional<WordModel> model;
  if (options.same_model) {
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    CALLSIDE_ASSIGN(const Manifest published, read_manifest(folder.generation(current) / kManifestFile));
    CALLSIDE_ASSIGN(model, read_model(folder.generation(current), published));
    writing.model = &*model;
    writing.model_folder = folder.generation(current);
  }
  CALLSIDE_ASSIGN(Manifest manifest, write_generation(writing, reading, progress));
  CALLSIDE_TRY(remove_tree(folder.building(name) / kSpoolFolder));
  CALLSIDE_TRY(record_left_out(folder, reading, manifest));
  CALLSIDE_TRY(write_ledger(folder.building(name) / kLedgerFile, reading.ledger));
  CALLSIDE_TRY(write_editorial_rules(folder.building(name) / kEditorialFile, sources.editorial));

  manifest.program = kVersion;
  manifest.created = now_utc();
  if (!model) manifest.model = {name, manifest.created, manifest.documents, 0};
  manifest.reading = options.reading;
  manifest.redacted = reading.redacted;
  count_sources(reading.ledger, std::move(sources.sources), manifest);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(record_files(folder.building(name), writing.model_folder, manifest));
  CALLSIDE_TRY(write_manifest(folder.building(name) / kManifestFile, manifest));
  if (is_interrupted()) return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_ASSIGN(Publication publication, publish_building(folder, name, options.publish, lock));
  BuildReport report{name, std::move(publication), std::move(manifest),
                     without_records(std::move(reading.remarks)), std::move(reading.redacted_tickets)};
  std::ranges::move(editorial_remarks(options.editorial, folder, name), std::back_inserter(report.remarks));
  return report;
}

}  // namespace

Result<BuildReport> build(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "build"));
  CALLSIDE_ASSIGN(std::vector<Error> untidy, clear_the_way(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = build_into(folder, name, stream, options, progress, lock, untidy);
  if (!report) {
    // Nothing of a failed build stays; what removing it says counts less than why it failed.
    if (auto removed = remove_tree(folder.building(name)); !removed)
      report.error().message += "; " + removed.error().message;
    return report;
  }
  std::ranges::move(untidy, std::back_inserter(report->publication.untidy));
  return report;
}

}  // namespace callside
