#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/publish/update.h"

namespace callside {

// The report of `watch`: a line for each event, with the time of day. Changes go to standard output and
// problems to standard error. As JSON, all go to standard output, one object per line. A lasting problem is
// reported once.
class WatchReport {
 public:
  explicit WatchReport(const Output& output) : output_(output) {}

  void started(std::size_t sources, bool publishes, const std::string& why_polling);
  void polling(const std::string& why);
  // An update has succeeded, with or without changes.
  void updated(const UpdateReport& report);
  // An update has failed and will be tried again.
  void failed(const Error& error);
  void ended(const std::filesystem::path& index);

 private:
  void print_event(const std::string& event, const std::string& text, nlohmann::json object);
  void print_problem(const std::string& event, const std::string& text, nlohmann::json object) const;
  void report_remarks(const std::vector<Remark>& remarks);
  void report_change(const UpdateReport& report);

  Output output_;
  std::set<std::string> warnings_;    // all that were reported
  std::set<std::string> rejections_;  // those of the last update
  std::string failure_;               // message of the last update if it failed
  std::string stopped_;               // why the last generation was not published
  std::uint64_t generations_ = 0;     // made so far
  std::string staged_;                // the last generation, if it is only staged
};

}  // namespace callside
