# Files inside a program: what the page and the starter folder have in common. Without xxd or any other program than CMake
# itself.

# Appends to ARRAYS in the caller's scope a C++ array kBytesNUMBER with the bytes of a file, and sets BYTES to the
# expression that is a view of it.
macro(callside_embed_file file number)
  file(READ ${file} hex HEX)
  # Every byte as an escape: what a byte means to a compiler's idea of source text doesn't matter.
  string(REGEX REPLACE "(..)" "\\\\x\\1" hex "${hex}")
  string(APPEND arrays "constexpr char kBytes${number}[] = \"${hex}\";\n")
  set(bytes "{kBytes${number}, sizeof kBytes${number} - 1}")
endmacro()

# Writes the .cc: HEADER declares TYPE and `std::span<const TYPE> FUNCTION()`.
function(callside_write_embedded output header type function arrays entries)
  file(WRITE ${output} "// Written by tools/cmake/EmbeddedFiles.cmake.
#include \"${header}\"

namespace callside {
namespace {

${arrays}
constexpr ${type} kFiles[] = {
${entries}};

}  // namespace

std::span<const ${type}> ${function}() { return kFiles; }

}  // namespace callside
")
endfunction()

# Runs SCRIPT, which writes a .cc with FILES in it, to OUTPUT; again whenever one of them has changed. While CMake
# configures, not by a command of the build: all files of a target would wait for that, and ninja would compile them
# last, on one core.
function(callside_embed script output files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${files} ${script} ${CMAKE_SOURCE_DIR}/tools/cmake/EmbeddedFiles.cmake)
  execute_process(COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUTPUT=${output}.new ${ARGN} -P ${script}
                  COMMAND_ERROR_IS_FATAL ANY)
  file(COPY_FILE ${output}.new ${output} ONLY_IF_DIFFERENT)
endfunction()
