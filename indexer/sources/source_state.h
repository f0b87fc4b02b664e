#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/config/config.h"
#include "indexer/sources/native_field.h"
#include "indexer/sources/state_keys.h"

namespace callside {

// Reads the keys of other systems that say whether a record is live and who may see it. Such a key can remove
// readers from `audience` or from the default; it never adds any.
//
// Keys are compared without case, hyphens and underscores: "is_draft", "isDraft" and "IS-DRAFT" are the same.
class SourceState {
 public:
  enum class Read {
    understood,
    no_key,        // not a key of this kind
    unknown_word,  // a value that says nothing about being live or about readers; the record is indexed
  };

  // Reads one field. Fails if the record may be restricted in a way that is not understood.
  Result<Read> add(const NativeField& field, const Config& config);

  // Why the record is not indexed, as a plural for Removal::what; empty if it is live.
  const std::string& left_out() const { return left_out_; }
  // Returns true if any field so far restricts the readers.
  bool is_restricted() const { return kept_from_public_ || readers_ || likely_readers_; }
  // Returns the readers that remain of `audience`. `explicit_audience`: the record's own key set it; else it
  // is the default, which a group replaces. Fails if the two contradict each other.
  Result<std::vector<std::string>> narrow(std::vector<std::string> audience, bool explicit_audience) const;

 private:
  Result<Read> add_flag(const NativeField& field, bool when, void (SourceState::*mark)());
  Result<Read> add_likely(const NativeField& field, bool when, void (SourceState::*mark)());
  Read add_likely_readers(const NativeField& field, const Config& config);
  Result<Read> add_status(const NativeField& field);
  Result<Read> add_readers(const NativeField& field, const Config& config);
  void mark_draft();
  void mark_hidden();
  void mark_unlisted() { kept_from_public_ = true; }
  void mark_private();

  std::string left_out_;
  bool kept_from_public_ = false;
  std::optional<std::vector<std::string>> readers_;  // sorted; never holds "public"
  // From keys that are also everyday words. These readers only replace "public".
  std::optional<std::vector<std::string>> likely_readers_;
};

}  // namespace callside
