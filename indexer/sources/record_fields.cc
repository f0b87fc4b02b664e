#include "indexer/sources/record_fields.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/markdown/key_line.h"
#include "indexer/sources/record_values.h"

namespace callside {

namespace {

// Native keys that restrict who sees a record or what an agent may say. A misspelling must not leave the
// record open.
constexpr std::array<std::string_view, 7> kGuardedKeys = {
    "audience", "brand", "valid_from", "valid_until", "do_not_say", "verify_caller", "visibility"};

// Recovers the intended key from a key that swallowed its value because the separator is not the notation's
// own ("audience:tier-2", "audience = tier-2", a full-width colon), or that contains invisible characters.
// Returns an empty string for any other key.
std::string key_before_sign(std::string_view text) {
  std::string key;
  bool is_altered = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == U':' || c == U'=' || c == U'\uFF1A' || c == U'\uFF1D') {
      is_altered = true;
      break;
    }
    if (c != kInvalid && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
      is_altered = true;
    } else {
      key += text.substr(begin, at - begin);
    }
  }
  return is_altered ? collapse(key) : std::string();
}

}  // namespace

bool RecordFields::reject(std::size_t line, std::string reason, std::string hint) {
  remarks_.push_back({Remark::Level::rejected, {place_.file, line}, std::move(reason), std::move(hint)});
  return false;
}

bool RecordFields::reject(NativeKey key, const Error& error) {
  return reject(line_of(key), std::string(info(key).name) + ": " + error.message, error.hint);
}

bool RecordFields::reject_missing(NativeKey key, std::string hint) {
  return reject(place_.line, "the key \"" + std::string(info(key).name) + "\" is missing", std::move(hint));
}

void RecordFields::warn(std::size_t line, std::string reason, std::string hint, Remark::Topic topic) {
  remarks_.push_back(
      {Remark::Level::warning, {place_.file, line}, std::move(reason), std::move(hint), topic});
}

bool RecordFields::sort(const Config& config, std::optional<Kind> kind, KeyNotices& notices) {
  std::vector<const NativeField*> unknown;
  const bool is_ticket = kind == Kind::ticket || std::ranges::any_of(fields_, [](const NativeField& field) {
                           return field.key == "kind" && field.text == "ticket";
                         });
  if (!read_state(config, is_ticket, unknown)) return false;
  const bool is_live = state_.left_out().empty();
  for (NativeField& field : fields_) {
    const NativeKeyInfo* key = find_native_key(field.key);
    if (key == nullptr) {
      if (is_live && !sort_unknown(field, unknown)) return false;
      continue;
    }
    NativeField*& known = by_key_[static_cast<std::size_t>(key->key)];
    if (is_live && known != nullptr) {
      return reject(field.line, "the key " + in_quotes(field.key) + " appears twice",
                    "keep only one of them");
    }
    // A null value is like an absent key, except that an empty audience may be an accident.
    if (field.type != NativeField::Type::null) {
      known = &field;
    } else if (is_live && key->key == NativeKey::audience) {
      return reject(field.line, "the audience is empty",
                    "name public, internal or a declared group, or omit the key for the default");
    }
  }
  if (!is_live) return true;
  for (const NativeField* field : unknown) warn_once(*field, notices, " is unknown and not indexed", "");
  return true;
}

// Reads the keys of other systems. Reads all before it reports an error, because errors in a draft do not
// matter.
bool RecordFields::read_state(const Config& config, bool is_ticket,
                              std::vector<const NativeField*>& unknown) {
  const NativeField* wrong_field = nullptr;
  Error first_error;
  for (const NativeField& field : fields_) {
    if (is_ticket && differs_for_tickets(field.key)) {
      unknown.push_back(&field);
      continue;
    }
    auto read = state_.add(field, config);
    if (!read && wrong_field == nullptr) {
      wrong_field = &field;
      first_error = std::move(read).error();
    } else if (read && *read == SourceState::Read::unknown_word) {
      unknown.push_back(&field);
    }
  }
  if (wrong_field == nullptr || !state_.left_out().empty()) return true;
  return reject(wrong_field->line, std::move(first_error.message), std::move(first_error.hint));
}

