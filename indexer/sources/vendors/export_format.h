#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/sources/vendors/export_table.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

// A part of a joined record: its role in it ("comment") and its row.
struct ExportPart {
  std::string_view role;  // a string literal
  ExportRow row;
};

// Classifies the objects of one vendor's export and joins them into documents. Immutable.
class ExportFormat {
 public:
  ExportFormat(const ExportFormat&) = delete;
  ExportFormat& operator=(const ExportFormat&) = delete;
  virtual ~ExportFormat() = default;

  // Returns the rows for an object: its type, id and join keys. Several rows if the object holds several
  // documents, such as an article with its translations; none if it is of a kind that is not read. `list` is
  // the name of the list or map that contains the object.
  virtual std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const = 0;

  // Returns the parts of the document that `row` stands for, `row` first. Empty if `row` is part of another
  // row's document.
  virtual Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const = 0;

  // Returns the article ids in the links of `text`, which is JSON or HTML. The articles need not exist. By
  // default, these are the numbers after "articles/".
  virtual std::vector<std::string> linked_ids(std::string_view text) const;

  // Returns the kinds of documents of which a file is a delta, holding only those that changed.
  // `envelope_keys` are the members of the file's envelopes.
  virtual std::set<Kind> delta_kinds(const std::set<std::string>& /*envelope_keys*/) const { return {}; }

  // Rows that are useless without their parent.
  struct Orphans {
    int type, parent_type;
    const char* label;  // under which they are counted, in the plural
  };

  // The types of a vendor's rows.
  struct RowTypes {
    std::vector<int> documents;  // in the order in which they are read
    int article;                 // of articles that tickets may link to
    std::optional<int> ticket;   // nullopt if the export has none
    std::vector<Orphans> orphans;
  };
  const RowTypes& types() const { return types_; }

 protected:
  explicit ExportFormat(RowTypes types) : types_(std::move(types)) {}

 private:
  RowTypes types_;
};

// Adds the numbers that follow `marker` and a slash, escaped or not: "articles" finds 12 in
// "https:\/\/x.example\/hc\/articles\/12-Refund". Each number is added once, ordered by its last occurrence.
// Beyond 1,000 numbers, the earliest are dropped.
void add_linked_ids(std::string_view text, std::string_view marker, std::vector<std::string>& ids);

}  // namespace callside
