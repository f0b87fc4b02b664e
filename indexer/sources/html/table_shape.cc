#include "indexer/sources/html/table_shape.h"

#include <algorithm>

#include "indexer/sources/html/allowed_html.h"
#include "indexer/sources/html/attribute_tokens.h"
#include "indexer/sources/html/html_tree.h"

namespace callside {

namespace {

// A cell with more paragraphs and items than this belongs to a layout.
constexpr unsigned kCellBlocks = 12;

class TableScan {
 public:
  // Returns false if the element shows that the table is a layout.
  bool enter(const GumboElement& element) {
    switch (role_of(element.tag)) {
      case ElementRole::row:
        cells_ = 0;
        return true;
      case ElementRole::cell:
        widest_row_ = std::max(widest_row_, ++cells_);
        blocks_ = 0;
        return true;
      case ElementRole::heading:
      case ElementRole::code:
        return false;
      case ElementRole::section:
      case ElementRole::item:
        return ++blocks_ <= kCellBlocks;
      default:
        return element.tag != GUMBO_TAG_TABLE;
    }
  }

  bool has_columns() const { return widest_row_ > 1; }

 private:
  unsigned cells_ = 0;
  unsigned widest_row_ = 0;
  unsigned blocks_ = 0;
};

}  // namespace

bool is_data_table(const GumboNode* table) {
  const std::string_view role = attribute(table->v.element, "role");
  if (has_token(role, "presentation") || has_token(role, "none")) return false;
  TableScan scan;
  bool is_layout = false;
  walk_below(table, [&](const GumboNode* node) {
    if (is_layout || !is_element(node)) return false;
    is_layout = !scan.enter(node->v.element);
    return !is_layout;
  });
  return !is_layout && scan.has_columns();
}

}  // namespace callside
