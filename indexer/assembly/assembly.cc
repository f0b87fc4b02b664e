#include "indexer/assembly/assembly.h"

#include <algorithm>
#include <utility>

#include "indexer/assembly/carried_documents.h"
#include "indexer/assembly/editorial_remarks.h"
#include "indexer/assembly/exclusions.h"
#include "indexer/assembly/learn/score_training.h"
#include "indexer/assembly/learn/word_model.h"
#include "indexer/assembly/update_pass.h"
#include "indexer/base/file_digest.h"
#include "indexer/base/files.h"
#include "indexer/base/moment.h"
#include "indexer/base/version.h"
#include "indexer/format/generation_files.h"

namespace callside {

namespace {

bool have_same_paths(const std::vector<Manifest::Source>& a, const std::vector<Manifest::Source>& b) {
  return std::ranges::equal(a, b, {}, &Manifest::Source::path, &Manifest::Source::path);
}

}  // namespace

Assembly::Assembly(const IndexFolder& folder, std::string name, const EarlierGeneration* base, Reuse reuse,
                   const AssemblyOptions& options, BuildProgress& progress)
    : folder_(folder),
      name_(std::move(name)),
      base_(base),
      reuse_(base == nullptr ? Reuse::nothing : reuse),
      options_(options),
      progress_(progress) {}

std::filesystem::path Assembly::spool() const { return building() / "spool"; }

std::filesystem::path Assembly::model_folder() const {
  return learning_ == Learning::keep ? folder_.generation(base_->generation.name()) : std::filesystem::path();
}

Result<void> Assembly::read(DocumentStream& stream, const SourcePlan& plan) {
  reading_ = plan.reading;
  PlannedReading options;
  options.spool = spool();
  options.reuse_records = reuse_ == Reuse::records;
  options.reuse_deltas = reuse_ == Reuse::records || reuse_ == Reuse::deltas;
  options.threads = options_.threads;
  options.strict = options_.strict;
  options.list_redacted = options_.list_redacted;
  options.interrupted = options_.interrupted;
  CALLSIDE_ASSIGN(sources_, read_plan(folder_, stream, plan, base_, options, progress_));
  return ok();
}

Result<void> Assembly::read_stored(const Admission& admission, const BarHashes& hashes, const BarState& bars,
                                   ForgottenDocuments& forgotten) {
  bars_ = bars;
  reading_ = base_manifest().reading;
  sources_.sources = base_manifest().sources;
  sources_.editorial = without_forgotten(base_->generation.editorial(), admission);
  CALLSIDE_ASSIGN(sources_.reading,
                  read_stored_documents(base_->generation, {spool(), admission, hashes, options_.interrupted},
                                        forgotten, progress_));
  forgotten_ = forgotten.count();
  return ok();
}

Result<void> Assembly::resolve() {
  if (reuse_ == Reuse::stored_documents) return ok();
  CALLSIDE_ASSIGN(resolution_, resolve_plan(sources_, base_));
  if (reuse_ == Reuse::records) {
    changes_ = document_changes(base_->generation, resolution_.removed, sources_.reading.documents);
    return ok();
  }
  if (base_ == nullptr) return ok();
  return carry_over(base_->generation, resolution_.kept, spool() / "carried", sources_.reading);
}

bool Assembly::changes_nothing() const {
  return resolution_.removed.empty() && sources_.reading.documents.empty() && !resolution_.superseded &&
         (reading_.declared || have_same_paths(sources_.sources, base_manifest().sources)) &&
         std::ranges::equal(stale_documents(sources_.reading.ledger), base_->generation.store().stale()) &&
         sources_.editorial.same_as(base_->generation.editorial());
}

Result<Manifest> Assembly::unchanged_manifest() {
  manifest_ = base_manifest();
  count_sources(sources_.reading.ledger, std::move(sources_.sources), manifest_);
  CALLSIDE_TRY(count_exclusions());
  return std::move(manifest_);
}

Result<void> Assembly::learn(Learning learning) {
  learning_ = reuse_ == Reuse::records ? Learning::keep : learning;
  if (reuse_ == Reuse::records) return link_model(model_folder(), building());
  writing_.emplace(WritingOptions{building(), name_, options_.threads, options_.min_parallel_documents,
                                  options_.interrupted},
                   sources_.reading, progress_);
  if (learning == Learning::anew) return writing_->learn();
  CALLSIDE_ASSIGN(const WordModel model, read_model(model_folder(), base_manifest()));
  return writing_->keep(model, model_folder());
}

Result<void> Assembly::write() {
  if (reuse_ == Reuse::records) {
    CALLSIDE_ASSIGN(manifest_,
                    write_update({model_folder(), building(), name_, options_.threads, options_.interrupted},
                                 base_->generation, resolution_.removed, sources_.reading, progress_));
    manifest_.model.changed += changes_.size();
    manifest_.oldest_ticket = std::min(sources_.aged.oldest_left, oldest_ticket(sources_.reading.documents));
  } else {
    CALLSIDE_ASSIGN(manifest_, writing_->write());
    writing_.reset();
  }
  return remove_tree(spool());
}

// Replaces the ledger of read_stored(), which is indexed by stored document, with the base's ledger, in which
// documents get their new numbers.
void Assembly::renumber_stored_records() {
  Ledger ledger = base_->ledger;
  for (LedgerRecord& record : ledger.records) {
    if (record.document == 0) continue;
    record.document = sources_.reading.ledger.records[record.document].document;
    if (record.document == 0) record.outcome = LedgerRecord::Outcome::forgotten;
  }
  sources_.reading.ledger = std::move(ledger);
}

Result<void> Assembly::count_exclusions() {
  CALLSIDE_TRY(record_exclusions(folder_, sources_.reading, manifest_));
  if (reuse_ != Reuse::stored_documents) return ok();
  // The ledger lacks forgotten records, so add to the base's counts instead of counting again.
  const Manifest& base = base_manifest();
  manifest_.bars = bars_;
  manifest_.forgotten = base.forgotten + forgotten_;
  manifest_.too_old = base.too_old;
  manifest_.drafts = base.drafts;
  manifest_.hidden = base.hidden;
  manifest_.redacted = base.redacted;
  manifest_.copy_of = base_->generation.name();
  return ok();
}

Result<Manifest> Assembly::seal() {
  if (reuse_ == Reuse::stored_documents) renumber_stored_records();
  CALLSIDE_TRY(count_exclusions());
  CALLSIDE_TRY(write_ledger(building() / kLedgerFile, sources_.reading.ledger));
  CALLSIDE_TRY(write_editorial_rules(building() / kEditorialFile, sources_.editorial));
  manifest_.program = kVersion;
  manifest_.created = now_utc();
  if (learning_ == Learning::anew) manifest_.model = {name_, manifest_.created, manifest_.documents, 0};
  manifest_.reading = reading_;
  for (const auto& [kind, count] : sources_.reading.redacted) manifest_.redacted[kind] += count;
  count_sources(sources_.reading.ledger, std::move(sources_.sources), manifest_);
  manifest_.build_seconds = seconds_so_far();
  CALLSIDE_TRY(record_files(building(), model_folder(), manifest_));
  if (is_interrupted()) return fail(ErrorCode::interrupted, "interrupted");
  CALLSIDE_TRY(write_manifest(building() / kManifestFile, manifest_));
  if (learning_ == Learning::anew) CALLSIDE_TRY(calibrate());
  return std::move(manifest_);
}

double Assembly::seconds_so_far() const {
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
  return took.count();
}

Result<void> Assembly::calibrate() {
  const std::filesystem::path path = building() / kCalibrationFile;
  CALLSIDE_TRY(replace_file(building() / kInUseFile, ""));
  const IndexFolder folder = IndexFolder::of_building(folder_.root(), name_);
  CALLSIDE_ASSIGN(const Calibration calibration,
                  train_scores({folder, name_, options_.threads, options_.interrupted}));
  CALLSIDE_TRY(calibration.write(path));
  CALLSIDE_ASSIGN(const FileDigest digest, digest_file(path));
  for (Manifest::File& file : manifest_.files) {
    if (file.path == kCalibrationFile) file = {file.path, digest.bytes, digest.sha256};
  }
  manifest_.build_seconds = seconds_so_far();
  return write_manifest(building() / kManifestFile, manifest_);
}

std::vector<Remark> Assembly::take_remarks() {
  std::vector<Remark> remarks;
  remarks.reserve(sources_.reading.remarks.size());
  for (RecordRemark& one : sources_.reading.remarks) remarks.push_back(std::move(one.remark));
  sources_.reading.remarks.clear();
  return remarks;
}

std::vector<RedactedTicket> Assembly::take_redacted_tickets() {
  return std::move(sources_.reading.redacted_tickets);
}

}  // namespace callside
