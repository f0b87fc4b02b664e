#include "indexer/format/index_timezone.h"

#include <algorithm>

namespace callside {

Result<TimeZone> timezone_of(const Manifest& manifest) {
  auto zone = TimeZone::named(manifest.reading.timezone);
  if (!zone) {
    return fail(ErrorCode::io,
                "the index was built with the time zone \"" + manifest.reading.timezone +
                    "\", which this machine does not know",
                "update ICU on this machine, or set another timezone in callside.yaml and build again");
  }
  return zone;
}

Result<TimeZone> timezone_of(const IndexFolder& folder) {
  std::vector<std::string> names = folder.list();
  if (const auto current = folder.current()) names.push_back(*current);
  std::reverse(names.begin(), names.end());
  for (const std::string& name : names) {
    if (const auto manifest = read_manifest(folder.generation(name) / kManifestFile))
      return timezone_of(*manifest);
  }
  return TimeZone();
}

}  // namespace callside
