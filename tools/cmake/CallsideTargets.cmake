# How a part of Callside is built: one static library per folder, includes from the root.

# Off by default: a compiler that is newer than the project must not break the build of somebody who packages it.
option(CALLSIDE_WERROR "Treat warnings as errors" OFF)

add_library(callside_options INTERFACE)
target_include_directories(callside_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_options(callside_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CALLSIDE_WERROR)
  target_compile_options(callside_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 sees overlapping copies in std::string's own code (GCC bug 105651).
  target_compile_options(callside_options INTERFACE -Wno-restrict)
endif()
# Several files of a folder are compiled as one: most of the compiler's time goes into the standard library, JSON and
# CLI11, which each file would parse and instantiate anew. Debug builds compile file by file, and with them clang-tidy.
option(CALLSIDE_UNITY "Compile the files of a folder together" ON)
set(CALLSIDE_UNITY_FILES 60 CACHE STRING "Files that are compiled together; more take less time in all, and more memory")
mark_as_advanced(CALLSIDE_UNITY_FILES)
if(CALLSIDE_UNITY)
  # A local name may hide a constant of another file. And a class that is known in one file only may hold one of that
  # file's unnamed namespace: g++ tells such files by being compiled themselves, not included.
  target_compile_options(callside_options INTERFACE -Wno-shadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# Sets up how the files of `target` are compiled together.
function(callside_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CALLSIDE_UNITY}
                                             UNITY_BUILD_BATCH_SIZE ${CALLSIDE_UNITY_FILES})
endfunction()

# Compiles in a fifth less time, for code that no answer waits for. Inlining costs the compiler nothing measurable.
function(callside_optimise_less target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>
    "$<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-finline-functions;-finline-small-functions;-fpartial-inlining>")
endfunction()

if(CALLSIDE_SANITIZE)
  # Unoptimised: with both sanitizers, -O1 compiles three times as long as the tests gain by it.
  # Lines are all that a report names; more symbols double the size of the programs.
  target_compile_options(callside_options INTERFACE -fsanitize=${CALLSIDE_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(callside_options INTERFACE -fsanitize=${CALLSIDE_SANITIZE})
endif()
if(CALLSIDE_FUZZ)
  target_compile_options(callside_options INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer)
  target_link_options(callside_options INTERFACE -fsanitize=address)
endif()

# callside_library(NAME FOLDER LINKS target...): the library of all *.cc in FOLDER and the folders below it.
function(callside_library name folder)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  callside_unity(${name})
  target_link_libraries(${name} PUBLIC callside_options ${ARG_LINKS})
endfunction()

# callside_test(FOLDER LINKS target...): the test program of all *_test.cc in tests/FOLDER and the folders below it, one
# CTest entry for each test case.
function(callside_test folder)
  cmake_parse_arguments(ARG "" "" "LINKS;LABELS" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  callside_unity(test_${name})
  target_link_libraries(test_${name} PRIVATE callside_test_main ${ARG_LINKS})
  target_compile_definitions(test_${name} PRIVATE CALLSIDE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  CALLSIDE_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
  catch_discover_tests(test_${name} TEST_PREFIX "${folder}: " PROPERTIES LABELS "${folder};${ARG_LABELS}" TIMEOUT 300)
endfunction()
