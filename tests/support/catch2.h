#pragma once

// Catch2, version 3 (catch2/catch_all.hpp) or 2.13 (one header). The only file that knows the difference in
// C++.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
// Version 2 has these names here.
using Catch::Approx;
using Catch::Generators::as;
using Catch::Generators::from_range;
using Catch::Generators::values;
#else
#include <catch2/catch.hpp>
#endif
