# Installs the programs, their manual pages, and completions for bash, zsh and fish. The programs write both from the tables
# with which they parse their command lines.
include(GNUInstallDirs)

set(share ${CMAKE_BINARY_DIR}/share)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/share.stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${share}
  COMMAND callside-index share ${share}
  COMMAND callside-searchd --share ${share}
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/share.stamp
  DEPENDS callside-index callside-searchd
  COMMENT "Writing manual pages and completions"
  VERBATIM)
add_custom_target(share ALL DEPENDS ${CMAKE_BINARY_DIR}/share.stamp)

install(TARGETS callside-index callside-searchd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${share}/ DESTINATION ${CMAKE_INSTALL_DATADIR})
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
