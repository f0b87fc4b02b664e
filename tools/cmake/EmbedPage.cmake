# Embeds the agent's page in the program: each file of a folder becomes an array in a generated .cc.
#
# When included, defines callside_page_library(NAME FOLDER). When run with `cmake -P`, writes the .cc.

include(${CMAKE_CURRENT_LIST_DIR}/EmbeddedFiles.cmake)

function(callside_page_library name folder)
  set(from ${CMAKE_SOURCE_DIR}/${folder})
  set(to ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(GLOB files CONFIGURE_DEPENDS ${from}/*.html ${from}/*.css ${from}/*.js ${from}/*.svg)
  callside_embed(${CMAKE_SOURCE_DIR}/tools/cmake/EmbedPage.cmake ${to} "${files}")
  add_library(${name} STATIC ${to} ${from}/page.h)
  target_link_libraries(${name} PUBLIC callside_options)
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")

set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(basename ${file} NAME)
  get_filename_component(extension ${file} LAST_EXT)
  string(SUBSTRING ${extension} 1 -1 extension)
  set(path /page/${basename})
  if(basename STREQUAL "index.html")
    set(path /)
  endif()
  file(SHA256 ${file} etag)
  string(SUBSTRING ${etag} 0 20 etag)
  callside_embed_file(${file} ${number})
  string(APPEND entries "    {\"${path}\", \"${type_${extension}}\", ${bytes}, \"\\\"${etag}\\\"\"},\n")
  math(EXPR number "${number} + 1")
endforeach()
callside_write_embedded(${OUTPUT} searchd/page/page.h PageFile page_files "${arrays}" "${entries}")
