# Finds the libraries that Callside uses, as imported targets with SYSTEM headers. The minimum versions are those of
# Debian 12; Debian 13's work too. tools/packages.txt lists the packages.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
  message(FATAL_ERROR "Callside needs g++ 12 or newer; this is ${CMAKE_CXX_COMPILER_VERSION}.")
endif()

# Stops with an error that names the package to install, unless `found` is true and `version` is at least `minimum`.
function(callside_require name found version minimum package)
  if(NOT found)
    message(FATAL_ERROR "Callside needs ${name} ${minimum} or newer, but it is not installed: install Debian's ${package} "
                        "(tools/install run installs all missing packages).")
  elseif(version VERSION_LESS minimum)
    message(FATAL_ERROR "Callside needs ${name} ${minimum} or newer, but ${version} is installed: upgrade ${package}. "
                        "Debian 12 and 13 have it.")
  endif()
endfunction()

# callside_package(NAME MINIMUM DEBIAN-PACKAGE [find_package arguments...]): finds a CMake package.
macro(callside_package name minimum package)
  find_package(${name} QUIET ${ARGN})
  callside_require(${name} "${${name}_FOUND}" "${${name}_VERSION}" ${minimum} ${package})
endmacro()

# callside_module(PREFIX MINIMUM DEBIAN-PACKAGE pkg-config-module...): finds modules, as target PkgConfig::PREFIX.
macro(callside_module prefix minimum package)
  pkg_check_modules(${prefix} QUIET IMPORTED_TARGET ${ARGN})
  if(${prefix}_VERSION)
    set(version_of_${prefix} ${${prefix}_VERSION})
  else()
    # With several modules, checks the version of the first.
    set(version_of_${prefix} ${${prefix}_${ARGV3}_VERSION})
  endif()
  callside_require(${ARGV3} "${${prefix}_FOUND}" "${version_of_${prefix}}" ${minimum} ${package})
endmacro()

find_package(OpenSSL QUIET COMPONENTS Crypto)
callside_require(OpenSSL "${OPENSSL_FOUND}" "${OPENSSL_VERSION}" 3.0 libssl-dev)
callside_package(nlohmann_json 3.11.2 nlohmann-json3-dev)
callside_package(CLI11 2.1 libcli11-dev)
callside_package(spdlog 1.10 libspdlog-dev)
callside_package(yaml-cpp 0.7 libyaml-cpp-dev)
callside_package(tl-expected 1.0 libexpected-dev)
callside_package(Catch2 2.13 catch2)

callside_module(XAPIAN 1.4.22 libxapian-dev xapian-core)
callside_module(ICU 72.1 libicu-dev icu-uc icu-i18n)
# Only pkg-config gives the -D flags that the package was built with; they change the layout of httplib's classes.
callside_module(HTTPLIB 0.11.4 libcpp-httplib-dev cpp-httplib)
callside_module(CMARK 0.29 libcmark-gfm-dev libcmark-gfm)
callside_module(GUMBO 0.10 libgumbo-dev gumbo)
callside_module(TOMLPLUSPLUS 3.3 libtomlplusplus-dev tomlplusplus)
callside_module(SQLITE 3.40 libsqlite3-dev sqlite3)

# CLD2 has neither a CMake nor a pkg-config file, and no version.
find_library(CLD2_LIBRARY cld2)
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h)
if(NOT CLD2_LIBRARY OR NOT CLD2_INCLUDE_DIR)
  message(FATAL_ERROR "Callside needs CLD2, but it is not installed: install Debian's libcld2-dev (tools/install run "
                      "installs all missing packages).")
endif()
add_library(CLD2::cld2 INTERFACE IMPORTED)
target_link_libraries(CLD2::cld2 INTERFACE ${CLD2_LIBRARY})
target_include_directories(CLD2::cld2 SYSTEM INTERFACE ${CLD2_INCLUDE_DIR})
