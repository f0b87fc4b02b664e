#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace callside {

// What somebody may see: documents that have one of these audiences and, where a document names brands, one
// of these brands. Made from a key; the default may see nothing.
struct Access {
  std::set<std::string> audiences;
  bool all_brands = true;
  std::set<std::string> brands;  // used only where all_brands is false

  // May see what only staff may: owner, escalation, what must not be said.
  bool internal() const { return audiences.contains("internal"); }

  bool operator==(const Access&) const = default;
};

// A distinct combination of audiences and brands among the documents of a generation. Every document has one,
// as a filter term; everything that is derived from documents carries the classes of those that support it.
struct AccessClass {
  std::vector<std::string> audience;  // sorted
  std::vector<std::string> brand;     // sorted; empty: every brand

  auto operator<=>(const AccessClass&) const = default;
  bool visible_to(const Access& access) const;
};

// For each class of a generation, whether `access` covers it.
std::vector<bool> visible_classes(const std::vector<AccessClass>& classes, const Access& access);

}  // namespace callside
