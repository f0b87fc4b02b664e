#include "indexer/build/builder.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/version.h"
#include "indexer/build/forgetting.h"
#include "indexer/build/left_out.h"
#include "indexer/build/old_generations.h"
#include "indexer/build/reading_pass.h"
#include "indexer/build/subject_key.h"
#include "indexer/build/word_model.h"
#include "indexer/build/writing_pass.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

Result<BuildReport> build_into(const IndexFolder& folder, const std::string& name, DocumentStream& stream,
                               const BuildOptions& options, BuildProgress& progress, const WriterLock& lock) {
  const auto began = std::chrono::steady_clock::now();
  CALLSIDE_ASSIGN(ReadingResult reading,
                  read_for_generation(folder, name, stream, options, nullptr, progress));
  if (reading.documents.empty()) return nothing_read(reading);
  WritingOptions writing{folder.building(name), name, nullptr, {}, options.interrupted};
  std::optional<WordModel> model;
  if (options.same_model) {
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    CALLSIDE_ASSIGN(const Manifest published, read_manifest(folder.generation(current) / kManifestFile));
    CALLSIDE_ASSIGN(model, read_model(folder.generation(current), published));
    writing.model = &*model;
    writing.model_file = folder.generation(current) / kModelFile;
  }
  CALLSIDE_ASSIGN(Manifest manifest, write_generation(writing, reading, progress));
  CALLSIDE_TRY(remove_tree(folder.building(name) / kSpoolFolder));
  CALLSIDE_TRY(record_left_out(folder, reading, manifest));
  CALLSIDE_TRY(write_ledger(folder.building(name) / kLedgerFile, reading.ledger));

  manifest.program = kVersion;
  manifest.created = now_utc();
  if (!model) manifest.model = {name, manifest.created, manifest.documents, 0};
  manifest.reading = options.reading;
  manifest.redacted = reading.redacted;
  count_sources(reading.ledger, options.sources, manifest);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  manifest.build_seconds = took.count();
  CALLSIDE_TRY(write_manifest(folder.building(name) / kManifestFile, manifest));
  if (options.interrupted != nullptr && options.interrupted->load())
    return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_ASSIGN(Publication publication, publish_building(folder, name, options.publish, lock));
  return BuildReport{name, std::move(publication), std::move(manifest), std::move(reading.remarks),
                     std::move(reading.redacted_tickets)};
}

}  // namespace

Result<ReadingResult> read_for_generation(const IndexFolder& folder, const std::string& name,
                                          DocumentStream& stream, const BuildOptions& options,
                                          const Ledger* known, BuildProgress& progress) {
  ReadingOptions reading;
  reading.folder = folder.building(name) / kSpoolFolder;
  CALLSIDE_TRY(make_private_folder(reading.folder));
  CALLSIDE_ASSIGN(reading.subject_key, subject_key(folder));
  reading.threads = std::max(1U, options.threads);
  reading.strict = options.strict;
  reading.settings = options.settings;
  reading.redactor = options.redactor;
  reading.list_redacted = options.list_redacted;
  reading.known = known;
  CALLSIDE_ASSIGN(
      const Admission admission,
      Admission::open(folder, reading.subject_key, options.ticket_max_age, options.today.value_or(today())));
  reading.admission = &admission;
  reading.interrupted = options.interrupted;
  return read_sources(stream, reading, progress);
}

tl::unexpected<Error> nothing_read(const ReadingResult& reading) {
  if (reading.remarks.empty()) {
    return fail(ErrorCode::invalid_input, "no document could be read" + left_out_text(reading.ledger),
                "look at the sources");
  }
  const Remark& first = reading.remarks.front();
  return fail(ErrorCode::invalid_input,
              "no document could be read: " + to_string(first.place) + ": " + first.reason, first.hint);
}

void count_sources(const Ledger& ledger, const std::vector<std::filesystem::path>& sources,
                   Manifest& manifest) {
  manifest.sources.clear();
  manifest.rejected = 0;
  for (const fs::path& source : sources)
    manifest.sources.push_back({fs::absolute(source).lexically_normal().string(), 0});
  for (std::size_t file = 0; file < ledger.files.size(); ++file) {
    for (std::uint32_t i = ledger.files[file].first_record; i < ledger.end_of(file); ++i) {
      const LedgerRecord::Outcome outcome = ledger.records[i].outcome;
      if (outcome == LedgerRecord::Outcome::rejected || outcome == LedgerRecord::Outcome::duplicate)
        ++manifest.rejected;
      if (outcome == LedgerRecord::Outcome::indexed && ledger.files[file].source < manifest.sources.size())
        ++manifest.sources[ledger.files[file].source].documents;
    }
  }
}

Result<BuildReport> build(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress) {
  const IndexFolder folder(options.index);
  CALLSIDE_ASSIGN(const WriterLock lock, WriterLock::take(folder, "build"));
  CALLSIDE_TRY(remove_leftovers(folder, lock));
  CALLSIDE_TRY(complete_forgetting(folder, lock));
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
