#include "indexer/assembly/planned_sources.h"

#include <algorithm>
#include <utility>

#include "indexer/assembly/editorial_remarks.h"
#include "indexer/assembly/exclusions.h"
#include "indexer/assembly/subject_key.h"
#include "indexer/base/files.h"
#include "indexer/base/paths.h"
#include "indexer/base/time_zone.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using Outcome = LedgerRecord::Outcome;

std::string absolute_text(const fs::path& path) { return absolute_path(path).string(); }

std::optional<std::uint32_t> place_in(const std::vector<Manifest::Source>& sources, const std::string& path) {
  const auto at = std::find_if(sources.begin(), sources.end(),
                               [&](const Manifest::Source& one) { return one.path == path; });
  if (at == sources.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - sources.begin());
}

// Returns the sources of the new generation: sources of the earlier one that stay, then new ones.
std::vector<Manifest::Source> all_sources(const SourcePlan& plan, const EarlierGeneration* earlier) {
  std::vector<Manifest::Source> sources;
  const auto add = [&](const std::string& path) {
    if (!place_in(sources, path)) sources.push_back({path, 0, {}, false, false});
  };
  if (earlier != nullptr && !plan.unread.empty()) {
    const auto named = [&](const std::string& path) {
      const auto is_it = [&](const fs::path& one) { return absolute_text(one) == path; };
      return std::any_of(plan.sources.begin(), plan.sources.end(), is_it) ||
             std::any_of(plan.unread.begin(), plan.unread.end(), is_it);
    };
    for (const Manifest::Source& one : earlier->generation.manifest().sources) {
      if (named(one.path)) add(one.path);
    }
  }
  for (const fs::path& one : plan.sources) add(absolute_text(one));
  if (earlier == nullptr) return sources;
  const std::vector<Manifest::Source>& known = earlier->generation.manifest().sources;
  for (Manifest::Source& one : sources) {
    const auto at = place_in(known, one.path);
    one.is_added = at ? known[*at].is_added : plan.scope != SourcePlan::Scope::whole;
  }
  return sources;
}

// Returns, for each source of the earlier generation, its number in `sources`: the source with the same path,
// else the next new source, since it may have been moved. A delta export matches by path only.
std::vector<std::optional<std::uint32_t>> places_of(const std::vector<Manifest::Source>& earlier,
                                                    const std::vector<Manifest::Source>& sources) {
  std::vector<std::optional<std::uint32_t>> places;
  for (const Manifest::Source& one : earlier) places.push_back(place_in(sources, one.path));
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    if (places[i] || !earlier[i].deltas.empty()) continue;
    while (next < sources.size() && place_in(earlier, sources[next].path)) ++next;
    if (next < sources.size()) places[i] = next++;
  }
  return places;
}

RecordRegister::Options register_options(const SourcePlan& plan, const EarlierGeneration* earlier,
                                         const PlannedReading& options,
                                         const std::vector<Manifest::Source>& sources) {
  RecordRegister::Options records;
  records.settings = plan.settings;
  for (const fs::path& one : plan.sources) records.sources.push_back(*place_in(sources, absolute_text(one)));
  if (earlier == nullptr || !options.reuse_deltas) return records;
  records.old = &earlier->ledger;
  records.trust.records = options.reuse_records;
  const std::vector<Manifest::Source>& known = earlier->generation.manifest().sources;
  records.old_sources = places_of(known, sources);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!known[i].deltas.empty() && !records.old_sources[i]) records.trust.superseded = false;
  }
  for (const fs::path& one : plan.unread) {
    if (const auto place = place_in(sources, absolute_text(one))) records.unread.push_back(*place);
  }
  return records;
}

// The error if no document was read. It has the first reason.
tl::unexpected<Error> no_document_error(const ReadingResult& reading) {
  if (reading.remarks.empty()) {
    return fail(ErrorCode::invalid_input, "no document could be read" + exclusions_text(reading.ledger),
                "check the sources");
  }
  const Remark& first = reading.remarks.front().remark;
  return fail(ErrorCode::invalid_input,
              "no document could be read: " + to_string(first.place) + ": " + first.reason, first.hint);
}

// The error if sources were named that are not in the index, without --add or --replace.
tl::unexpected<Error> other_sources_error(const EarlierGeneration& earlier) {
  std::string list;
  for (const Manifest::Source& one : earlier.generation.manifest().sources)
    list += (list.empty() ? "" : ", ") + one.path;
  return fail(
      ErrorCode::usage, "this index was built from other sources: " + list,
      "leave SOURCE out to update from these; --add adds the named sources to them; --replace builds the "
      "index from the named sources instead");
}

// True if every source is a delta export, and each of its documents is of a kind for which it is one.
bool are_deltas(const DocumentStream& stream, std::size_t sources, const ReadingResult& reading) {
  for (std::size_t i = 0; i < sources; ++i) {
    if (stream.deltas(i).empty()) return false;
  }
  return std::ranges::all_of(reading.documents, [&](const SpooledDocument& one) {
    return reading.deltas.contains({reading.ledger.source_of(one.sequence), one.kind});
  });
}

