// Catch2 2.13 makes main() here; version 3 ignores the macro, and Catch2::Catch2WithMain brings it.
#define CATCH_CONFIG_MAIN
#include "tests/support/catch2.h"
