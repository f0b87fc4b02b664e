# The page in a real Chromium. `npm ci` in tests/browser comes first (tools/test does it); where it was not run, these
# tests fail and say so.
function(callside_browser_test name)
  add_test(NAME "browser: ${name}" COMMAND ${CMAKE_SOURCE_DIR}/tests/browser/run ${ARGN})
  set_tests_properties("browser: ${name}" PROPERTIES LABELS browser TIMEOUT 900 PROCESSORS 2
    ENVIRONMENT "CALLSIDE_BIN=${CMAKE_BINARY_DIR}/bin")
endfunction()

callside_browser_test("the page" page)
if(TARGET callside-index AND TARGET callside-searchd)
  callside_browser_test("the page and the daemon" real)
endif()
