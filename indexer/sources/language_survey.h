#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/sources/article_language.h"
#include "indexer/sources/open_sources.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/source_files.h"

namespace callside {

// Returns the key of a source in the map of languages: a folder's absolute path, or an empty string for
// sources that are files, which are surveyed together.
std::string language_key(const Source& source);

// Returns the languages of all sources. Keeps those in options.languages and reads a sample of the others;
// the sample does not depend on the order of the files. Does not read exports and tables, which name the
// language of their records. Returns only the known ones if `defaults` sets a language.
std::map<std::string, SourceLanguages> survey_languages(const std::vector<Source>& sources,
                                                        const SourceOptions& options,
                                                        const RecordDefaults& defaults);

}  // namespace callside
