#pragma once

#include <string>
#include <utility>
#include <vector>

#include "indexer/format/calibration.h"
#include "indexer/format/index_folder.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

namespace callside::testing {

// Help articles on different topics, and tickets that they resolved: enough to learn certainty from.
inline const std::vector<std::string> kTrainingTopics{
    "password", "invoice", "printer", "parking",  "voucher",  "charger",  "locker",  "scanner",  "monitor",
    "badge",    "salary",  "refund",  "laptop",   "keyboard", "mailbox",  "router",  "antenna",  "contract",
    "warranty", "sticker", "payslip", "calendar", "headset",  "brochure", "license", "timesheet"};

// The tickets of each article.
inline constexpr int kTrainingTickets = 8;

inline std::vector<Document> training_documents() {
  const std::vector<std::string>& topics = kTrainingTopics;
  std::vector<Document> documents;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const std::string &topic = topics[i], &other = topics[(i * 7 + 3) % topics.size()];
    documents.push_back(article(topic, "en", "Replace a lost " + topic,
                                "Ask the service desk for a new " + topic +
                                    ". It is replaced within two working days.\nBring "
                                    "the old " +
                                    other + " along, if the " + topic +
                                    " was issued together with it.\n1. Open the " + topic +
                                    " form\n2. Enter the number of the department"));
    for (int t = 0; t < kTrainingTickets; ++t) {
      documents.push_back(ticket(
          "T-" + topic + std::to_string(t), "en", "",
          (t % 2 == 0
               ? "my " + topic + " has disappeared since floor " + std::to_string(t)
               : "the department wants a " + other + " or " + topic + " for colleague " + std::to_string(t)),
          "A new one was sent", topic));
    }
  }
  return documents;
}

// What an index learned about certainty.
inline Calibration calibration_of(const std::filesystem::path& index) {
  const IndexFolder folder(index);
  const auto name = folder.current();
  REQUIRE(name);
  auto calibration = Calibration::open(folder.generation(*name) / kCalibrationFile);
  if (!calibration) FAIL(calibration.error().message);
  return std::move(*calibration);
}

inline Calibration trained_on(std::vector<Document> documents, unsigned threads = 2) {
  const TemporaryFolder folder;
  REQUIRE(build_index(folder.path() / "kb", std::move(documents), threads));
  return calibration_of(folder.path() / "kb");
}

// The table for an audience and all brands, or none.
inline const Calibration::Table& table_of(const Calibration& calibration, const std::string& audience,
                                          bool all_brands = true) {
  for (const Calibration::Table& table : calibration.tables()) {
    if (table.audience == audience && table.all_brands == all_brands) return table;
  }
  FAIL("no table for " + audience + (all_brands ? "" : " without brands"));
  throw std::logic_error("unreachable");
}

inline bool has_table(const Calibration& calibration, const std::string& audience, bool all_brands = true) {
  for (const Calibration::Table& table : calibration.tables()) {
    if (table.audience == audience && table.all_brands == all_brands) return true;
  }
  return false;
}

}  // namespace callside::testing
