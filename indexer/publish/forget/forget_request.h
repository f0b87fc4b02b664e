#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/format/forgotten.h"

namespace callside {

// A request to forget documents and people.

struct NamedDocument {
  std::optional<Kind> kind;  // nullopt: whichever kind the index has
  std::string id;
};

struct ForgetRequest {
  std::vector<NamedDocument> documents;
  std::vector<std::string> subjects;  // references of people, as in the sources
  std::vector<Bar> bars;              // from receipts
  std::string secret;                 // BarList::secret of the index that the receipts are from

  bool names_nothing() const { return documents.empty() && subjects.empty() && bars.empty(); }
};

// The first line of a receipt as text, and the beginnings of the lines with its secret's name and its hashes
// ("bar ticket HASH DAY").
inline constexpr std::string_view kReceiptTitle = "callside-index: receipt of forgetting";
inline constexpr std::string_view kReceiptSecret = "secret ";
inline constexpr std::string_view kReceiptBar = "bar ";

// Adds the contents of a file: one id or "subject:REF" per line, or receipts that `forget` printed as text or
// JSON, one after the other. The file is UTF-8 and has at most 64 MiB. Errors name the line. `kind`: of the
// ids.
Result<void> add_from_file(const std::filesystem::path& path, std::optional<Kind> kind,
                           ForgetRequest& request);

}  // namespace callside
