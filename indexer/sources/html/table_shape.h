#pragma once

#include <gumbo.h>

namespace callside {

// Whether each row of a table is one statement that is read across ("Error 12 | The paper is out"), rather
// than the table a frame in which a page is laid out: that is so where it says so (role="presentation"), has
// a single column, or has headings, code, tables or long texts in its cells. Any thread.
bool is_data_table(const GumboNode* table);

}  // namespace callside
