#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/base/error.h"
#include "indexer/format/document.h"
#include "indexer/format/forgotten.h"

namespace callside {

// What is to be forgotten, as an editor names it.

struct NamedDocument {
  std::optional<Kind> kind;  // none: whichever there is
  std::string id;
};

struct ForgetRequest {
  std::vector<NamedDocument> documents;
  std::vector<std::string> subjects;  // references as the sources have them
  // Out of receipts: hashes, which are of the index whose secret has this name (BarList::secret).
  std::vector<Bar> bars;
  std::string secret;

  bool names_nothing() const { return documents.empty() && subjects.empty() && bars.empty(); }
};

// The first line of a receipt in words, and how its hashes begin: "bar ticket HASH DAY".
inline constexpr std::string_view kReceiptTitle = "callside-index: receipt of forgetting";
inline constexpr std::string_view kReceiptSecret = "secret ";
inline constexpr std::string_view kReceiptBar = "bar ";

// Adds what a file names: an id a line, or "subject:REF"; or receipts that `forget` printed, in words or as
// JSON, one after the other. UTF-8, at most 64 MiB. Errors name the line. `kind`: of the ids.
Result<void> add_from_file(const std::filesystem::path& path, std::optional<Kind> kind,
                           ForgetRequest& request);

}  // namespace callside
