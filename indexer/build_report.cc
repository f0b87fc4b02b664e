#include "indexer/build_report.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

#include "indexer/publication_report.h"

namespace callside {

using nlohmann::json;
using Counts = std::map<std::string, std::uint64_t>;

namespace {

std::size_t count(const BuildReport& report, Remark::Level level) {
  return static_cast<std::size_t>(std::count_if(report.remarks.begin(), report.remarks.end(),
                                                [&](const Remark& remark) { return remark.level == level; }));
}

void print_remark(const Remark& remark) {
  const char* level = remark.level == Remark::Level::rejected ? "rejected: " : "warning: ";
  std::cerr << to_string(remark.place) << ": " << level << remark.reason;
  if (!remark.hint.empty()) std::cerr << " (" << remark.hint << ')';
  std::cerr << '\n';
}

}  // namespace

Counts all_left_out(const Manifest& manifest, Counts left_out) {
  if (manifest.forgotten > 0) left_out["forgotten"] += manifest.forgotten;
  if (manifest.too_old > 0) left_out["tickets that are too old"] += manifest.too_old;
  return left_out;
}

json report_json(const BuildReport& report, const Counts& said_left_out) {
  const Counts left_out = all_left_out(report.manifest, said_left_out);
  json remarks = json::array();
  for (const Remark& remark : report.remarks) {
    remarks.push_back({{"level", remark.level == Remark::Level::rejected ? "rejected" : "warning"},
                       {"file", remark.place.file},
                       {"line", remark.place.line},
                       {"reason", remark.reason},
                       {"hint", remark.hint}});
  }
  json out{{"generation", report.generation},
           {"documents", report.manifest.documents},
           {"by_kind", report.manifest.by_kind},
           {"by_language", report.manifest.by_language},
           {"by_audience", report.manifest.by_audience},
           {"rejected", report.manifest.rejected},
           {"stale", report.manifest.stale},
           {"left_out", left_out},
           {"redacted", report.manifest.redacted},
           {"seconds", report.manifest.build_seconds},
           {"remarks", remarks}};
  add_publication(report.publication, out);
  return out;
}

namespace {

std::string list(const Counts& counts) {
  std::string text;
  for (const auto& [name, number] : counts) {
    if (!text.empty()) text += ", ";
    text += std::to_string(number) + " " + name;
  }
  return text;
}

}  // namespace

std::string rejected_line(const Manifest& manifest) {
  std::string line = std::to_string(manifest.rejected) + " records";
  if (manifest.stale > 0)
    line += " (of " + std::to_string(manifest.stale) + " the last published version stays, marked stale)";
  return line;
}

void print_summary(const BuildReport& report, const Counts& said_left_out) {
  const Manifest& manifest = report.manifest;
  const Counts left_out = all_left_out(manifest, said_left_out);
  std::cout << "generation " << report.generation << ' ' << state_of(report.publication) << ": "
            << manifest.documents << " documents (" << list(manifest.by_kind) << ") in " << std::fixed
            << std::setprecision(1) << manifest.build_seconds << " s\n"
            << "  languages  " << list(manifest.by_language) << '\n'
            << "  audiences  " << list(manifest.by_audience) << '\n';
  if (!manifest.redacted.empty()) std::cout << "  redacted   " << list(manifest.redacted) << " in tickets\n";
  if (!left_out.empty()) std::cout << "  left out   " << list(left_out) << '\n';
  if (manifest.rejected > 0) std::cout << "  rejected   " << rejected_line(manifest) << ", named above\n";
  if (const std::size_t warnings = count(report, Remark::Level::warning); warnings > 0) {
    std::cout << "  warnings   " << warnings << '\n';
  }
}

void print_remarks(const BuildReport& report, bool rejected_only) {
  for (const Remark& remark : report.remarks) {
    if (remark.level == Remark::Level::rejected || !rejected_only) print_remark(remark);
  }
}

Error with_left_out(Error error, const Counts& left_out) {
  if (error.code == ErrorCode::invalid_input && !left_out.empty())
    error.message += "; left out: " + list(left_out);
  return error;
}

void print_json(const json& report) {
  std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace callside