bool RecordFields::sort_unknown(const NativeField& field, std::vector<const NativeField*>& unknown) {
  if (is_state_key(field.key)) return true;
  if (std::find(field.inner_keys.begin(), field.inner_keys.end(), "audience") != field.inner_keys.end()) {
    return reject(field.line, "the key \"audience\" is nested inside " + in_quotes(field.key),
                  "move it to the top level, where it decides who may see the article");
  }
  if (const std::string key = key_before_sign(field.key); is_restricting_key(key)) {
    return reject(field.line, "the key " + in_quotes(field.key) + " is unknown",
                  "write it as " + key +
                      ", without punctuation or invisible characters; YAML needs a space after the colon");
  }
  if (const std::string_view intended = mistyped_key(field.key, kGuardedKeys); !intended.empty()) {
    return reject(field.line, "the key " + in_quotes(field.key) + " is unknown",
                  "did you mean \"" + std::string(intended) +
                      "\"? If not, rename the key so that it cannot be mistaken for it");
  }
  unknown.push_back(&field);
  return true;
}

void RecordFields::warn_once(const NativeField& field, KeyNotices& notices, const std::string& what,
                             const std::string& hint) {
  if (!notices.is_first(field.key)) return;
  std::string advice = hint;
  if (hint.empty()) {
    const std::string_view intended = mistyped_key(field.key, native_key_names());
    advice = intended.empty() ? "remove it, or ignore this: it is reported only once"
                              : "did you mean \"" + std::string(intended) + "\"? If not, ignore this";
  }
  warn(field.line, "the key " + in_quotes(field.key) + what, std::move(advice), Remark::Topic::unknown_key);
}

void RecordFields::drop_keys_of_other_kind(Kind kind, KeyNotices& notices) {
  const bool article = kind == Kind::article;
  for (std::size_t i = 0; i < kNativeKeys; ++i) {
    const NativeKeyInfo& key = info(static_cast<NativeKey>(i));
    if (by_key_[i] == nullptr || (article ? key.of_articles : key.of_tickets)) continue;
    warn_once(
        *by_key_[i], notices,
        std::string(" does not apply to ") + (article ? "an article" : "a ticket") + " and is not indexed",
        article ? "an article has title and body" : "a ticket has subject, question and resolution");
    by_key_[i] = nullptr;
  }
}

bool RecordFields::reject_type(const NativeField& field, const char* wanted) {
  return reject(field.line,
                "the key " + in_quotes(field.key) + " must be " + wanted + ", not " + name_of(field.type),
                field.type == NativeField::Type::number ? "put the number in quotes" : "correct the value");
}

bool RecordFields::take_text(NativeKey key, std::string& value) {
  NativeField* field = field_of(key);
  if (field == nullptr) return true;
  if (field->type != NativeField::Type::text) return reject_type(*field, "a string");
  value = std::move(field->text);
  return true;
}

bool RecordFields::take_line(NativeKey key, std::string& value) {
  std::string text;
  if (!take_text(key, text)) return false;
  if (has(key)) value = collapse(text);
  return true;
}

bool RecordFields::take_list(NativeKey key, std::vector<std::string>& values) {
  NativeField* field = field_of(key);
  if (field == nullptr) return true;
  if (field->type == NativeField::Type::text) {
    values = {std::move(field->text)};
  } else if (field->type == NativeField::Type::texts) {
    values = std::move(field->texts);
  } else {
    return reject_type(*field, "a string or a list of strings");
  }
  for (std::string& value : values) value = collapse(value);
  return true;
}

bool RecordFields::take_names(NativeKey key, std::vector<std::string>& values) {
  std::vector<std::string> given;
  if (!take_list(key, given)) return false;
  if (!has(key)) return true;
  values.clear();
  for (std::string& value : given) {
    if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end()) {
      values.push_back(std::move(value));
    }
  }
  return true;
}

bool RecordFields::take_flag(NativeKey key, bool& value) {
  const NativeField* field = field_of(key);
  if (field == nullptr) return true;
  if (!field->flag) return reject_type(*field, "true or false");
  value = *field->flag;
  return true;
}

bool RecordFields::take_day(NativeKey key, std::string& day) {
  std::string text;
  if (!take_line(key, text)) return false;
  if (text.empty()) return true;
  auto read = read_day(text, zone_);
  if (!read) return reject(key, read.error());
  day = std::move(*read);
  return true;
}

bool RecordFields::take_language(NativeKey key, std::string& language) {
  std::string text;
  if (!take_line(key, text)) return false;
  if (text.empty()) return true;
  auto read = read_language(text);
  if (!read) return reject(key, read.error());
  language = std::move(*read);
  return true;
}

}  // namespace callside
