#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/time_zone.h"
#include "indexer/format/editorial_rules.h"

namespace callside {

// The editors' file, search.yaml:
//
//   synonyms:
//     - {callers_say: [tuck money, dinner money], articles_say: lunch account, lang: en}   one-way
//     - {same: [laptop, notebook]}                     mutual
//     - [parking permit, parking card]                 mutual, short form
//   pins:
//     - {words: portal down, article: portal/status, from: 2026-10-01 07:30, until: 2026-10-01}
//   never_for:
//     - {words: bus, article: fees/bus-levy-2019}
//
// A list of texts can be a single text. EDITORS.md explains each entry.

// Returns the canonical form of a BCP 47 tag, or nullopt if it is not a language.
using CanonicalLanguage = std::function<std::optional<std::string>(std::string_view tag)>;

// Reads such a file: UTF-8, at most 8 MiB. Any mistake is an error that names its line and what to do; for an
// unknown key, the nearest known key. Times without a zone are local to `zone`. A day without a time means
// the whole day.
Result<EditorialRules> load_editorial_rules(const std::filesystem::path& path,
                                            const CanonicalLanguage& canonical, const TimeZone& zone);

// Paths where an index of these sources with that configuration (empty: none) may have its editors' file: at
// the root of each source folder, and next to the configuration. Absolute, without duplicates.
std::vector<std::filesystem::path> editorial_places(const std::vector<std::filesystem::path>& sources,
                                                    const std::filesystem::path& config);

// Reads the editors' file among these paths. Returns empty rules if there is none. Two files are an error
// that names both, since editors could not know which one is in force.
Result<EditorialRules> find_editorial_rules(const std::vector<std::filesystem::path>& sources,
                                            const std::filesystem::path& config,
                                            const CanonicalLanguage& canonical, const TimeZone& zone);

}  // namespace callside
