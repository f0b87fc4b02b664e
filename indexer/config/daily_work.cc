#include "indexer/config/daily_work.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <span>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"
#include "indexer/config/config_fault.h"
#include "indexer/config/gate_tickets.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultKeys[] = {"audience", "lang", "product", "brand", "confidence"};
constexpr std::string_view kGateKeys[] = {"file", "min_success3", "max_drop"};

class DailyWorkReader {
 public:
  DailyWorkReader(const fs::path& file, DailyWork& work) : file_(file), work_(work) {}

  Result<void> index(const YAML::Node& node) {
    CALLSIDE_ASSIGN(work_.index,
                    path(node, "index must be a folder's path", "write, for example, index: kb"));
    return ok();
  }

  Result<void> sources(const YAML::Node& node) {
    if (node.IsScalar()) return source(node);
    if (!node.IsSequence()) return refuse_source(node);
    for (const auto& one : node) CALLSIDE_TRY(source(one));
    return ok();
  }

  Result<void> defaults(const YAML::Node& node) {
    return each_key(node, "defaults", kDefaultKeys, "defaults: {audience: internal, lang: en}",
                    [this](const std::string& key, const YAML::Node& value) -> Result<void> {
                      if (!value.IsScalar() || value.Scalar().empty()) {
                        return config_fault(file_, value.Mark(),
                                            "the default of " + key + " must be one value",
                                            "write, for example, " + key + ": " + example_of(key));
                      }
                      work_.defaults[key] = {value.Scalar(), line_of(value.Mark())};
                      return ok();
                    });
  }

  Result<void> gate(const YAML::Node& node) {
    DailyWork::Gate gate;
    constexpr const char* kExample = "gate: {file: gate.tsv, min_success3: 0.8, max_drop: 0.02}";
    if (node.IsScalar()) {
      CALLSIDE_TRY(read_gate_file(node, "gate must name a file", kExample, gate));
    } else {
      CALLSIDE_TRY(each_key(
          node, "gate", kGateKeys, kExample,
          [&](const std::string& key, const YAML::Node& value) -> Result<void> {
            if (key == "file") {
              return read_gate_file(value, "file must be a path", "write file: gate.tsv", gate);
            }
            CALLSIDE_ASSIGN((key == "min_success3" ? gate.min_success3 : gate.max_drop), share(key, value));
            return ok();
          }));
      if (gate.judgements.path.empty() && gate.tickets == 0) {
        return config_fault(file_, node.Mark(), "gate names no file of judged questions",
                            std::string("write, for example, ") + kExample + ", or file: tickets:200");
      }
    }
    work_.gate = std::move(gate);
    return ok();
  }

 private:
  static std::string example_of(const std::string& key) {
    if (key == "audience") return "internal";
    if (key == "lang") return "en";
    return key == "confidence" ? "not_validated" : "north";
  }

  Result<DailyWork::Path> path(const YAML::Node& node, const std::string& reason,
                               const std::string& hint) const {
    if (!node.IsScalar() || node.Scalar().empty()) return config_fault(file_, node.Mark(), reason, hint);
    std::error_code error;
    const fs::path whole = fs::absolute(file_, error).parent_path() / fs::path(node.Scalar());
    if (error)
      return config_fault(file_, node.Mark(), "cannot determine the folder of this file",
                          "use --config FILE");
    fs::path plain = whole.lexically_normal();
    // "articles/" means the folder "articles".
    if (!plain.has_filename() && plain.has_relative_path()) plain = plain.parent_path();
    return DailyWork::Path{std::move(plain), line_of(node.Mark())};
  }

  Result<void> read_gate_file(const YAML::Node& node, const std::string& reason, const std::string& hint,
                              DailyWork::Gate& gate) const {
    const auto tickets = gate_tickets(node.IsScalar() ? node.Scalar() : "");
    if (!tickets) return config_fault(file_, node.Mark(), tickets.error().message, tickets.error().hint);
    gate.tickets = *tickets;
    if (gate.tickets > 0) return ok();
    CALLSIDE_ASSIGN(gate.judgements, path(node, reason, hint));
    return ok();
  }

  tl::unexpected<Error> refuse_source(const YAML::Node& node) const {
    return config_fault(file_, node.Mark(), "sources must be paths of files and folders",
                        "write, for example, sources: [articles, tickets.jsonl]; --as, --encoding and the "
                        "sections csv, zendesk, ... set how they are read");
  }

  Result<void> source(const YAML::Node& node) {
    if (!node.IsScalar() || node.Scalar().empty()) return refuse_source(node);
    CALLSIDE_ASSIGN(DailyWork::Path one, path(node, "", ""));
    const auto same = std::find_if(work_.sources.begin(), work_.sources.end(),
                                   [&](const DailyWork::Path& other) { return other.path == one.path; });
    if (same != work_.sources.end()) {
      return config_fault(file_, node.Mark(),
                          "the source \"" + repair_utf8(node.Scalar()) + "\" is already in line " +
                              std::to_string(same->line),
                          "keep only one of them");
    }
    work_.sources.push_back(std::move(one));
    return ok();
  }

  Result<double> share(const std::string& key, const YAML::Node& node) const {
    double value = 0;
    if (!node.IsScalar() || !YAML::convert<double>::decode(node, value) || !(value >= 0 && value <= 1)) {
      return config_fault(file_, node.Mark(), key + " must be a number from 0 to 1",
                          "write, for example, " + key + (key == "max_drop" ? ": 0.02" : ": 0.8"));
    }
    return value;
  }

  template <typename Visit>
  Result<void> each_key(const YAML::Node& node, const std::string& name,
                        std::span<const std::string_view> known, const std::string& example,
                        const Visit& visit) const {
    if (node.IsNull()) return ok();
    if (!node.IsMap()) {
      return config_fault(file_, node.Mark(), name + " must be keys with values",
                          "write, for example, " + example);
    }
    std::set<std::string> seen;
    for (const auto& entry : node) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        return config_fault(file_, entry.first.Mark(),
                            "unknown key \"" + repair_utf8(key.substr(0, 40)) + "\" under " + name,
                            "did you mean \"" + std::string(nearest_key(key, known)) + "\"?");
      }
      if (!seen.insert(key).second)
        return config_fault(file_, entry.first.Mark(), "the key \"" + key + "\" occurs twice",
                            "keep only one");
      CALLSIDE_TRY(visit(key, entry.second));
    }
    return ok();
  }

  const fs::path& file_;
  DailyWork& work_;
};

}  // namespace

const std::vector<std::string_view>& daily_work_keys() {
  static const std::vector<std::string_view> kKeys = {"index", "sources", "defaults", "gate"};
  return kKeys;
}

Result<void> read_daily_work(const fs::path& file, const std::string& key, const YAML::Node& node,
                             DailyWork& work) {
  DailyWorkReader reader(file, work);
  if (node.IsNull()) return ok();
  if (key == "index") return reader.index(node);
  if (key == "sources") return reader.sources(node);
  if (key == "defaults") return reader.defaults(node);
  if (key == "gate") return reader.gate(node);
  return ok();
}

}  // namespace callside
