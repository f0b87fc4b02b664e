# The agent's page inside the program: each file of a folder becomes an array in a generated .cc. Without xxd or any
# other program than CMake itself.
#
# Included, this file gives callside_page_library(NAME FOLDER); run with `cmake -P`, it writes the .cc.

function(callside_page_library name folder)
  set(from ${CMAKE_SOURCE_DIR}/${folder})
  set(to ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(GLOB files CONFIGURE_DEPENDS ${from}/*.html ${from}/*.css ${from}/*.js ${from}/*.svg)
  add_custom_command(OUTPUT ${to}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUTPUT=${to} -P ${CMAKE_SOURCE_DIR}/tools/cmake/EmbedPage.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/cmake/EmbedPage.cmake
    COMMENT "Embedding ${folder}"
    VERBATIM)
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
  file(READ ${file} bytes HEX)
  # Every byte as an escape: what a byte means to a compiler's idea of source text doesn't matter.
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  string(APPEND arrays "constexpr char kBytes${number}[] = \"${bytes}\";\n")
  string(APPEND entries "    {\"${path}\", \"${type_${extension}}\","
                        " {kBytes${number}, sizeof kBytes${number} - 1}, \"\\\"${etag}\\\"\"},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE ${OUTPUT} "// Written by tools/cmake/EmbedPage.cmake.
#include \"searchd/page/page.h\"

namespace callside {
namespace {

${arrays}
constexpr PageFile kFiles[] = {
${entries}};

}  // namespace

std::span<const PageFile> page_files() { return kFiles; }

}  // namespace callside
")
