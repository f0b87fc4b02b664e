#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/publish/update.h"

namespace callside {

// How `watch` says what it does: a line for each thing that happens, with the time of day. Changes go to
// standard output, what goes wrong to standard error; as JSON, all goes to standard output, an object a line.
// What stays wrong is said once.
class WatchReport {
 public:
  explicit WatchReport(const Output& output) : output_(output) {}

  void began(std::size_t sources, bool publishes, const std::string& why_polling);
  void polls(const std::string& why);
  // An update that came to its end, changes or not.
  void updated(const UpdateReport& report);
  // Something keeps it from updating; it will try again.
  void failed(const Error& error);
  void ended(const std::filesystem::path& index);

 private:
  void say(const std::string& event, const std::string& text, nlohmann::json object);
  void complain(const std::string& event, const std::string& text, nlohmann::json object) const;
  void name_remarks(const std::vector<Remark>& remarks);
  void say_change(const UpdateReport& report);

  Output output_;
  std::set<std::string> warnings_, rejections_;  // that were said; rejections_: and still stand
  std::string failure_;                          // that was said, and lasts
  std::string stopped_;                          // why nothing was published the last time
  std::uint64_t generations_ = 0;
  std::string staged_;  // the last generation, if it waits to be published
};

}  // namespace callside
