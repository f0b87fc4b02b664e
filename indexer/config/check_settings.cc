#include "indexer/config/check_settings.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "indexer/base/near_key.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::array<std::string_view, 3> kCheckKeys = {"ignore", "levels", "languages"};
constexpr std::array<std::string_view, 2> kIgnoredKeys = {"code", "ids"};
constexpr std::size_t kMaxCheckEntries = 10'000;

class SettingsReader {
 public:
  explicit SettingsReader(const std::filesystem::path& path) : path_(path) {}

  Result<CheckSettings> read(const YAML::Node& node) {
    if (node.IsNull()) return settings_;
    if (!node.IsMap())
      return refuse(node, "check must be keys with values", "write, for example, ignore: [near-duplicate]");
    CALLSIDE_TRY(each_key(node, kCheckKeys, "check", [&](const std::string& key, const YAML::Node& value) {
      if (key == "ignore") return read_ignored(value);
      if (key == "levels") return read_levels(value);
      return read_texts(value, "languages", "write languages: [en, sl]", settings_.languages);
    }));
    return settings_;
  }

 private:
  std::string place(const YAML::Node& node) const {
    return path_.string() + ":" + std::to_string(node.Mark().line < 0 ? 1 : node.Mark().line + 1);
  }

  tl::unexpected<Error> refuse(const YAML::Node& node, const std::string& reason,
                               const std::string& hint) const {
    return fail(ErrorCode::invalid_input, place(node) + ": " + reason, hint);
  }

  template <typename Visit>
  Result<void> each_key(const YAML::Node& map, std::span<const std::string_view> known,
                        const std::string& where, const Visit& visit) {
    for (const auto& entry : map) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        return refuse(entry.first, "unknown key \"" + repair_utf8(key.substr(0, 40)) + "\" in " + where,
                      "did you mean \"" + std::string(nearest_key(key, known)) + "\"?");
      }
      CALLSIDE_TRY(visit(key, entry.second));
    }
    return ok();
  }

  Result<void> read_texts(const YAML::Node& node, const std::string& what, const std::string& hint,
                          std::vector<std::string>& texts) {
    if (node.IsScalar()) {
      texts.push_back(node.Scalar());
      return ok();
    }
    if (!node.IsSequence() || node.size() > kMaxCheckEntries)
      return refuse(node, what + " must be a list of texts", hint);
    for (const auto& one : node) {
      if (!one.IsScalar()) return refuse(one, what + " must be a list of texts", hint);
      texts.push_back(one.Scalar());
    }
    return ok();
  }

  Result<void> read_ignored(const YAML::Node& node) {
    const std::string hint = "write ignore: [near-duplicate, {code: dead-link, ids: [wiki/start]}]";
    if (!node.IsSequence() || node.size() > kMaxCheckEntries)
      return refuse(node, "ignore must be a list", hint);
    for (const auto& one : node) {
      CheckSettings::Ignored ignored{place(one), {}, {}};
      if (one.IsScalar()) {
        ignored.code = one.Scalar();
      } else if (one.IsMap()) {
        CALLSIDE_TRY(
            each_key(one, kIgnoredKeys, "ignore", [&](const std::string& key, const YAML::Node& value) {
              if (key == "ids") return read_texts(value, "ids", hint, ignored.ids);
              if (!value.IsScalar()) return Result<void>(refuse(value, "code must be one text", hint));
              ignored.code = value.Scalar();
              return ok();
            }));
        // An empty list would silence the code everywhere, which is unlikely to be intended.
        if (one["ids"] && ignored.ids.empty())
          return refuse(one, "ids is empty", "list ids, or remove the key");
      } else {
        return refuse(one, "an entry of ignore must be a code, or a code with ids", hint);
      }
      settings_.ignored.push_back(std::move(ignored));
    }
    return ok();
  }

  Result<void> read_levels(const YAML::Node& node) {
    const std::string hint = "write levels: {outdated: error}";
    if (!node.IsMap() || node.size() > kMaxCheckEntries)
      return refuse(node, "levels must be codes with levels", hint);
    for (const auto& entry : node) {
      if (!entry.first.IsScalar() || !entry.second.IsScalar())
        return refuse(entry.first, "levels must be codes with levels", hint);
      settings_.levels.push_back({place(entry.first), entry.first.Scalar(), entry.second.Scalar()});
    }
    return ok();
  }

  const std::filesystem::path& path_;
  CheckSettings settings_;
};

}  // namespace

Result<CheckSettings> read_check_settings(const std::filesystem::path& path, const YAML::Node& node) {
  return SettingsReader(path).read(node);
}

}  // namespace callside
