#pragma once

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/publish/forget/forgetting.h"
#include "tests/support/catch2.h"
#include "tests/support/edited_sources.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// Helpers for the tests of forgetting.

inline constexpr const char* kToday = "2026-11-22";

inline ForgetOptions forgetting(const fs::path& index, const std::vector<std::string>& ids = {},
                                const std::vector<std::string>& subjects = {}) {
  ForgetOptions options;
  options.index = index;
  for (const std::string& id : ids) options.request.documents.push_back({std::nullopt, id});
  options.request.subjects = subjects;
  options.today = *parse_day(kToday);
  options.reader_timeout_ms = 0;
  return options;
}

inline ForgetReceipt forget(const ForgetOptions& options) {
  BuildProgress progress;
  auto receipt = forget(options, progress);
  if (!receipt) FAIL(receipt.error().message);
  return std::move(*receipt);
}

inline ForgetReceipt forget(const fs::path& index, const std::vector<std::string>& ids = {},
                            const std::vector<std::string>& subjects = {}) {
  return forget(forgetting(index, ids, subjects));
}

inline Error failure(const ForgetOptions& options) {
  BuildProgress progress;
  const auto receipt = forget(options, progress);
  REQUIRE_FALSE(receipt);
  return receipt.error();
}

// Returns the files below a folder that contain a text.
inline std::set<std::string> files_with(const fs::path& folder, const std::string& text) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && read_file(entry.path())->find(text) != std::string::npos)
      names.insert(fs::relative(entry.path(), folder).string());
  }
  return names;
}

inline std::set<std::string> ids_in(const fs::path& index) {
  std::set<std::string> ids;
  const Generation generation = open(index);
  for (std::uint32_t number = 1; number <= generation.store().size(); ++number) {
    if (generation.store().has(number)) ids.insert(std::string(generation.store().document(number).id()));
  }
  return ids;
}

inline Document closed_ticket(const std::string& id, const std::string& closed,
                              const std::string& subject = {}) {
  Document out = ticket(id, "en", "Refund", "Where is the refund?", "It was paid back.");
  out.closed = closed;
  out.subject_ref = subject;
  return out;
}

// Three articles, and a ticket with words that no other document has.
inline Sources little() {
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money comes back within days."));
  sources.put(article("b", "en", "Printing", "On paper."));
  sources.put(article("c", "en", "Wi-Fi", "In the air."));
  sources.put(ticket("T-9", "en", "zanzibarquux", "grubblewick asked", "florimund was told"));
  return sources;
}

}  // namespace callside::testing
