#pragma once

#include <string_view>

namespace callside {

// Returns true if cmark-gfm (0.29.0.gfm.6 and older) would hang on this text or abort the process. The causes
// are references repeated until they fill the memory, tables with more cells than text, and brackets and
// links whose handling is quadratic. Texts written for people stay far below the limits. One pass, about 500
// MB/s.
bool is_too_costly_markdown(std::string_view markdown);

}  // namespace callside
