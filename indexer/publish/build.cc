#include "indexer/publish/build.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/assembly/editorial_remarks.h"
#include "indexer/base/files.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/forget/forgetting.h"
#include "indexer/publish/old_generations.h"

namespace callside {

namespace {

using MaybeEarlier = std::optional<EarlierGeneration>;

// Opens the published generation, whose records and documents a build may reuse. Verifies it first, since
// data copied from a damaged file would get a new, matching digest. A build that reuses nothing repairs a
// damaged index, so for it damage is only a warning in `cleanup_failures`.
Result<MaybeEarlier> open_published(const IndexFolder& folder, bool is_needed, const InterruptCheck& stop,
                                    std::vector<Error>& cleanup_failures) {
  const auto current = folder.current();
  if (!current) return MaybeEarlier();
  auto earlier = open_earlier(folder, *current);
  if (!earlier && is_needed && earlier.error().code == ErrorCode::damaged)
    return tl::unexpected<Error>(std::move(earlier).error());
  if (!earlier) return MaybeEarlier();
  if (const auto sound = verify_generation(folder, *current, stop); !sound) {
    const Error& error = sound.error();
    if (is_needed || error.code == ErrorCode::interrupted) return tl::unexpected<Error>(error);
    cleanup_failures.push_back(
        {error.code, error.message + "; nothing from this generation is reused",
         "correct the rejected records: their last good versions are not kept either"});
    return MaybeEarlier();
  }
  return MaybeEarlier(std::move(*earlier));
}

// Returns the reason why the published generation, whose model is to be kept, cannot be opened.
Result<void> require_published(const IndexFolder& folder) {
  CALLSIDE_ASSIGN(const std::string current, folder.current());
  CALLSIDE_TRY(open_earlier(folder, current));
  return ok();
}

Result<BuildReport> build_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                               const BuildRequest& request, BuildProgress& progress, const WriterLock& lock,
                               std::vector<Error>& cleanup_failures) {
  const std::atomic<bool>* interrupted = request.assembly.interrupted;
  const auto is_interrupted = [&] { return interrupted != nullptr && interrupted->load(); };
  CALLSIDE_ASSIGN(
      const MaybeEarlier earlier,
      open_published(folder, request.same_model || request.carry_deltas, is_interrupted, cleanup_failures));
  if (request.same_model && !earlier) CALLSIDE_TRY(require_published(folder));

  Assembly assembly(folder, name, earlier ? &*earlier : nullptr,
                    request.carry_deltas ? Assembly::Reuse::deltas : Assembly::Reuse::nothing,
                    request.assembly, progress);
  CALLSIDE_TRY(assembly.read(stream, request.plan));
  CALLSIDE_TRY(assembly.resolve());
  CALLSIDE_TRY(assembly.learn(request.same_model ? Learning::keep : Learning::anew));
  CALLSIDE_TRY(assembly.write());
  CALLSIDE_ASSIGN(Manifest manifest, assembly.seal());

  CALLSIDE_ASSIGN(Publication publication, publish_building(folder, name, request.publish, lock));
  BuildReport report{name, std::move(publication), std::move(manifest), assembly.take_remarks(),
                     assembly.take_redacted_tickets()};
  std::ranges::move(editorial_remarks(request.plan.editorial, folder, name),
                    std::back_inserter(report.remarks));
  return report;
}

}  // namespace

Result<BuildReport> build(DocumentStream& stream, const BuildRequest& request, BuildProgress& progress) {
  const IndexFolder folder(request.index);
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "build"));
  CALLSIDE_ASSIGN(std::vector<Error> cleanup_failures, recover_index(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = build_into(folder, name, stream, request, progress, lock, cleanup_failures);
  if (!report) {
    // Append a failure to clean up to the reason for the failed build.
    if (auto removed = remove_tree(folder.building(name)); !removed)
      report.error().message += "; " + removed.error().message;
    return report;
  }
  std::ranges::move(cleanup_failures, std::back_inserter(report->publication.cleanup_failures));
  return report;
}

}  // namespace callside
