#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace callside {

// A reader's access rights: the reader may see documents that have one of these audiences and, if they name
// brands, one of these brands. Made from an API key. A default-constructed Access sees no document.
struct Access {
  std::set<std::string> audiences;
  bool all_brands = true;
  std::set<std::string> brands;  // ignored if all_brands

  // May read internal fields: owner, escalate_to, before_escalating, do_not_say.
  bool internal() const { return audiences.contains("internal"); }

  bool operator==(const Access&) const = default;
};

// A distinct combination of audiences and brands among the documents of a generation. Each document has
// exactly one, as a filter term. Everything derived from documents carries the classes that support it.
struct AccessClass {
  std::vector<std::string> audience;  // sorted
  std::vector<std::string> brand;     // sorted; empty: any brand

  auto operator<=>(const AccessClass&) const = default;
  bool visible_to(const Access& access) const;
};

// Returns, for each class of a generation, true if `access` may see it.
std::vector<bool> visible_classes(const std::vector<AccessClass>& classes, const Access& access);

}  // namespace callside
