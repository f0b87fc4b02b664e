#include "indexer/config/daily_work.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "indexer/base/utf8.h"
#include "indexer/config/gate_tickets.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultKeys[] = {"audience", "lang", "product", "brand", "confidence"};
constexpr std::string_view kGateKeys[] = {"file", "min_success3", "max_drop"};

class DailyWorkReader {
 public:
  DailyWorkReader(const fs::path& file, DailyWork& work) : file_(file), work_(work) {}

  Result<void> index(const YamlValue& node) {
    CALLSIDE_ASSIGN(work_.index,
                    path(node, "index must be a folder's path", "write, for example, index: kb"));
    return ok();
  }

  Result<void> sources(const YamlValue& node) {
    for (const YamlValue& one : node.one_or_many()) CALLSIDE_TRY(source(one));
    return ok();
  }

  Result<void> defaults(const YamlValue& node) {
    if (!node.is_map()) {
      return node.fault("defaults must be keys with values",
                        "write, for example, defaults: {audience: internal, lang: en}");
    }
    return node.each_key({kDefaultKeys, "under defaults"},
                         [this](const YamlValue& key, const YamlValue& value) -> Result<void> {
                           const std::string& name = key.text();
                           if (!value.has_text()) {
                             return value.fault("the default of " + name + " must be one value",
                                                "write, for example, " + name + ": " + example_of(name));
                           }
                           work_.defaults[name] = {value.text(), value.line()};
                           return ok();
                         });
  }

  Result<void> gate(const YamlValue& node) {
    DailyWork::Gate gate;
    constexpr const char* kExample = "gate: {file: gate.tsv, min_success3: 0.8, max_drop: 0.02}";
    if (node.is_text()) {
      CALLSIDE_TRY(read_gate_file(node, "gate must name a file", kExample, gate));
    } else if (!node.is_map()) {
      return node.fault("gate must be keys with values", std::string("write, for example, ") + kExample);
    } else {
      CALLSIDE_TRY(node.each_key(
          {kGateKeys, "under gate"}, [&](const YamlValue& key, const YamlValue& value) -> Result<void> {
            const std::string& name = key.text();
            if (name == "file") {
              return read_gate_file(value, "file must be a path", "write file: gate.tsv", gate);
            }
            CALLSIDE_ASSIGN((name == "min_success3" ? gate.min_success3 : gate.max_drop), share(name, value));
            return ok();
          }));
      if (gate.judgements.path.empty() && gate.tickets == 0) {
        return node.fault("gate names no file of judged questions",
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

  Result<DailyWork::Path> path(const YamlValue& node, const std::string& reason,
                               const std::string& hint) const {
    if (!node.has_text()) return node.fault(reason, hint);
    std::error_code error;
    const fs::path whole = fs::absolute(file_, error).parent_path() / fs::path(node.text());
    if (error) return node.fault("cannot determine the folder of this file", "use --config FILE");
    fs::path plain = whole.lexically_normal();
    // "articles/" means the folder "articles".
    if (!plain.has_filename() && plain.has_relative_path()) plain = plain.parent_path();
    return DailyWork::Path{std::move(plain), node.line()};
  }

  Result<void> read_gate_file(const YamlValue& node, const std::string& reason, const std::string& hint,
                              DailyWork::Gate& gate) const {
    const auto tickets = gate_tickets(node.text());
    if (!tickets) return node.fault(tickets.error().message, tickets.error().hint);
    gate.tickets = *tickets;
    if (gate.tickets > 0) return ok();
    CALLSIDE_ASSIGN(gate.judgements, path(node, reason, hint));
    return ok();
  }

  Result<void> source(const YamlValue& node) {
    if (!node.has_text()) {
      return node.fault("sources must be paths of files and folders",
                        "write, for example, sources: [articles, tickets.jsonl]; --as, --encoding and the "
                        "sections csv, zendesk, ... set how they are read");
    }
    CALLSIDE_ASSIGN(DailyWork::Path one, path(node, "", ""));
    const auto same = std::find_if(work_.sources.begin(), work_.sources.end(),
                                   [&](const DailyWork::Path& other) { return other.path == one.path; });
    if (same != work_.sources.end()) {
      return node.fault(
          "the source \"" + repair_utf8(node.text()) + "\" is already in line " + std::to_string(same->line),
          "keep only one of them");
    }
    work_.sources.push_back(std::move(one));
    return ok();
  }

  Result<double> share(const std::string& key, const YamlValue& node) const {
    const std::optional<double> value = node.number();
    if (!value || !(*value >= 0 && *value <= 1)) {
      return node.fault(key + " must be a number from 0 to 1",
                        "write, for example, " + key + (key == "max_drop" ? ": 0.02" : ": 0.8"));
    }
    return *value;
  }

  const fs::path& file_;
  DailyWork& work_;
};

}  // namespace

const std::vector<std::string_view>& daily_work_keys() {
  static const std::vector<std::string_view> kKeys = {"index", "sources", "defaults", "gate"};
  return kKeys;
}

Result<void> read_daily_work(const fs::path& file, const std::string& key, const YamlValue& node,
                             DailyWork& work) {
  DailyWorkReader reader(file, work);
  if (node.is_missing()) return ok();
  if (key == "index") return reader.index(node);
  if (key == "sources") return reader.sources(node);
  if (key == "defaults") return reader.defaults(node);
  if (key == "gate") return reader.gate(node);
  return ok();
}

}  // namespace callside
