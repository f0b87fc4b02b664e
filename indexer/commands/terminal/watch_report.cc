#include "indexer/commands/terminal/watch_report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <utility>

#include "indexer/base/moment.h"
#include "indexer/commands/terminal/build_report.h"
#include "indexer/commands/terminal/publication_report.h"

namespace callside {

namespace {

using nlohmann::json;

// Documents that a line lists for each kind of change.
constexpr std::size_t kMaxListedDocuments = 3;

// Local time of day: "11:03:12".
std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &local)};
}

std::string seconds_text(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f s", seconds);
  return text.data();
}

// Appends "2 changed (article refund, en; article fees, en)", or nothing if there are no documents.
void add_documents(const char* what, const std::vector<DocumentName>& documents, std::string& line) {
  if (documents.empty()) return;
  if (!line.empty()) line += ", ";
  line += std::to_string(documents.size()) + ' ' + what + " (";
  for (std::size_t i = 0; i < std::min(documents.size(), kMaxListedDocuments); ++i) {
    const DocumentName& one = documents[i];
    line += (i == 0 ? "" : "; ") + std::string(name_of(one.kind)) + ' ' + one.id + ", " + one.lang;
  }
  if (documents.size() > kMaxListedDocuments)
    line += "; and " + std::to_string(documents.size() - kMaxListedDocuments) + " more";
  line += ')';
}

json names_json(const std::vector<DocumentName>& documents) {
  json out = json::array();
  for (const DocumentName& one : documents)
    out.push_back({{"kind", name_of(one.kind)}, {"id", one.id}, {"lang", one.lang}});
  return out;
}

void write(std::ostream& out, const std::string& line) {
  out << line << '\n';
  // A program may be reading the pipe.
  out.flush();
}

std::string json_line(const std::string& event, json object) {
  object["event"] = event;
  object["time"] = now_utc();
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

void WatchReport::print_event(const std::string& event, const std::string& text, json object) {
  if (output_.json) {
    write(std::cout, json_line(event, std::move(object)));
  } else if (!output_.quiet) {
    write(std::cout, time_of_day() + "  " + text);
  }
}

void WatchReport::print_problem(const std::string& event, const std::string& text, json object) const {
  if (output_.json) {
    write(std::cout, json_line(event, std::move(object)));
  } else {
    write(std::cerr, time_of_day() + "  " + text);
  }
}

void WatchReport::started(std::size_t sources, bool publishes, const std::string& why_polling) {
  print_event("following",
              "following " + std::to_string(sources) + (sources == 1 ? " source" : " sources") +
                  ", changes are " + (publishes ? "published" : "staged") + "; press Ctrl-C to stop",
              {{"sources", sources}, {"publishes", publishes}});
  if (!why_polling.empty()) polling(why_polling);
}

void WatchReport::polling(const std::string& why) {
  print_event("polling", "polling for changes every few seconds: " + why, {{"reason", why}});
}

void WatchReport::updated(const UpdateReport& report) {
  report_remarks(report.build.remarks);
  const bool failed_before = !std::exchange(failure_, {}).empty();
  if (!report.unchanged) return report_change(report);
  if (failed_before)
    print_event("unchanged", "working again; nothing changed", {{"generation", report.build.generation}});
}

void WatchReport::report_remarks(const std::vector<Remark>& remarks) {
  std::set<std::string> rejections;
  for (const Remark& remark : remarks) {
    const bool rejected = remark.level == Remark::Level::rejected;
    const std::string level = rejected ? "rejected" : "warning";
    std::string text = to_string(remark.place) + ": " + level + ": " + remark.reason;
    if (!remark.hint.empty()) text += " (" + remark.hint + ')';
    // A record is rejected in each update until it is corrected.
    const bool known = rejected ? rejections_.contains(text) : !warnings_.insert(text).second;
    if (!known && (rejected || !output_.quiet)) {
      print_problem(level, text,
                    {{"file", remark.place.file},
                     {"line", remark.place.line},
                     {"reason", remark.reason},
                     {"hint", remark.hint}});
    }
    if (rejected) rejections.insert(std::move(text));
  }
  rejections_ = std::move(rejections);
}

void WatchReport::report_change(const UpdateReport& report) {
  const BuildReport& build = report.build;
  ++generations_;
  staged_ = build.publication.published ? "" : build.generation;
  std::string changes;
  add_documents("added", report.changes.added, changes);
  add_documents("changed", report.changes.changed, changes);
  add_documents("removed", report.changes.removed, changes);
  json object{{"generation", build.generation},
              {"documents", build.manifest.documents},
              {"added", names_json(report.changes.added)},
              {"changed", names_json(report.changes.changed)},
              {"removed", names_json(report.changes.removed)},
              {"rejected", build.manifest.rejected},
              {"left_out", all_left_out(build.manifest, {})},
              {"seconds", build.manifest.build_seconds}};
  add_publication(build.publication, object);
  print_event(state_of(build.publication),
              "generation " + build.generation + ' ' + state_of(build.publication) + ": " + changes + "  " +
                  seconds_text(build.manifest.build_seconds),
              std::move(object));
  if (build.publication.log_failure) {
    const std::string& why = build.publication.log_failure->message;
    print_problem("warning", "warning: cannot write this to the log: " + why, {{"reason", why}});
  }
  // The JSON object above includes these.
  for (const Error& failure : build.publication.cleanup_failures) {
    if (!output_.json) print_problem("warning", "warning: " + failure.message, {});
  }
  const std::string stopped = build.publication.stopped ? build.publication.stopped->message : "";
  const bool is_new = stopped != std::exchange(stopped_, stopped);
  // The JSON object above includes it.
  if (is_new && !stopped.empty() && !output_.json)
    print_problem("stopped", stopped + "\n  " + build.publication.stopped->hint, {});
}

void WatchReport::failed(const Error& error) {
  if (error.message == std::exchange(failure_, error.message)) return;
  const bool is_locked = error.code == ErrorCode::locked;
  std::string text = error.message;
  if (is_locked) {
    text += "; waiting for it to finish";
  } else if (!error.hint.empty()) {
    text += "\n  " + error.hint;
  }
  print_problem(is_locked ? "waiting" : "failed", text, {{"reason", error.message}, {"hint", error.hint}});
}

void WatchReport::ended(const std::filesystem::path& index) {
  const std::string made =
      std::to_string(generations_) + (generations_ == 1 ? " generation" : " generations") + " made";
  std::string text = "ended: " + made;
  if (!staged_.empty())
    text += "; to publish " + staged_ + ": callside-index publish --index " + index.string();
  json object{{"generations", generations_}};
  object["staged"] = staged_.empty() ? json() : json(staged_);
  print_event("ended", text, std::move(object));
}

}  // namespace callside
