# Tests of the page in Chromium, one CTest test per file. They need `npm ci` in tests/browser, which tools/test runs;
# without it they fail and say so.
file(GLOB browser_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.test.mjs)
foreach(file IN LISTS browser_tests)
  get_filename_component(name ${file} NAME)
  string(REPLACE ".test.mjs" "" name ${name})
  if(name STREQUAL real AND NOT (TARGET callside-index AND TARGET callside-searchd))
    continue()
  endif()
  add_test(NAME "browser: ${name}" COMMAND ${CMAKE_SOURCE_DIR}/tests/browser/run ${name})
  # They take longest, so CTest starts them first.
  set_tests_properties("browser: ${name}" PROPERTIES LABELS browser TIMEOUT 900 COST 1000
    ENVIRONMENT "CALLSIDE_BIN=${CMAKE_BINARY_DIR}/bin")
endforeach()
