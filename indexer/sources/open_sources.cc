#include "indexer/sources/open_sources.h"

#include <utility>

#include "indexer/sources/record_values.h"
#include "indexer/sources/source_files.h"
#include "indexer/sources/source_stream.h"

namespace callside {

Result<std::unique_ptr<DocumentStream>> open_sources(const std::vector<std::filesystem::path>& paths,
                                                     const SourceOptions& options) {
  std::optional<SourceFormat> as;
  if (options.as) {
    CALLSIDE_ASSIGN(as, read_source_format(*options.as));
  }
  CALLSIDE_ASSIGN(RecordDefaults defaults, read_defaults(options.defaults, options.config));
  if (paths.empty())
    return fail(ErrorCode::usage, "no SOURCE is named", "name files or folders with documents");
  std::vector<Source> sources;
  for (const std::filesystem::path& path : paths) {
    CALLSIDE_ASSIGN(Source source, look_through(path, as));
    sources.push_back(std::move(source));
  }
  return std::make_unique<SourceStream>(std::move(sources), options.config, std::move(defaults),
                                        options.interrupted);
}

}  // namespace callside
