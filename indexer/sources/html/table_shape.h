#pragma once

#include <gumbo.h>

namespace callside {

// Returns true if each row of the table is a statement to read across ("Error 12 | The paper is out").
// Returns false for a layout table: one with role="presentation", with a single column, or with headings,
// code, tables or long texts in its cells. Thread-safe.
bool is_data_table(const GumboNode* table);

}  // namespace callside
