#include "searchd/http/link_command.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/format/index_timezone.h"
#include "searchd/http/api_key.h"
#include "searchd/http/json_text.h"
#include "searchd/http/sign_in_codes.h"

namespace callside {

namespace {

Result<std::vector<ApiKey>> selected_keys(const KeyLinkOptions& options, Moment now, std::ostream& notes) {
  CALLSIDE_ASSIGN(const std::string yaml, read_file(options.keys, kMaxApiKeyFileBytes));
  CALLSIDE_ASSIGN(const ApiKeyFile file, parse_api_key_file(yaml, options.keys, std::nullopt));
  std::vector<ApiKey> keys = api_keys_of(file);
  TimeZone zone;
  if (!options.index.empty()) {
    std::error_code error;
    if (!std::filesystem::is_directory(options.index, error)) {
      return fail(ErrorCode::not_found, "there is no index in " + options.index.string(),
                  "pass the index that the daemon serves; its time zone decides when keys end");
    }
    CALLSIDE_ASSIGN(zone, timezone_of(IndexFolder(options.index)));
  }
  const std::string today = format_day(zone.day_of(now));
  std::vector<ApiKey> selected;
  if (options.names.empty()) {
    for (ApiKey& key : keys) {
      if (key.ended(today)) {
        notes << "note: no link for " << key.name << ", whose key ended on " << key.until << "\n";
      } else {
        selected.push_back(std::move(key));
      }
    }
    if (selected.empty()) {
      return fail(ErrorCode::not_found, options.keys.string() + " has no key that is still valid",
                  "make one with: callside-searchd key new");
    }
    return selected;
  }
  for (const std::string& name : options.names) {
    const auto named = [&](const ApiKey& key) { return key.name == name; };
    if (std::any_of(selected.begin(), selected.end(), named)) continue;
    const auto found = std::find_if(keys.begin(), keys.end(), named);
    if (found == keys.end()) {
      return fail(ErrorCode::not_found, options.keys.string() + " has no key named " + name,
                  "make one with: callside-searchd key new --name NAME");
    }
    if (found->ended(today)) {
      return fail(ErrorCode::usage, "the key named " + name + " ended on " + found->until,
                  "set a later day in " + options.keys.string() + ", or make another key");
    }
    selected.push_back(*found);
  }
  return selected;
}

// Replaces control characters by blanks: a name may contain anything, and the output line has two columns.
std::string without_control_characters(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return name;
}

}  // namespace

Result<void> make_sign_in_links(const KeyLinkOptions& options, Moment now, std::ostream& out,
                                std::ostream& notes) {
  CALLSIDE_ASSIGN(const std::vector<ApiKey> keys, selected_keys(options, now, notes));
  std::vector<std::string> hashes;
  for (const ApiKey& key : keys) hashes.push_back(key.sha256);
  CALLSIDE_ASSIGN(const StateFolder folder, StateFolder::open(options.state));
  if (const std::string warning = folder.warning(); !warning.empty()) notes << "warning: " << warning << "\n";
  CALLSIDE_ASSIGN(const std::vector<std::string> codes,
                  SignInCodes(folder).make(hashes, now, options.lifetime));
  const std::string expires = format_utc(now + std::chrono::seconds(options.lifetime).count());
  Json links = Json::array();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string link = options.base_url + "/#code=" + codes[i];
    if (options.json) {
      links.push_back({{"name", keys[i].name}, {"link", link}});
    } else {
      out << without_control_characters(keys[i].name) << "\t" << link << "\n";
    }
  }
  if (options.json) out << json_text({{"expires", expires}, {"links", links}}) << "\n";
  notes << "Each link signs in one browser, once, until " << expires << ".\n";
  return ok();
}

}  // namespace callside
