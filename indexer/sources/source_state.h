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

// What a record says of itself in the keys of other systems: whether it is live, and who may see it. Such a
// key can take readers away; it never adds any to those of `audience`, or of the default.
//
// Keys are compared without case, hyphens and underscores: "is_draft", "isDraft" and "IS-DRAFT" are one.
class SourceState {
 public:
  enum class Read {
    understood,
    no_key,        // not a key of this kind
    unknown_word,  // a value that says nothing of being live or of readers; the record is indexed
  };

  // Takes one field. An error means that the record may be restricted in a way that cannot be told.
  Result<Read> add(const NativeField& field, const Config& config);

  // Why the record is left out, in the plural, as Removal::what has it; empty: it is live.
  const std::string& left_out() const { return left_out_; }
  // Whether add() has met anything that takes readers away.
  bool is_restricted() const { return kept_from_public_ || readers_ || likely_readers_; }
  // The readers that remain of `audience`. `explicit_audience`: the record's own key named it; else it is the
  // default, which gives way to a group. An error where the two contradict each other.
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
  // The same of keys that are also everyday words: these readers replace "public", and nobody else.
  std::optional<std::vector<std::string>> likely_readers_;
};

}  // namespace callside
