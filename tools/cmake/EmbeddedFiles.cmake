# Embeds files in a program; shared by EmbedPage.cmake and EmbedStarter.cmake. Needs no program but CMake.

# Appends a C++ array kBytesNUMBER with the bytes of a file to ARRAYS in the caller's scope, and sets BYTES to an expression
# for a view of it.
macro(callside_embed_file file number)
  file(READ ${file} hex HEX)
  # Escapes every byte, so that the compiler's source character set does not matter.
  string(REGEX REPLACE "(..)" "\\\\x\\1" hex "${hex}")
  string(APPEND arrays "constexpr char kBytes${number}[] = \"${hex}\";\n")
  set(bytes "{kBytes${number}, sizeof kBytes${number} - 1}")
endmacro()

# Writes the .cc that defines FUNCTION(). HEADER must declare TYPE and `std::span<const TYPE> FUNCTION()`.
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

# Runs SCRIPT, which writes FILES into the .cc OUTPUT, now and whenever one of them changes. Runs while CMake configures,
# not as a build command: all files of the target would wait for that command, and ninja would compile them last, on one
# core.
function(callside_embed script output files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${files} ${script} ${CMAKE_SOURCE_DIR}/tools/cmake/EmbeddedFiles.cmake)
  execute_process(COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUTPUT=${output}.new ${ARGN} -P ${script}
                  COMMAND_ERROR_IS_FATAL ANY)
  file(COPY_FILE ${output}.new ${output} ONLY_IF_DIFFERENT)
endfunction()
