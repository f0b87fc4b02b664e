#pragma once

// Includes Catch2 3 (catch2/catch_all.hpp) or 2.13 (a single header). No other C++ file depends on the
// version.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
// Version 2 has these names in the global namespace.
using Catch::Approx;
using Catch::Generators::as;
using Catch::Generators::from_range;
using Catch::Generators::values;
#else
#include <catch2/catch.hpp>
#endif
