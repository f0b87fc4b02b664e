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

// What a reader knows of a record besides its native keys, which go before.
struct Given {
  std::optional<Kind> kind;  // the only kind that the format can hold
  std::string id;            // from the path
  std::string lang;          // canonical, from the path or the page
  std::string title;         // the page's
  std::string file_title;    // from the file's name, where there is nothing better
  std::string url;
  std::vector<std::string> keywords;
  bool outdated = false;                 // Document::outdated
  std::optional<std::string_view> text;  // the article's text, still to be read
  TextFormat format = TextFormat::markdown;
  std::optional<Content> content;  // the article's text, read already
  // Of a ticket of a help desk: what its messages came to, and what its fields say of persons.
  std::optional<Content> question, resolution;
  std::vector<KnownValue> known_values;
  std::vector<Remark> remarks;  // warnings that the reader has
};

// Makes documents of native records by CONTRACT's rules. A rejected record has exactly one remark of that
// level: the first trouble found. Immutable but for the notices; any thread.
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
