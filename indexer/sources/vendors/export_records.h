#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/config/source_mapping.h"
#include "indexer/sources/record_reader.h"
#include "indexer/sources/vendors/export_format.h"
#include "indexer/sources/vendors/export_object.h"

namespace callside {

// The pieces of a joined record, by their roles.
class ExportParts {
 public:
  explicit ExportParts(const nlohmann::json& parts) : parts_(parts) {}

  bool has(const char* role) const;
  // The first of a role, which must be there.
  ExportObject one(const char* role) const;
  std::vector<ExportObject> all(const char* role) const;
  // The language of which the record is the document, as the export writes it; empty: not said.
  std::string lang() const;
  // The articles of the same export that the record links to.
  std::vector<std::string> known_articles() const;

 private:
  const nlohmann::json& parts_;
};

// A document on its way to NativeRecords, in the native keys; or why there is none.
class ExportDocument {
 public:
  explicit ExportDocument(Kind kind) : kind_(kind) { given.kind = kind; }

  // Empty values are left out; `set_text` keeps them.
  void set(std::string_view key, std::string value);
  void set_text(std::string_view key, std::string value);
  void set(std::string_view key, std::vector<std::string> values);

  void warn(std::string reason, std::string hint, Remark::Topic topic = Remark::Topic::other);
  // There is no such document (any more): `what`, in the plural, is counted.
  void remove(std::string id, std::string lang, std::string what);
  // A resolved ticket without an answer. `messages`: whether the export holds any message of it.
  void remove_unanswered(std::string id, bool messages);

  Kind kind_;
  NativeFields fields;
  Given given;
  std::optional<Removal> removal;
};

// Understands the joined records of one vendor's export. What makes a record impossible to show to the right
// readers is an error, and rejects it.
class ExportRecords : public RecordReader {
 public:
  ExportRecords(const NativeRecords& records, SourceMapping mapping)
      : RecordReader(records), mapping_(std::move(mapping)) {}

  Parsed read(const RawRecord& record, std::string_view above) const override;

 protected:
  virtual Result<ExportDocument> make(const ExportParts& parts) const = 0;

  const SourceMapping& mapping() const { return mapping_; }
  // The audiences that callside.yaml maps `id` to under `key`. An error where it doesn't: `what` names the
  // restriction ("the user segment"), `section` the vendor.
  Result<std::vector<std::string>> mapped_audience(std::string_view section, std::string_view key,
                                                   const std::string& id, const std::string& what) const;
  // Whether callside.yaml, or else `usual`, counts a ticket's state as resolved.
  bool is_resolved(const std::string& state, const std::vector<std::string>& usual) const;
  // The brand or product of that number: empty where callside.yaml says nothing of them. An error where it
  // names others, but not this one, if `closed`.
  Result<std::string> mapped_name(std::string_view section, std::string_view key, const std::string& id,
                                  bool closed) const;

 private:
  SourceMapping mapping_;
};

// Of the articles that the answers of a ticket link to, as this export's links go, the last that is among
// `known`; else empty.
std::string last_linked(const std::vector<std::string>& answers, const ExportFormat& format,
                        const std::vector<std::string>& known);

// What an article field of a ticket holds: an id, or an address with the id in it.
std::string article_of_field(const std::string& value, const std::vector<std::string>& linked);

void add_known(std::vector<KnownValue>& values, KnownValue::Kind kind, const std::string& text);

}  // namespace callside
