#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/config/source_mapping.h"
#include "indexer/sources/record_reader.h"
#include "indexer/sources/vendors/export_format.h"
#include "indexer/sources/vendors/export_object.h"

namespace callside {

// The parts of a joined record, by role.
class ExportParts {
 public:
  explicit ExportParts(const nlohmann::json& parts) : parts_(parts) {}

  bool has(const char* role) const;
  // Returns the first part with this role, which must exist.
  ExportObject one(const char* role) const;
  std::vector<ExportObject> all(const char* role) const;
  // The language of the document, as written in the export. Empty if the export does not name it.
  std::string lang() const;
  // Ids of the articles in the same export that the record links to.
  std::vector<std::string> known_articles() const;

 private:
  const nlohmann::json& parts_;
};

// A document under construction, in the keys of the native format, or its removal.
class ExportDocument {
 public:
  explicit ExportDocument(Kind kind) : kind_(kind) { given.kind = kind; }

  // set() ignores empty values; set_text() keeps them.
  void set(std::string_view key, std::string value);
  void set_text(std::string_view key, std::string value);
  void set(std::string_view key, std::vector<std::string> values);

  void warn(std::string reason, std::string hint, Remark::Topic topic = Remark::Topic::other);
  // Marks the document as absent, for example because it is a draft or deleted. It is counted under `what`, a
  // plural.
  void remove(std::string id, std::string lang, std::string what);
  // Removes a resolved ticket that has no answer. `messages`: true if the export holds any message of it.
  void remove_unanswered(std::string id, bool messages);

  Kind kind_;
  NativeFields fields;
  Given given;
  std::optional<Removal> removal;
};

// Turns the joined records of one vendor's export into documents. A record whose readers cannot be determined
// is rejected.
class ExportRecords : public RecordReader {
 public:
  ExportRecords(const NativeRecords& records, SourceMapping mapping)
      : RecordReader(records), mapping_(std::move(mapping)) {}

  Parsed read(const RawRecord& record, std::string_view above) const override;

 protected:
  virtual Result<ExportDocument> make(const ExportParts& parts) const = 0;

  const SourceMapping& mapping() const { return mapping_; }
  // Returns the audiences that callside.yaml maps `id` to under `section` (the vendor) and `key`, or an error
  // if it does not map it. `what` names the restriction in the error ("the user segment").
  Result<std::vector<std::string>> mapped_audience(std::string_view section, std::string_view key,
                                                   const std::string& id, const std::string& what) const;
  // Returns true if a ticket in this state is resolved, by callside.yaml or, by default, `usual`.
  bool is_resolved(const std::string& state, const std::vector<std::string>& usual) const;
  // Returns the name that callside.yaml gives to the brand or product `id` under `key`. Empty if it names
  // none. If it names others but not `id`, returns an error if `closed`, else empty.
  Result<std::string> mapped_name(std::string_view section, std::string_view key, const std::string& id,
                                  bool closed) const;

 private:
  SourceMapping mapping_;
};

// Returns the id of the article that answered a ticket: the one in the ticket's article field, which holds
// the id itself or a URL, or, if `field` is empty, the last article of the same export that the answers link
// to. Empty if there is none.
std::string article_of_ticket(const std::string& field, const std::vector<std::string>& answers,
                              const ExportFormat& format, const ExportParts& parts);

void add_known(std::vector<KnownValue>& values, KnownValue::Kind kind, const std::string& text);

}  // namespace callside
