#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/config/config.h"
#include "indexer/format/document_stream.h"
#include "indexer/sources/content.h"
#include "indexer/sources/key_notices.h"
#include "indexer/sources/native_field.h"
#include "indexer/sources/record_values.h"

namespace callside {

// Facts that a reader knows about a record besides its native keys, which take precedence.
struct Given {
  std::optional<Kind> kind;  // the only kind that the format can hold
  std::string id;            // from the path
  std::string lang;          // canonical, from the path or the page
  std::string title;         // of the page
  std::string file_title;    // from the file name, used if there is no other title
  std::string url;
  std::vector<std::string> keywords;
  bool outdated = false;                 // Document::outdated
  std::optional<std::string_view> text;  // the article's text, not yet parsed
  TextFormat format = TextFormat::markdown;
  std::optional<Content> content;  // the article's text, already parsed
  // For a ticket of a help desk: texts made from its messages, and personal values from its fields.
  std::optional<Content> question, resolution;
  std::vector<KnownValue> known_values;
  std::vector<Remark> remarks;  // the reader's own warnings
};

// Turns native records into documents. A rejected record has exactly one remark of level `rejected`, for its
// first error. Any thread: only `notices_` changes, and it locks.
class NativeRecords {
 public:
  NativeRecords(Config config, RecordDefaults defaults)
      : config_(std::move(config)), defaults_(std::move(defaults)) {}

  Parsed make(const Place& place, NativeFields fields, Given given) const;

 private:
  Config config_;
  RecordDefaults defaults_;
  mutable KeyNotices notices_;
};

}  // namespace callside
