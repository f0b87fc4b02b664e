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

// Editors' records that a translation matches its source version as it was then. Stored in translations.json
// in the index folder, outside of the generations: builds, updates and rollbacks leave it as it is, and
// daemons follow its changes. Plain values: safe to copy and to read from any thread.

// Version of the translations.json format.
inline constexpr int kTranslationsVersion = 1;

struct Translation {
  std::string id;      // of the article
  std::string lang;    // BCP 47, of the translated version
  std::string from;    // BCP 47, of its source version
  std::string digest;  // content_digest() of the source version at that time
  std::string when;    // ISO 8601, UTC
  std::string by;      // user name
};

class Translations {
 public:
  // Returns the latest record for this version, or nullptr. Compares languages case-insensitively.
  const Translation* find(std::string_view id, std::string_view lang) const;
  // Replaces an earlier record for the same version.
  void record(Translation translation);
  // Removes the records of all versions of an article.
  void erase(std::string_view id);

  bool empty() const { return by_version_.empty(); }
  std::size_t size() const { return by_version_.size(); }
  // Sorted by id and language.
  std::vector<Translation> all() const;

 private:
  static std::string key_of(std::string_view id, std::string_view lang);

  std::unordered_map<std::string, Translation> by_version_;
};

// Returns no records if there is no file, an error if it is damaged, and an old_index error if it has another
// version.
Result<Translations> read_translations(const IndexFolder& folder);

// Replaces translations.json atomically. The caller must hold live.lock (publish/live_changes.h).
Result<void> write_translations(const IndexFolder& folder, const Translations& translations);

// Why a version is outdated.
enum class Outdated : std::uint8_t {
  no,
  source_changed,  // since an editor recorded the translation as up to date
  source_newer,    // by the versions' update days
  source_system,   // the source system says so
};

// `source` is the version that it was translated from, or nullptr if there is none or the reader may not see
// it, so that it has no influence. An editor's record takes precedence, then the source system's flag, then
// the update days.
Outdated outdated(const VersionState& version, const VersionState* source, const Translation* recorded);

// The language that a version was translated from: from the editor's record, else from the article. Empty if
// it is not a translation, or if its source is unknown.
std::string_view source_language(const VersionState& version, const Translation* recorded);

// A sentence for reports: "the en version changed since this was recorded as its translation". Empty for no.
std::string describe(Outdated why, std::string_view source_lang);

}  // namespace callside
