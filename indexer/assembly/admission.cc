#include "indexer/assembly/admission.h"

#include <algorithm>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/format/manifest.h"

namespace callside {

namespace {

using Outcome = LedgerRecord::Outcome;

// An older list restored from a backup would let documents back in that were forgotten since.
Result<void> require_all(const IndexFolder& folder, const BarList& list) {
  const auto current = folder.current();
  if (!current) return ok();
  const auto manifest = read_manifest(folder.generation(*current) / kManifestFile);
  if (!manifest || manifest->bars.count <= list.bars.size()) return ok();
  const std::string index = " --index " + folder.root().string();
  return fail(
      ErrorCode::stopped,
      folder.forgotten_file().string() + " has " + std::to_string(list.bars.size()) +
          " entries, but generation " + *current + " was made with " + std::to_string(manifest->bars.count),
      "restore the newer file, or add the missing entries from receipts: callside-index forget --from "
      "RECEIPT" +
          index + "; to go on without them: callside-index forget --again" + index);
}

}  // namespace

Admission::Admission(const BarList& list, BarHashes hashes, std::optional<std::int32_t> first_day)
    : hashes_(std::move(hashes)), first_day_(first_day) {
  for (const Bar& bar : list.bars) {
    if (bar.of != Bar::Of::subject) {
      documents_.insert(bar.hash);
    } else if (const auto [at, fresh] = subjects_.try_emplace(bar.hash, bar.day); !fresh) {
      at->second = std::max(at->second, bar.day);
    }
  }
}

Result<Admission> Admission::open(const IndexFolder& folder, const std::string& secret,
                                  TicketAge ticket_max_age, std::int32_t today) {
  const BarHashes hashes(secret);
  CALLSIDE_ASSIGN(const BarList list, read_bars_to_be(folder));
  CALLSIDE_TRY(require_secret(folder, list, hashes));
  CALLSIDE_TRY(require_all(folder, list));
  return Admission(list, hashes, ticket_max_age.first_day(today));
}

Outcome Admission::judge(const Document& document) const {
  if (!documents_.empty() && documents_.contains(hashes_.document(document.kind, document.id)))
    return Outcome::forgotten;
  if (document.kind != Kind::ticket) return Outcome::indexed;
  if (!subjects_.empty() && !document.subject_ref.empty() &&
      is_barred(hashes_.subject(document.subject_ref), document.closed))
    return Outcome::forgotten;
  const auto closed = parse_day(document.closed);
  return first_day_ && closed && *closed < *first_day_ ? Outcome::too_old : Outcome::indexed;
}

bool Admission::is_forgotten(Kind kind, std::string_view id, std::string_view subject,
                             std::string_view closed) const {
  if (!documents_.empty() && documents_.contains(hashes_.document(kind, id))) return true;
  return !subject.empty() && is_barred(std::string(subject), closed);
}

bool Admission::is_barred(const std::string& subject, std::string_view closed) const {
  const auto found = subjects_.find(subject);
  if (found == subjects_.end()) return false;
  const auto day = parse_day(closed);
  return !day || *day <= found->second;
}

}  // namespace callside
