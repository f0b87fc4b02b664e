#pragma once

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "searchd/http/api_key_store.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// A keys file in a folder of its own, and the store that reads it.
class KeysFile {
 public:
  struct Line {
    std::string text;
    bool failed;
  };

  // The entry of a key with `more` fields, such as "audiences: [public]\n".
  static std::string entry(const std::string& name, const std::string& key, const std::string& more) {
    std::string yaml = "- name: " + name + "\n  sha256: " + sha256_hex(key) + "\n";
    for (std::size_t at = 0; at < more.size(); at = more.find('\n', at) + 1) {
      yaml += "  " + more.substr(at, more.find('\n', at) + 1 - at);
    }
    return yaml;
  }

  explicit KeysFile(const std::string& yaml) {
    write(yaml);
    auto opened = open();
    if (!opened) throw std::runtime_error(opened.error().message);
    store_ = std::move(*opened);
  }

  // Another store for the same file.
  Result<std::unique_ptr<ApiKeyStore>> open() {
    const auto report = [this](const std::string& text, ApiKeyStore::Severity severity) {
      const std::lock_guard lock(mutex_);
      lines_.push_back({text, severity == ApiKeyStore::Severity::error});
    };
    return ApiKeyStore::open(path(), std::nullopt, report,
                             [this] { return std::chrono::steady_clock::now() + passed.load(); });
  }

  void write(const std::string& yaml) {
    if (auto written = replace_file(path(), yaml); !written) {
      throw std::runtime_error(written.error().message);
    }
  }
  std::filesystem::path path() const { return folder_.path() / "keys.yaml"; }
  ApiKeyStore& store() { return *store_; }
  // Saves like an editor that does not replace the file.
  void write_in_place(const std::string& yaml) {
    std::ofstream(path(), std::ios::trunc | std::ios::binary) << yaml;
  }
  std::vector<Line> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }
  std::size_t failures() const {
    const auto all = lines();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const Line& line) { return line.failed; }));
  }

  // Added to the clock of the store.
  std::atomic<std::chrono::steady_clock::duration> passed{};

 private:
  TemporaryFolder folder_;
  mutable std::mutex mutex_;
  std::vector<Line> lines_;
  std::unique_ptr<ApiKeyStore> store_;
};

inline const std::string kStaffKey = "cs_" + std::string(43, 'S');
inline const std::string kPublicKey = "cs_" + std::string(43, 'P');

inline std::string staff_entry(const std::string& more = "") {
  return KeysFile::entry("Ana", kStaffKey, "audiences: [public, internal]\n" + more);
}
inline std::string public_entry(const std::string& more = "") {
  return KeysFile::entry("Partner", kPublicKey, "audiences: [public, partners]\nbrands: north\n" + more);
}

}  // namespace callside::testing
