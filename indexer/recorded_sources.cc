#include "indexer/recorded_sources.h"

#include <string>
#include <utility>

namespace callside {

namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> choose_paths(const Manifest& manifest, const std::vector<fs::path>& named,
                                           bool replace) {
  std::vector<fs::path> recorded;
  for (const Manifest::Source& source : manifest.sources) recorded.emplace_back(source.path);
  if (named.empty()) return recorded;
  std::vector<fs::path> whole;
  for (const fs::path& source : named) whole.push_back(fs::absolute(source).lexically_normal());
  if (whole == recorded || replace) return whole;
  std::string list;
  for (const fs::path& source : recorded) list += (list.empty() ? "" : ", ") + source.string();
  return fail(ErrorCode::usage, "this index was made of other sources: " + list,
              "leave SOURCE out to read these; `callside-index update --replace` makes it of the named ones");
}

}  // namespace

Result<RecordedSources> choose_sources(const Manifest& manifest, const std::vector<fs::path>& named,
                                       bool replace, const ReadingArguments& arguments) {
  RecordedSources chosen;
  CALLSIDE_ASSIGN(chosen.sources, choose_paths(manifest, named, replace));
  CALLSIDE_ASSIGN(Manifest::Reading reading, read_reading(arguments));
  if (reading.as.empty()) reading.as = manifest.reading.as;
  if (reading.encoding.empty()) reading.encoding = manifest.reading.encoding;
  if (reading.defaults.empty()) reading.defaults = manifest.reading.defaults;
  if (reading.config.empty()) reading.config = manifest.reading.config;
  reading.declared = manifest.reading.declared && !replace;
  chosen.reading = std::move(reading);
  return chosen;
}

}  // namespace callside
