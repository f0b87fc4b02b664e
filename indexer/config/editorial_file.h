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

// The editors' file, search.yaml, as editors write it:
//
//   synonyms:
//     - {callers_say: [tuck money, dinner money], articles_say: lunch account, lang: en}      one-way
//     - {same: [laptop, notebook]}                                                            each means the
//     other
//     - [parking permit, parking card]                                                        the same,
//     shorter
//   pins:
//     - {words: portal down, article: portal/status, from: 2026-10-01 07:30, until: 2026-10-01}
//   never_for:
//     - {words: bus, article: fees/bus-levy-2019}
//
// Where a list of texts may stand, one text may. EDITORS.md says what each means.

// The canonical form of a BCP 47 tag; nothing for what is no language.
using CanonicalLanguage = std::function<std::optional<std::string>(std::string_view tag)>;

// Reads such a file whole, or fails: a slip is an error that names its line and the way out, an unknown key
// one that names the nearest known key. UTF-8, at most 8 MiB. Times without a zone are local to
// `zone`; a day alone is all of that day.
Result<EditorialRules> load_editorial_rules(const std::filesystem::path& path,
                                            const CanonicalLanguage& canonical, const TimeZone& zone);

// Where an index of these sources, read by that configuration (empty: there is none), may have its editors'
// file: at the root of each source that is a folder, and beside the configuration. Absolute, none twice.
std::vector<std::filesystem::path> editorial_places(const std::vector<std::filesystem::path>& sources,
                                                    const std::filesystem::path& config);

// The one file that is at such places, read; empty rules where there is none. Two are an error that names
// both: editors could not tell which of them counts.
Result<EditorialRules> find_editorial_rules(const std::vector<std::filesystem::path>& sources,
                                            const std::filesystem::path& config,
                                            const CanonicalLanguage& canonical, const TimeZone& zone);

}  // namespace callside
