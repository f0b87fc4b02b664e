# Data files inside a library: each *.txt of FOLDER/data becomes a string literal in a generated .cc.
#
# Included, this file gives callside_embed_data(TARGET FOLDER): TARGET also compiles the definition of
# `std::span<const DataFile> NAME_data()`, which FOLDER/data_files.h declares; NAME is the last part of FOLDER. Run with
# `cmake -P`, it writes the .cc.

include(${CMAKE_CURRENT_LIST_DIR}/EmbeddedFiles.cmake)

function(callside_embed_data target folder)
  get_filename_component(name ${folder} NAME)
  set(to ${CMAKE_CURRENT_BINARY_DIR}/${name}_data.cc)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/data/*.txt)
  callside_embed(${CMAKE_SOURCE_DIR}/tools/cmake/EmbedData.cmake ${to} "${files}"
                 -DHEADER=${folder}/data_files.h -DFUNCTION=${name}_data)
  # Compiled by itself: a changed list does not compile the code again.
  set_source_files_properties(${to} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${to})
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# Raw string literals: for half a megabyte of text they take CMake and the compiler less time than an escape a byte.
set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND arrays "constexpr char kBytes${number}[] = R\"data(${text})data\";\n")
  string(APPEND entries "    {\"${name}\", {kBytes${number}, sizeof kBytes${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
callside_write_embedded(${OUTPUT} ${HEADER} DataFile ${FUNCTION} "${arrays}" "${entries}")
