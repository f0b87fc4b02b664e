#pragma once

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

namespace callside::testing {

// An index with notices and withdrawals, and what agents see of them.
namespace live_index {

namespace fs = std::filesystem;

inline Json version(const std::string& id, const std::string& lang, const std::string& title) {
  Json record = article(id, title, "The portal password is reset here.");
  record["lang"] = lang;
  return record;
}

class LiveIndex {
 public:
  LiveIndex() {
    records_ = {version("portal", "en", "Portal password"), version("portal", "sl", "Portal geslo"),
                version("badge", "en", "Portal badge zanzibar"), version("parking", "en", "Portal parking")};
    Json solved = ticket("T-1", "portal password lost", "Portal reset.");
    solved["article"] = "portal";
    records_.push_back(solved);
    publish();
  }

  fs::path path() const { return folder_.path() / "kb"; }
  fs::path folder() const { return folder_.path(); }
  std::string source() const { return (folder_.path() / "kb.jsonl").string(); }
  void publish() const {
    write_text(source(), lines(records_));
    build(path(), source());
  }
  Finished run(std::vector<std::string> command) const {
    command.insert(command.end(), {"--index", path().string()});
    return callside_index(command);
  }
  // Adds a notice and returns its id; throws on failure.
  std::string notify(const std::string& text, std::vector<std::string> more = {}) const {
    std::vector<std::string> command{"notice", "add", "--text", text, "--until", "+2h", "--json"};
    if (std::find(more.begin(), more.end(), "--audience") == more.end())
      more.insert(more.end(), {"--audience", "public"});
    command.insert(command.end(), more.begin(), more.end());
    const Finished added = run(command);
    if (added.status != 0) throw std::runtime_error("notice add failed: " + added.err);
    return Json::parse(added.out)["id"];
  }

 private:
  TemporaryFolder folder_;
  std::vector<Json> records_;
};

inline std::vector<std::string> notices_in(const Json& answer) {
  std::vector<std::string> texts;
  for (const Json& one : answer["notices"]) texts.push_back(one["text"]);
  return texts;
}

inline std::vector<std::string> notices_for(httplib::Client& client,
                                            const Json& question = {{"q", "portal"}}) {
  return notices_in(suggest(client, question));
}

// Returns "id lang" of each suggestion.
inline std::set<std::string> shown_to(httplib::Client& client,
                                      const Json& question = {{"q", "portal"}, {"limit", 50}}) {
  std::set<std::string> shown;
  const Json answer = suggest(client, question);
  for (const Json& one : answer["suggestions"])
    shown.insert(one["id"].get<std::string>() + " " + one["lang"].get<std::string>());
  return shown;
}

inline int status_of_get(httplib::Client& client, const std::string& path) {
  const auto answer = client.Get(path);
  return answer ? answer->status : 0;
}

using Texts = std::vector<std::string>;

}  // namespace live_index
}  // namespace callside::testing
