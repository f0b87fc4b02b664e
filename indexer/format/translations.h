#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/version_state.h"

namespace callside {

// What editors said of translations: that a version corresponds to its source as that was. In
// translations.json of the index folder, beside every generation: builds, updates and rollbacks leave it as
// it is, and daemons follow it. Plain values: copy it, read it from any thread.

// The version of translations.json.
inline constexpr int kTranslationsVersion = 1;

struct Translation {
  std::string id;      // of the article
  std::string lang;    // BCP 47, of the version that is the translation
  std::string from;    // BCP 47, of its source version
  std::string digest;  // content_digest() of the source version then
  std::string when;    // ISO 8601, UTC
  std::string by;      // user name
};

class Translations {
 public:
  // The last one that was recorded of this version, or nothing. Languages are compared without their case.
  const Translation* find(std::string_view id, std::string_view lang) const;
  // In the place of what was recorded of the same version.
  void record(Translation translation);
  // Of all versions of an article.
  void erase(std::string_view id);

  bool empty() const { return by_version_.empty(); }
  std::size_t size() const { return by_version_.size(); }
  // By id and language.
  std::vector<Translation> all() const;

 private:
  static std::string key_of(std::string_view id, std::string_view lang);

  std::unordered_map<std::string, Translation> by_version_;
};

// An index without the file has none. A damaged file is an error, and is never half read; one of another
// version is an old_index error.
Result<Translations> read_translations(const IndexFolder& folder);

// Replaces translations.json in one step. Who changes it holds the lock on live.json
// (publish/live_changes.h).
Result<void> write_translations(const IndexFolder& folder, const Translations& translations);

// Why a version is outdated.
enum class Outdated : std::uint8_t {
  no,
  source_changed,  // since an editor said that the two correspond
  source_newer,    // by the days on which the two were updated
  source_system,   // which says so itself
};

// `source`: the version that it was translated from, or nothing where there is none, or none that the asker
// may see: what may not be seen has no influence. What an editor said goes before all else; then what the
// source system says; then the days.
Outdated outdated(const VersionState& version, const VersionState* source, const Translation* recorded);

// The language that a version was translated from: what was recorded, else what the article says; empty: it
// is no translation, or nobody says of what.
std::string_view source_language(const VersionState& version, const Translation* recorded);

// "the en version changed after this was recorded as its translation": a sentence for reports; empty for no.
std::string describe(Outdated why, std::string_view source_lang);

}  // namespace callside
