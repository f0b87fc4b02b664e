# Precompiled headers. Most of the time that the compiler takes goes into the standard library and the large headers of
# third parties, over and over; parsed once, a build takes half as long.
#
# One set for each group of targets that use the same libraries. Sources include what they use all the same, so that the
# project also builds with CALLSIDE_PRECOMPILED=OFF.
option(CALLSIDE_PRECOMPILED "Parse the standard library and third-party headers once" ON)

set(callside_std_headers
  <algorithm> <array> <atomic> <chrono> <cstdint> <filesystem> <functional> <iostream> <map> <memory> <mutex> <optional>
  <set> <span> <sstream> <string> <string_view> <thread> <tuple> <unordered_map> <unordered_set> <utility> <variant>
  <vector> <tl/expected.hpp>)

# callside_precompile(NAME): target `name` parses the standard library once, and shares that with all others of its group.