// Fills Manifest::Source::only_deltas.
void find_only_deltas(const EarlierGeneration* earlier, const Resolution& resolution, PlannedSources& out) {
  for (Manifest::Source& source : out.sources) source.only_deltas = !source.deltas.empty();
  const auto holds = [&](std::uint64_t record, Kind kind) {
    const std::uint32_t source = out.reading.ledger.source_of(record);
    if (!out.reading.deltas.contains({source, kind})) out.sources[source].only_deltas = false;
  };
  for (const SpooledDocument& one : out.reading.documents) holds(one.sequence, one.kind);
  for (const KeptDocument& one : resolution.kept)
    holds(one.record, earlier->generation.store().document(one.number).kind());
}

bool holds_any(const ReadingResult& reading) {
  const auto& records = reading.ledger.records;
  return !reading.documents.empty() ||
         std::any_of(records.begin(), records.end(),
                     [](const LedgerRecord& one) { return one.has_document(); });
}

}  // namespace

Result<PlannedSources> read_plan(const IndexFolder& folder, DocumentStream& stream, const SourcePlan& plan,
                                 const EarlierGeneration* earlier, const PlannedReading& options,
                                 BuildProgress& progress) {
  PlannedSources out;
  out.sources = all_sources(plan, earlier);
  ReadingOptions reading;
  reading.folder = options.spool;
  CALLSIDE_TRY(make_private_folder(reading.folder));
  reading.records = register_options(plan, earlier, options, out.sources);
  CALLSIDE_ASSIGN(reading.records.key, subject_key(folder));
  out.unread.insert(reading.records.unread.begin(), reading.records.unread.end());
  CALLSIDE_ASSIGN(const TimeZone zone, TimeZone::named(plan.reading.timezone));
  const std::int32_t day = plan.today ? *plan.today : zone.today();
  CALLSIDE_ASSIGN(const Admission admission,
                  Admission::open(folder, reading.records.key, plan.ticket_max_age, day));
  reading.admission = &admission;
  out.editorial = without_forgotten(plan.editorial, admission);
  reading.threads = std::max(1U, options.threads);
  reading.strict = options.strict;
  reading.keep_all = plan.scope != SourcePlan::Scope::whole;
  reading.kind_of = [earlier](std::uint32_t document) {
    return earlier->generation.store().document(document).kind();
  };
  reading.redactor = plan.redactor;
  reading.list_redacted = options.list_redacted;
  reading.interrupted = options.interrupted;
  const bool only_deltas = plan.scope == SourcePlan::Scope::deltas;
  for (std::size_t i = 0; only_deltas && i < plan.sources.size(); ++i) {
    if (!stream.may_be_delta(i)) return other_sources_error(*earlier);
  }
  CALLSIDE_ASSIGN(out.reading, read_sources(stream, reading, progress));
  if (only_deltas && !are_deltas(stream, plan.sources.size(), out.reading))
    return other_sources_error(*earlier);

  for (const std::uint32_t source : out.unread) {
    const auto& known = earlier->generation.manifest().sources;
    const auto at = place_in(known, out.sources[source].path);
    if (!at) continue;
    for (const Kind kind : known[*at].deltas) out.reading.deltas.emplace(source, kind);
  }
  for (const auto& [source, kind] : out.reading.deltas) out.sources[source].deltas.push_back(kind);
  if (earlier != nullptr)
    out.aged = mark_aged_tickets(earlier->generation, plan.ticket_max_age.first_day(day), out.reading.ledger);
  if (!holds_any(out.reading)) return no_document_error(out.reading);
  return out;
}

Result<Resolution> resolve_plan(PlannedSources& sources, const EarlierGeneration* earlier) {
  ResolveOptions options;
  options.old = earlier == nullptr ? nullptr : &earlier->generation;
  options.old_ledger = earlier == nullptr ? nullptr : &earlier->ledger;
  options.unread = sources.unread;
  options.outdated = sources.aged.numbers;
  CALLSIDE_ASSIGN(Resolution resolution, resolve(sources.reading, options));
  find_only_deltas(earlier, resolution, sources);
  return resolution;
}

void count_sources(const Ledger& ledger, std::vector<Manifest::Source> sources, Manifest& manifest) {
  manifest.sources = std::move(sources);
  manifest.rejected = 0;
  manifest.stale = 0;
  for (Manifest::Source& source : manifest.sources) source.documents = 0;
  for (std::size_t file = 0; file < ledger.files.size(); ++file) {
    for (std::uint32_t i = ledger.files[file].first_record; i < ledger.end_of(file); ++i) {
      const LedgerRecord& record = ledger.records[i];
      if (record.outcome == Outcome::rejected || record.outcome == Outcome::duplicate ||
          record.outcome == Outcome::stale)
        ++manifest.rejected;
      if (record.outcome == Outcome::stale) ++manifest.stale;
      if (record.has_document()) ++manifest.sources[ledger.files[file].source].documents;
    }
  }
}

}  // namespace callside
