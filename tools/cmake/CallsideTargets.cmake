# Functions that build a part of Callside: one static library per folder, includes from the root.

# Off by default, so that the warnings of a newer compiler do not break the builds of packagers.
option(CALLSIDE_WERROR "Treat warnings as errors" OFF)

add_library(callside_options INTERFACE)
target_include_directories(callside_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_options(callside_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CALLSIDE_WERROR)
  target_compile_options(callside_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 warns of overlapping copies in std::string's own code (GCC bug 105651).
  target_compile_options(callside_options INTERFACE -Wno-restrict)
endif()
# Compiles the files of a folder as one translation unit. Most compile time goes into the standard library, JSON and CLI11,
# which every single file would parse and instantiate again. Debug builds, which clang-tidy uses, compile file by file.
option(CALLSIDE_UNITY "Compile the files of a folder together" ON)
set(CALLSIDE_UNITY_FILES 60 CACHE STRING "Files compiled together; more take less time, but more memory")
mark_as_advanced(CALLSIDE_UNITY_FILES)
if(CALLSIDE_UNITY)
  # In a unity build, a local name may shadow a constant of another file. Also, g++ warns if a class has a member from an
  # unnamed namespace of an included file, and a unity build includes every .cc.
  target_compile_options(callside_options INTERFACE -Wno-shadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# Makes `target` a unity build if CALLSIDE_UNITY is on.
function(callside_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CALLSIDE_UNITY}
                                             UNITY_BUILD_BATCH_SIZE ${CALLSIDE_UNITY_FILES})
endfunction()

# Uses -O1 with inlining for code that no request waits for; it compiles in a fifth less time. Inlining adds no measurable
# compile time.
function(callside_optimise_less target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>
    "$<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-finline-functions;-finline-small-functions;-fpartial-inlining>")
endfunction()

if(CALLSIDE_SANITIZE)
  # No -O1: with both sanitizers it costs three times as much compile time as it saves test time.
  # -g1 is enough, since reports only need line numbers; full symbols double the size of the programs.
  target_compile_options(callside_options INTERFACE -fsanitize=${CALLSIDE_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(callside_options INTERFACE -fsanitize=${CALLSIDE_SANITIZE})
endif()
if(CALLSIDE_FUZZ)
  target_compile_options(callside_options INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer)
  target_link_options(callside_options INTERFACE -fsanitize=address)
endif()

# callside_library(NAME FOLDER LINKS target...): a static library of all *.cc in FOLDER and below.
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

# callside_test(FOLDER LINKS target...): a test program of all *_test.cc in tests/FOLDER and below, with one CTest test per
# test case.
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
