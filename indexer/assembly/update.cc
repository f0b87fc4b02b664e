#include "indexer/assembly/update.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "indexer/assembly/editorial_remarks.h"
#include "indexer/assembly/generation_sources.h"
#include "indexer/assembly/left_out.h"
#include "indexer/assembly/update_pass.h"
#include "indexer/assembly/verified_base.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/forget/forgetting.h"
#include "indexer/publish/old_generations.h"

namespace callside {

namespace {

DocumentName name_of(const Generation& generation, std::uint32_t number) {
  const StoredDocument document = generation.store().document(number);
  return {document.kind(), std::string(document.id()),
          generation.manifest().language_tags[document.head().language_tag]};
}

void report_changes(const Generation& old, const std::vector<std::uint32_t>& removed,
                    const std::vector<SpooledDocument>& added, UpdateReport& report) {
  std::vector<DocumentName> gone, come;
  for (const std::uint32_t number : removed) gone.push_back(name_of(old, number));
  for (const SpooledDocument& document : added) come.push_back({document.kind, document.id, document.lang});
  std::sort(gone.begin(), gone.end());
  std::sort(come.begin(), come.end());
  std::set_intersection(come.begin(), come.end(), gone.begin(), gone.end(),
                        std::back_inserter(report.changed));
  std::set_difference(come.begin(), come.end(), gone.begin(), gone.end(), std::back_inserter(report.added));
  std::set_difference(gone.begin(), gone.end(), come.begin(), come.end(), std::back_inserter(report.removed));
}

bool same_paths(const std::vector<Manifest::Source>& a, const std::vector<Manifest::Source>& b) {
  return std::ranges::equal(a, b, {}, &Manifest::Source::path, &Manifest::Source::path);
}

Result<UpdateReport> update_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                                 const BuildOptions& options, BuildProgress& progress,
                                 const WriterLock& lock) {
  const auto began = std::chrono::steady_clock::now();
  CALLSIDE_ASSIGN(const std::string current, generation_to_update(folder, options.from_newest));
  CALLSIDE_ASSIGN(const EarlierGeneration earlier, open_earlier(folder, current));
  const Generation& old = earlier.generation;
  VerifiedBase base(folder, current, options.interrupted);
  CALLSIDE_ASSIGN(GenerationSources sources,
                  read_for_generation(folder, name, stream, options, &earlier, Reuse::records, progress));
  if (options.is_outdated && options.is_outdated())
    return fail(ErrorCode::changed, "the sources changed while they were read");
  ReadingResult& reading = sources.reading;
  const std::vector<std::uint32_t>& removed = sources.resolution.removed;

  UpdateReport report;
  report.build.remarks = without_records(std::move(reading.remarks));
  report.build.redacted = std::move(reading.redacted_tickets);
  report_changes(old, removed, reading.documents, report);
  report.unchanged = removed.empty() && reading.documents.empty() && !sources.resolution.superseded &&
                     (options.reading.declared || same_paths(sources.sources, old.manifest().sources)) &&
                     std::ranges::equal(stale_documents(reading.ledger), old.store().stale()) &&
                     sources.editorial.same_as(old.editorial());
  if (report.unchanged) {
    report.build.generation = current;
    report.build.manifest = old.manifest();
    count_sources(reading.ledger, std::move(sources.sources), report.build.manifest);
    CALLSIDE_TRY(record_left_out(folder, reading, report.build.manifest));
    return report;
  }
  CALLSIDE_TRY(base.wait());
  CALLSIDE_ASSIGN(Manifest manifest,
                  write_update({folder.generation(current), folder.building(name), name, options.interrupted},
                               old, removed, reading, progress));
  CALLSIDE_TRY(remove_tree(folder.building(name) / kSpoolFolder));
  manifest.oldest_ticket = sources.aged.oldest_left;
  CALLSIDE_TRY(record_left_out(folder, reading, manifest));
  CALLSIDE_TRY(write_ledger(folder.building(name) / kLedgerFile, reading.ledger));
  CALLSIDE_TRY(write_editorial_rules(folder.building(name) / kEditorialFile, sources.editorial));
  manifest.program = kVersion;
  manifest.created = now_utc();
  manifest.reading = options.reading;
  manifest.model.changed += report.added.size() + report.changed.size() + report.removed.size();
  for (const auto& [kind, count] : reading.redacted) manifest.redacted[kind] += count;
  count_sources(reading.ledger, std::move(sources.sources), manifest);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(record_files(folder.building(name), folder.generation(current), manifest));
  CALLSIDE_TRY(write_manifest(folder.building(name) / kManifestFile, manifest));
  if (options.interrupted != nullptr && options.interrupted->load())
    return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_ASSIGN(report.build.publication, publish_building(folder, name, options.publish, lock));
  std::ranges::move(editorial_remarks(options.editorial, folder, name),
                    std::back_inserter(report.build.remarks));
  report.build.generation = name;
  report.build.manifest = std::move(manifest);
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

Result<UpdateReport> update(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_TRY(generation_to_update(folder, options.from_newest));
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, options.publish.command));
  CALLSIDE_ASSIGN(std::vector<Error> untidy, clear_the_way(folder, lock));
  const std::string name = next_generation(folder, lock);
  CALLSIDE_TRY(make_private_folder(folder.building(name)));
  auto report = update_into(folder, name, stream, options, progress, lock);
  if (!report || report->unchanged) {
    if (auto removed = remove_tree(folder.building(name)); !removed && !report)
      report.error().message += "; " + removed.error().message;
  }
  if (report) std::ranges::move(untidy, std::back_inserter(report->build.publication.untidy));
  return report;
}

}  // namespace callside
