#include "indexer/format/access.h"

#include <algorithm>

namespace callside {

namespace {

bool any_in(const std::vector<std::string>& names, const std::set<std::string>& allowed) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return allowed.contains(name); });
}

}  // namespace

bool AccessClass::visible_to(const Access& access) const {
  return any_in(audience, access.audiences) &&
         (brand.empty() || access.all_brands || any_in(brand, access.brands));
}

std::vector<bool> visible_classes(const std::vector<AccessClass>& classes, const Access& access) {
  std::vector<bool> visible;
  visible.reserve(classes.size());
  for (const AccessClass& one : classes) visible.push_back(one.visible_to(access));
  return visible;
}

}  // namespace callside
