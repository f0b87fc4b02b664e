#pragma once

#include <string_view>

namespace callside {

// Whether cmark-gfm (0.29.0.gfm.6 and older) would get stuck in this text, or abort the process: references
// that are repeated until they fill the memory, tables with more cells than text, brackets and links whose
// handling grows with the square of their number. No text that somebody wrote to be read comes near the
// limits. One pass, some 500 MB/s.
bool is_too_costly_markdown(std::string_view markdown);

}  // namespace callside
