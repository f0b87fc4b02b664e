#include "indexer/config/groups.h"

#include <algorithm>

namespace callside {

namespace {

constexpr std::size_t kGroupNameLimit = 64;

Result<void> check_group(const YamlValue& group) {
  if (!group.is_text())
    return group.fault("a group must be a name", "write groups as a list of names: [tier-2, billing]");
  const std::string& name = group.text();
  if (name == "public" || name == "internal") {
    return group.fault("the group \"" + name + "\" is built in",
                       "remove it from groups; public and internal need no declaration");
  }
  const bool sound =
      !name.empty() && name.size() <= kGroupNameLimit && name.front() != ' ' && name.back() != ' ' &&
      name.find_first_of(",|\"") == std::string::npos &&
      std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
  if (sound) return ok();
  return group.fault(
      "a group's name is empty, too long, or contains a comma, bar, quote or control character",
      "use up to 64 letters, digits and hyphens, such as tier-2");
}

}  // namespace

Result<std::set<std::string>> read_groups(const YamlValue& value) {
  std::set<std::string> groups;
  if (value.is_missing()) return groups;
  if (value.is_map()) return value.fault("groups must be a list of names", "write groups: [tier-2, billing]");
  for (const YamlValue& group : value.one_or_many()) {
    CALLSIDE_TRY(check_group(group));
    groups.insert(group.text());
  }
  return groups;
}

}  // namespace callside
