#include "indexer/config/check_settings.h"

#include <string_view>

namespace callside {

namespace {

constexpr std::string_view kCheckKeys[] = {"ignore", "levels", "languages"};
constexpr std::string_view kIgnoredKeys[] = {"code", "ids"};
constexpr std::size_t kMaxCheckEntries = 10'000;

constexpr const char* kIgnoreHint = "write ignore: [near-duplicate, {code: dead-link, ids: [wiki/start]}]";

Result<std::vector<std::string>> read_texts(const YamlValue& value, const std::string& name,
                                            const std::string& hint) {
  const std::string reason = name + " must be a list of texts";
  if (value.size() > kMaxCheckEntries) return value.fault(reason, hint);
  std::vector<std::string> texts;
  for (const YamlValue& one : value.one_or_many()) {
    if (!one.is_text()) return one.fault(reason, hint);
    texts.push_back(one.text());
  }
  return texts;
}

Result<CheckSettings::Ignored> read_ignored(const YamlValue& value) {
  CheckSettings::Ignored ignored{value.place(), value.text(), {}};
  if (value.is_text()) return ignored;
  if (!value.is_map())
    return value.fault("an entry of ignore must be a code, or a code with ids", kIgnoreHint);
  CALLSIDE_TRY(value.each_key({kIgnoredKeys, "in ignore"},
                              [&](const YamlValue& key, const YamlValue& one) -> Result<void> {
                                if (key.text() == "ids") {
                                  CALLSIDE_ASSIGN(ignored.ids, read_texts(one, "ids", kIgnoreHint));
                                  return ok();
                                }
                                if (!one.is_text()) return one.fault("code must be one text", kIgnoreHint);
                                ignored.code = one.text();
                                return ok();
                              }));
  // An empty list would silence the code everywhere, which is unlikely to be intended.
  if (value.find("ids") && ignored.ids.empty())
    return value.fault("ids is empty", "list ids, or remove the key");
  return ignored;
}

Result<void> read_levels(const YamlValue& value, std::vector<CheckSettings::Level>& levels) {
  constexpr const char* kReason = "levels must be codes with levels";
  constexpr const char* kHint = "write levels: {outdated: error}";
  if (!value.is_map() || value.size() > kMaxCheckEntries) return value.fault(kReason, kHint);
  for (const auto& [code, level] : value.entries()) {
    if (!code.is_text() || !level.is_text()) return code.fault(kReason, kHint);
    levels.push_back({code.place(), code.text(), level.text()});
  }
  return ok();
}

}  // namespace

Result<CheckSettings> read_check_settings(const YamlValue& check) {
  CheckSettings settings;
  if (check.is_missing()) return settings;
  if (!check.is_map())
    return check.fault("check must be keys with values", "write, for example, ignore: [near-duplicate]");
  CALLSIDE_TRY(check.each_key(
      {kCheckKeys, "in check"}, [&](const YamlValue& key, const YamlValue& value) -> Result<void> {
        if (key.text() == "levels") return read_levels(value, settings.levels);
        if (key.text() == "languages") {
          CALLSIDE_ASSIGN(settings.languages, read_texts(value, "languages", "write languages: [en, sl]"));
          return ok();
        }
        if (!value.is_list() || value.size() > kMaxCheckEntries)
          return value.fault("ignore must be a list", kIgnoreHint);
        for (const YamlValue& one : value.items()) {
          CALLSIDE_ASSIGN(CheckSettings::Ignored ignored, read_ignored(one));
          settings.ignored.push_back(std::move(ignored));
        }
        return ok();
      }));
  return settings;
}

}  // namespace callside
