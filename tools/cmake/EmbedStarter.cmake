# Embeds the starter folder of `callside-index init` in the program: each file in it and below, dot-files included, becomes
# an array in a generated .cc.
#
# When included, defines callside_starter_sources(VARIABLE FOLDER), which sets VARIABLE to the .cc. When run with
# `cmake -P`, writes the .cc.

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
