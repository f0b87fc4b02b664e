#include "indexer/publish/update.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/assembly/editorial_remarks.h"
#include "indexer/base/files.h"
#include "indexer/publish/forget/forgetting.h"
#include "indexer/publish/old_generations.h"
#include "indexer/publish/verified_base.h"

namespace callside {

namespace {

Result<UpdateReport> update_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                                 const UpdateRequest& request, BuildProgress& progress,
                                 const WriterLock& lock) {
  CALLSIDE_ASSIGN(const std::string current, generation_to_update(folder, request.from_newest));
  CALLSIDE_ASSIGN(const EarlierGeneration earlier, open_earlier(folder, current));
  VerifiedBase base(folder, current, request.assembly.interrupted);

  Assembly assembly(folder, name, &earlier, Assembly::Reuse::records, request.assembly, progress);
  CALLSIDE_TRY(assembly.read(stream, request.plan));
  CALLSIDE_TRY(assembly.resolve());
  if (request.is_outdated && request.is_outdated())
    return fail(ErrorCode::changed, "the sources changed while they were read");

  UpdateReport report;
  report.build.remarks = assembly.take_remarks();
  report.build.redacted = assembly.take_redacted_tickets();
  report.changes = assembly.changes();
  report.unchanged = assembly.changes_nothing();
  if (report.unchanged) {
    report.build.generation = current;
    CALLSIDE_ASSIGN(report.build.manifest, assembly.unchanged_manifest());
    return report;
  }
  CALLSIDE_TRY(base.wait());
  CALLSIDE_TRY(assembly.learn(Learning::keep));
  CALLSIDE_TRY(assembly.write());
  CALLSIDE_ASSIGN(report.build.manifest, assembly.seal());

  CALLSIDE_ASSIGN(report.build.publication, publish_building(folder, name, request.publish, lock));
  std::ranges::move(editorial_remarks(request.plan.editorial, folder, name),
                    std::back_inserter(report.build.remarks));
  report.build.generation = name;
  return report;
}

}  // namespace

Result<std::string> generation_to_update(const IndexFolder& folder, bool from_newest) {
  auto current = folder.current();
  if (!from_newest || (!current && current.error().code != ErrorCode::not_found)) return current;
  const std::vector<std::string> staged = folder.staged();
  if (staged.empty() || (current && is_older(staged.back(), *current))) return current;
  return staged.back();
}

Result<UpdateReport> update(DocumentStream& stream, const UpdateRequest& request, BuildProgress& progress) {
  const IndexFolder folder(request.index);
  CALLSIDE_TRY(generation_to_update(folder, request.from_newest));
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, request.publish.command));
  CALLSIDE_ASSIGN(std::vector<Error> cleanup_failures, recover_index(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = update_into(folder, name, stream, request, progress, lock);
  if (!report || report->unchanged) {
    if (auto removed = remove_tree(folder.building(name)); !removed && !report)
      report.error().message += "; " + removed.error().message;
  }
  if (report)
    std::ranges::move(cleanup_failures, std::back_inserter(report->build.publication.cleanup_failures));
  return report;
}

}  // namespace callside
