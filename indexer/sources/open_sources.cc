#include "indexer/sources/open_sources.h"

#include <algorithm>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/language_survey.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/source_files.h"
#include "indexer/sources/source_stream.h"
#include "indexer/sources/text_decoder.h"

namespace callside {

Result<std::unique_ptr<DocumentStream>> open_sources(const std::vector<std::filesystem::path>& paths,
                                                     const SourceOptions& options) {
  std::optional<SourceFormat> as;
  if (options.as) {
    CALLSIDE_ASSIGN(as, read_source_format(*options.as));
  }
  CALLSIDE_ASSIGN(RecordDefaults defaults, read_defaults(options.defaults, options.config));
  if (options.encoding && !is_encoding(*options.encoding)) {
    return fail(ErrorCode::usage, "--encoding " + in_quotes(*options.encoding) + ": unknown encoding",
                "use, for example, utf-8, windows-1250, windows-1252 or utf-16");
  }
  if (paths.empty())
    return fail(ErrorCode::usage, "no SOURCE is named", "name files or folders with documents");
  std::vector<Source> sources;
  for (const std::filesystem::path& path : paths) {
    CALLSIDE_ASSIGN(Source source, look_through(path, as));
    sources.push_back(std::move(source));
  }
  const bool tables = std::any_of(sources.begin(), sources.end(), [](const Source& source) {
    return std::any_of(source.files.begin(), source.files.end(),
                       [](const SourceFile& file) { return file.format == SourceFormat::csv; });
  });
  if (options.encoding && !tables) {
    return fail(ErrorCode::usage, "--encoding applies only to CSV files, and no SOURCE has any",
                "omit it; files of the other formats are UTF-8");
  }
  auto languages = survey_languages(sources, options, defaults);
  auto stream = std::make_unique<SourceStream>(std::move(sources), options, std::move(defaults));
  stream->set_languages(std::move(languages));
  return stream;
}

}  // namespace callside
