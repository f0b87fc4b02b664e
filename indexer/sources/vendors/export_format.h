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

// A piece of a joined record: what it is in it ("comment"), and where it stands.
struct ExportPart {
  std::string_view role;  // a literal of the format
  ExportRow row;
};

// How the objects of one vendor's export are told apart, and how they belong together. Immutable.
class ExportFormat {
 public:
  ExportFormat() = default;
  ExportFormat(const ExportFormat&) = delete;
  ExportFormat& operator=(const ExportFormat&) = delete;
  virtual ~ExportFormat() = default;

  // What an object is: its type, id and what it is joined by; several where it holds several documents, such
  // as an article with its translations inside of it. `list`: the list or map that it stands in. Nothing:
  // nothing that is read.
  virtual std::vector<ExportRow> rows(std::string_view list, const std::vector<JsonSlice>& object) const = 0;

  // The types of which each row is a document, in the order in which documents are given.
  virtual std::vector<int> document_types() const = 0;

  // The parts of the document that `row` is, itself first; empty: it is part of another row's document.
  virtual Result<std::vector<ExportPart>> join(ExportRow row, ExportTable& table) const = 0;

  // The type of the articles that tickets may link to, and the ids that links in `text`, as JSON or HTML
  // writes them, name: they need not exist.
  virtual int article_type() const = 0;
  virtual std::vector<std::string> linked_ids(std::string_view text) const = 0;
  virtual bool is_ticket(int type) const = 0;

  // Rows that are useless without their parent: their type, the parent's type, and what is left out then.
  struct Orphans {
    int type, parent_type;
    const char* what;
  };
  virtual std::vector<Orphans> orphans() const = 0;

  // Of which kinds of documents a file whose envelopes have these members holds only what changed.
  virtual std::set<Kind> delta_kinds(const std::set<std::string>& /*envelope_keys*/) const { return {}; }
};

// The numbers that stand behind `marker` and a slash, in any escaping: "articles" finds 12 in
// "https:\/\/x.example\/hc\/articles\/12-Refund". Each once, the last one last;
// of very many, some of the first are missing.
void add_linked_ids(std::string_view text, std::string_view marker, std::vector<std::string>& ids);

}  // namespace callside
