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

// Gives access to one record's fields by key and collects its remarks. Every step that can reject the record
// returns false when it does; the reason is then the last remark. Not thread-safe.
class RecordFields {
 public:
  // `zone`: the knowledge base's time zone, for the days of timestamps.
  RecordFields(Place place, NativeFields fields, std::vector<Remark> remarks, const TimeZone& zone)
      : place_(std::move(place)), fields_(std::move(fields)), remarks_(std::move(remarks)), zone_(zone) {}
  RecordFields(const RecordFields&) = delete;
  RecordFields& operator=(const RecordFields&) = delete;

  // Assigns the fields to their keys. Rejects the record for a key that appears twice, a key that may be a
  // misspelt restriction, or a restriction of another system that is not understood. Warns once about other
  // unknown keys. A record that is not live (see state().left_out()) is never rejected here and gets no
  // warnings. `kind`: the only kind that the format can hold; absent if each record names its own.
  bool sort(const Config& config, std::optional<Kind> kind, KeyNotices& notices);
  const SourceState& state() const { return state_; }
  // Treats keys that do not apply to this kind as unknown.
  void drop_keys_of_other_kind(Kind kind, KeyNotices& notices);

  bool has(NativeKey key) const { return field_of(key) != nullptr; }
  std::size_t line_of(NativeKey key) const { return has(key) ? field_of(key)->line : place_.line; }

  // Each leaves `value` unchanged if the key is absent, and rejects a wrong type or value.
  bool take_text(NativeKey key, std::string& value);
  bool take_line(NativeKey key, std::string& value);                 // white space collapsed
  bool take_list(NativeKey key, std::vector<std::string>& values);   // of lines; accepts a single string
  bool take_names(NativeKey key, std::vector<std::string>& values);  // of distinct lines, none empty
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
  NativeField* field_of(NativeKey key) const { return by_key_[static_cast<std::size_t>(key)]; }
  bool read_state(const Config& config, bool is_ticket, std::vector<const NativeField*>& unknown);
  bool sort_unknown(const NativeField& field, std::vector<const NativeField*>& unknown);
  void warn_once(const NativeField& field, KeyNotices& notices, const std::string& what,
                 const std::string& hint);
  bool reject_type(const NativeField& field, const char* wanted);

  Place place_;
  NativeFields fields_;
  std::array<NativeField*, kNativeKeys> by_key_{};
  SourceState state_;
  std::vector<Remark> remarks_;
  const TimeZone zone_;
};

}  // namespace callside
