#include "indexer/commands/recorded_sources.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/base/paths.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

void choose_recorded(const Manifest& manifest, RecordedSources& chosen) {
  for (const Manifest::Source& source : manifest.sources) {
    std::error_code ignored;
    const bool is_gone = source.only_deltas && !fs::exists(source.path, ignored);
    (is_gone ? chosen.unread : chosen.sources).emplace_back(source.path);
    if (source.only_deltas || source.is_added) chosen.added.emplace_back(source.path);
  }
}

tl::unexpected<Error> other_sources(const Manifest& manifest) {
  std::string list;
  for (const Manifest::Source& source : manifest.sources) list += (list.empty() ? "" : ", ") + source.path;
  return fail(ErrorCode::usage, "this index was built from other sources: " + list,
              "omit SOURCE to follow these");
}

void choose_named(const Manifest& manifest, const std::vector<fs::path>& named, NamedSources what,
                  RecordedSources& chosen) {
  for (const fs::path& source : named) chosen.sources.push_back(absolute_path(source));
  if (what == NamedSources::replace) return;
  for (const Manifest::Source& source : manifest.sources) {
    const fs::path path = source.path;
    if (std::find(chosen.sources.begin(), chosen.sources.end(), path) == chosen.sources.end())
      chosen.unread.push_back(path);
  }
  const bool all_named =
      what != NamedSources::add && chosen.unread.empty() && chosen.sources.size() == manifest.sources.size();
  if (all_named) return;
  chosen.scope = what == NamedSources::add ? SourcePlan::Scope::addition : SourcePlan::Scope::deltas;
}

}  // namespace

Result<RecordedSources> choose_sources(const Manifest& manifest, const std::vector<fs::path>& named,
                                       NamedSources what, const ReadingArguments& arguments) {
  RecordedSources chosen;
  if (named.empty()) {
    choose_recorded(manifest, chosen);
  } else {
    choose_named(manifest, named, what, chosen);
    if (what == NamedSources::same && chosen.scope != SourcePlan::Scope::whole)
      return other_sources(manifest);
  }
  CALLSIDE_ASSIGN(Manifest::Reading reading, read_reading(arguments));
  if (reading.as.empty()) reading.as = manifest.reading.as;
  if (reading.encoding.empty()) reading.encoding = manifest.reading.encoding;
  if (reading.defaults.empty()) reading.defaults = manifest.reading.defaults;
  if (reading.config.empty()) reading.config = manifest.reading.config;
  if (what != NamedSources::replace) reading.languages = manifest.reading.languages;
  reading.declared = manifest.reading.declared && what != NamedSources::replace;
  chosen.reading = std::move(reading);
  return chosen;
}

}  // namespace callside
