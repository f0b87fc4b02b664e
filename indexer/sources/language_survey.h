#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/sources/article_language.h"
#include "indexer/sources/open_sources.h"
#include "indexer/sources/record_values.h"
#include "indexer/sources/source_files.h"

namespace callside {

// What the languages of a source are kept under: a folder's absolute path; empty for files that are named one
// by one, which are judged together.
std::string language_key(const Source& source);

// The languages of all sources. Those that are `known` stay; of the others a sample is read, which does not
// depend on the order of the files. Exports and tables are not read: they say the language of their records.
std::map<std::string, SourceLanguages> survey_languages(const std::vector<Source>& sources,
                                                        const SourceOptions& options,
                                                        const RecordDefaults& defaults);

}  // namespace callside
