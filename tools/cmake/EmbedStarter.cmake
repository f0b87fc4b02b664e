# The starter folder of `callside-index init` inside the program: each file of a folder, those below it and those that
# begin with a dot included, becomes an array in a generated .cc.
#
# Included, this file gives callside_starter_sources(VARIABLE FOLDER): the .cc to compile. Run with `cmake -P`, it writes
# it.

include(${CMAKE_CURRENT_LIST_DIR}/EmbeddedFiles.cmake)

function(callside_starter_sources variable folder)
  set(from ${CMAKE_SOURCE_DIR}/${folder})
  set(to ${CMAKE_CURRENT_BINARY_DIR}/starter_files.cc)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${from}/*)
  callside_embed(${CMAKE_SOURCE_DIR}/tools/cmake/EmbedStarter.cmake ${to} "${files}" -DFROM=${from})
  set(${variable} ${to} PARENT_SCOPE)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH path ${FROM} ${file})
  callside_embed_file(${file} ${number})
  string(APPEND entries "    {\"${path}\", ${bytes}},\n")
  math(EXPR number "${number} + 1")
endforeach()
callside_write_embedded(${OUTPUT} indexer/commands/starter.h StarterFile starter_files "${arrays}" "${entries}")
