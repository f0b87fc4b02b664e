#pragma once

#include <array>
#include <string>
#include <vector>

#include "indexer/base/time_zone.h"
#include "indexer/format/document_stream.h"
#include "indexer/sources/key_notices.h"
#include "indexer/sources/native_field.h"
#include "indexer/sources/native_key.h"
#include "indexer/sources/source_state.h"

namespace callside {

// The fields of one record by their keys, and the remarks on it. Every step that can reject the record
// returns false once it has; the remark is then the last one. For one thread.
class RecordFields {
 public:
  // `zone`: of the knowledge base, for the days of timestamps.
  RecordFields(Place place, NativeFields fields, std::vector<Remark> remarks, const TimeZone& zone)
      : place_(std::move(place)), fields_(std::move(fields)), remarks_(std::move(remarks)), zone_(zone) {}
  RecordFields(const RecordFields&) = delete;
  RecordFields& operator=(const RecordFields&) = delete;

  // Puts each field where its key belongs. A key that stands twice, one that may be a misspelt restriction,
  // and a restriction of another system that is not understood reject the record; other unknown keys are
  // named once. A record that says it is not live (state().left_out()) is never rejected here, and names no
  // keys. `kind`: what the format holds; nothing: the record says it.
  bool sort(const Config& config, std::optional<Kind> kind, KeyNotices& notices);
  const SourceState& state() const { return state_; }
  // Keys that mean nothing for this kind are like unknown ones.
  void drop_foreign(Kind kind, KeyNotices& notices);

  bool has(NativeKey key) const { return slot(key) != nullptr; }
  std::size_t line_of(NativeKey key) const { return has(key) ? slot(key)->line : place_.line; }

  // Each leaves the value as it is where the key is absent, and rejects a wrong type or value.
  bool take_text(NativeKey key, std::string& value);
  bool take_line(NativeKey key, std::string& value);                 // white space collapsed
  bool take_list(NativeKey key, std::vector<std::string>& values);   // of lines; one string is a list too
  bool take_names(NativeKey key, std::vector<std::string>& values);  // ... without empty ones, and each once
  bool take_flag(NativeKey key, bool& value);
  bool take_day(NativeKey key, std::string& day);
  bool take_language(NativeKey key, std::string& language);

  bool reject(std::size_t line, std::string reason, std::string hint);
  bool reject(NativeKey key, const Error& error);
  bool reject_missing(NativeKey key, std::string hint);
  void warn(std::size_t line, std::string reason, std::string hint,
            Remark::Topic topic = Remark::Topic::other);

  const Place& place() const { return place_; }
  std::vector<Remark> take_remarks() { return std::move(remarks_); }

 private:
  NativeField* slot(NativeKey key) const { return slots_[static_cast<std::size_t>(key)]; }
  bool read_state(const Config& config, bool is_ticket, std::vector<const NativeField*>& unknown);
  bool sort_unknown(const NativeField& field, std::vector<const NativeField*>& unknown);
  void name_once(const NativeField& field, KeyNotices& notices, const std::string& what,
                 const std::string& hint);
  bool reject_type(const NativeField& field, const char* wanted);

  Place place_;
  NativeFields fields_;
  std::array<NativeField*, kNativeKeys> slots_{};
  SourceState state_;
  std::vector<Remark> remarks_;
  const TimeZone zone_;
};

}  // namespace callside
