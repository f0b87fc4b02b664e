#pragma once

#include <httplib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// Runs the two built programs, and makes sources for them.

using Json = nlohmann::json;

inline const std::string kIndexer = CALLSIDE_BIN_DIR "/callside-index";
inline const std::string kSearchd = CALLSIDE_BIN_DIR "/callside-searchd";
inline const std::filesystem::path kDemo = std::filesystem::path(CALLSIDE_SOURCE_DIR) / "corpus/demo";

inline Finished run_program(const std::string& program, const std::vector<std::string>& arguments,
                            const Process::Options& options) {
  std::vector<std::string> command{program};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(std::move(command), options);
}

inline Finished callside_index(const std::vector<std::string>& arguments,
                               const Process::Options& options = {}) {
  return run_program(kIndexer, arguments, options);
}

inline Finished callside_searchd(const std::vector<std::string>& arguments,
                                 const Process::Options& options = {}) {
  return run_program(kSearchd, arguments, options);
}

// Builds an index; throws if the build fails.
inline void build(const std::filesystem::path& index, const std::filesystem::path& source,
                  const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"build", "--index", index.string(), source.string(), "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Finished built = callside_index(arguments);
  if (built.status != 0) throw std::runtime_error("the build failed: " + built.err);
}

inline Json status_of(const std::filesystem::path& index) {
  const Finished result = callside_index({"status", "--index", index.string(), "--json"});
  if (result.status != 0) throw std::runtime_error("status failed: " + result.err);
  return Json::parse(result.out);
}

inline void write_text(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

// Returns the records as JSON Lines.
inline std::string lines(const std::vector<Json>& records) {
  std::string text;
  for (const Json& record : records) text += record.dump() + '\n';
  return text;
}

inline Json article(const std::string& id, const std::string& title, const std::string& body) {
  return {{"kind", "article"}, {"id", id},     {"lang", "en"},
          {"title", title},    {"body", body}, {"audience", "public"}};
}

inline Json ticket(const std::string& id, const std::string& question, const std::string& resolution) {
  return {
      {"kind", "ticket"},    {"id", id}, {"lang", "en"}, {"question", question}, {"resolution", resolution},
      {"audience", "public"}};
}

// The files and folders of an index when no command runs. Anything else was left behind.
inline std::set<std::string> names_in_an_index() {
  return {"CURRENT", "LOCK", "generations", "live.lock", "live.reserve", "log.jsonl", "subject.key"};
}

// A daemon on a free loopback port, killed by the destructor. Its searches have no deadline, unless `more`
// sets one: no answer depends on how busy the machine is.
class Daemon {
 public:
  explicit Daemon(const std::filesystem::path& index, const std::vector<std::string>& more = {})
      : process_(command(index, more)) {
    const std::string prefix = "listening on http://127.0.0.1:";
    if (!process_.wait_for_error(prefix))
      throw std::runtime_error("the daemon did not start: " + process_.error_text());
    const std::string log = process_.error_text();
    port_ = std::stoi(log.substr(log.find(prefix) + prefix.size()));
  }

  int port() const { return port_; }
  Process& process() { return process_; }
  std::string log() const { return process_.error_text(); }

  httplib::Client client(const std::string& key = {}) const {
    httplib::Client client("127.0.0.1", port_);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_url_encode(false);
    client.set_read_timeout(kDeadline);
    if (!key.empty()) client.set_bearer_token_auth(key.c_str());
    return client;
  }

  Finished stop() {
    process_.signal(SIGTERM);
    return process_.wait();
  }

 private:
  static std::vector<std::string> command(const std::filesystem::path& index,
                                          const std::vector<std::string>& more) {
    std::vector<std::string> command{kSearchd, "--index", index.string(), "--listen", "127.0.0.1:0"};
    command.insert(command.end(), more.begin(), more.end());
    if (std::find(more.begin(), more.end(), "--deadline") == more.end()) {
      command.insert(command.end(), {"--deadline", "0"});
    }
    return command;
  }

  Process process_;
  int port_ = 0;
};

// Encodes every byte except letters and digits as %XX, for a query value or a path segment.
inline std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return encoded;
}

// Returns the answer to a search; throws unless the status is 200.
inline Json suggest(httplib::Client& client, const Json& question) {
  const auto answer = client.Post("/v1/suggest", question.dump(), "application/json");
  if (!answer) throw std::runtime_error("no answer: " + httplib::to_string(answer.error()));
  if (answer->status != 200)
    throw std::runtime_error("status " + std::to_string(answer->status) + ": " + answer->body);
  return Json::parse(answer->body);
}

}  // namespace callside::testing
