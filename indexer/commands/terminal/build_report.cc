#include "indexer/commands/terminal/build_report.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

#include "indexer/commands/terminal/publication_report.h"
#include "indexer/commands/terminal/terminal.h"

namespace callside {

using nlohmann::json;
using Counts = std::map<std::string, std::uint64_t>;

namespace {

std::size_t count(const BuildReport& report, Remark::Level level) {
  return static_cast<std::size_t>(std::count_if(report.remarks.begin(), report.remarks.end(),
                                                [&](const Remark& remark) { return remark.level == level; }));
}

void print_remark(const Remark& remark) {
  const bool is_rejected = remark.level == Remark::Level::rejected;
  std::cerr << to_string(remark.place) << ": "
            << (is_rejected ? coloured(STDERR_FILENO, Colour::red, "rejected:")
                            : coloured(STDERR_FILENO, Colour::yellow, "warning:"))
            << ' ' << remark.reason;
  if (!remark.hint.empty()) std::cerr << " (" << remark.hint << ')';
  std::cerr << '\n';
}

}  // namespace

Counts all_left_out(const Manifest& manifest, Counts left_out) {
  if (manifest.forgotten > 0) left_out["forgotten"] += manifest.forgotten;
  if (manifest.too_old > 0) left_out["tickets that are too old"] += manifest.too_old;
  // The stream counts what it read this time, the manifest what the sources hold.
  const auto at_least = [&](const char* what, std::uint64_t number) {
    if (number > 0) left_out[what] = std::max(left_out[what], number);
  };
  at_least(kDrafts, manifest.drafts);
  at_least(kHiddenRecords, manifest.hidden);
  return left_out;
}

std::string counted_left_out(const std::string& what, std::uint64_t number) {
  std::string text = what;
  if (number == 1) {
    for (const auto& [many, one] : {std::pair("drafts", "draft"), std::pair("records", "record"),
                                    std::pair("tickets", "ticket"), std::pair(" are ", " is ")}) {
      if (const std::size_t at = text.find(many); at != std::string::npos)
        text.replace(at, std::string_view(many).size(), one);
    }
  }
  return grouped(number) + " " + text;
}

json report_json(const BuildReport& report, const Counts& stream_left_out) {
  const Counts left_out = all_left_out(report.manifest, stream_left_out);
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

// "221 en, 136 sl", largest first.
std::string list(const Counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (auto& [name, number] : sorted) {
    std::replace(name.begin(), name.end(), '_', ' ');
    text += (text.empty() ? "" : ", ") + grouped(number) + " " + name;
  }
  return text;
}

std::string list_left_out(const Counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [what, number] : sorted)
    text += (text.empty() ? "" : ", ") + counted_left_out(what, number);
  return text;
}

// "1 article, 310 tickets"
std::string list_kinds(const Counts& kinds) {
  std::string text;
  for (const auto& [name, number] : kinds)
    text += (text.empty() ? "" : ", ") + grouped(number) + " " + name + (number == 1 ? "" : "s");
  return text;
}

std::uint64_t sum(const Counts& counts) {
  std::uint64_t all = 0;
  for (const auto& [name, number] : counts) all += number;
  return all;
}

std::string in_colour(Colour colour, std::uint64_t number) {
  return coloured(STDOUT_FILENO, colour, grouped(number));
}

}  // namespace

std::string rejected_line(const Manifest& manifest) {
  std::string line =
      in_colour(Colour::red, manifest.rejected) + (manifest.rejected == 1 ? " record" : " records");
  if (manifest.stale > 0)
    line += " (the last published version of " + grouped(manifest.stale) + " stays, marked stale)";
  return line;
}

void print_summary(const BuildReport& report, const Counts& stream_left_out) {
  const Manifest& manifest = report.manifest;
  const Counts left_out = all_left_out(manifest, stream_left_out);
  std::cout << "generation " << report.generation << ' ' << coloured_state(report.publication) << ": "
            << grouped(manifest.documents) << (manifest.documents == 1 ? " document" : " documents") << " in "
            << duration_text(manifest.build_seconds) << '\n'
            << "  kinds       " << list_kinds(manifest.by_kind) << '\n'
            << "  languages   " << list(manifest.by_language) << '\n'
            << "  audiences   " << list(manifest.by_audience) << '\n';
  if (!manifest.redacted.empty()) {
    std::cout << "  redacted    " << grouped(sum(manifest.redacted))
              << " places in tickets: " << list(manifest.redacted) << '\n';
  }
  if (!left_out.empty()) std::cout << "  left out    " << list_left_out(left_out) << '\n';
  if (manifest.rejected > 0) std::cout << "  rejected    " << rejected_line(manifest) << ", listed above\n";
  if (const std::size_t warnings = count(report, Remark::Level::warning); warnings > 0)
    std::cout << "  warnings    " << in_colour(Colour::yellow, warnings) << ", listed above\n";
}

void print_remarks(const BuildReport& report, bool rejected_only) {
  for (const Remark& remark : report.remarks) {
    if (remark.level == Remark::Level::rejected || !rejected_only) print_remark(remark);
  }
}

Error with_left_out(Error error, const Counts& left_out) {
  if (error.code == ErrorCode::invalid_input && !left_out.empty())
    error.message += "; left out: " + list_left_out(left_out);
  return error;
}

void print_json(const json& report) {
  std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace callside
