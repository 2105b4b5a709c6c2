# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# tenon::io: tenon::tenon, with the libraries that read weight files: nlohmann_json (JSON) and libzip. Used by the build,
# which has the target where both are found, and by the installed package, which looks for them when its component `io` is
# asked for. TENON_IO_MISSING says what is not found.
set(TENON_IO_MISSING "")
if(NOT TARGET nlohmann_json::nlohmann_json)
  find_package(nlohmann_json 3 QUIET GLOBAL)
  if(NOT TARGET nlohmann_json::nlohmann_json)
    list(APPEND TENON_IO_MISSING "nlohmann_json (Debian: nlohmann-json3-dev)")
  endif()
endif()
if(NOT TARGET libzip::zip)  # (libzip's own package wants its programs too, so it is not asked.)
  find_path(TENON_LIBZIP_INCLUDE_DIR zip.h)
  find_library(TENON_LIBZIP_LIBRARY zip)
  mark_as_advanced(TENON_LIBZIP_INCLUDE_DIR TENON_LIBZIP_LIBRARY)
  if(TENON_LIBZIP_INCLUDE_DIR AND TENON_LIBZIP_LIBRARY)
    add_library(libzip::zip UNKNOWN IMPORTED GLOBAL)
    set_target_properties(libzip::zip PROPERTIES IMPORTED_LOCATION "${TENON_LIBZIP_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES
                                                                                             "${TENON_LIBZIP_INCLUDE_DIR}")
  else()
    list(APPEND TENON_IO_MISSING "libzip (Debian: libzip-dev)")
  endif()
endif()
list(JOIN TENON_IO_MISSING " and " TENON_IO_MISSING)
if(NOT TENON_IO_MISSING AND NOT TARGET tenon::io)
  if(TARGET tenon)  # this build
    add_library(tenon_io INTERFACE)
    add_library(tenon::io ALIAS tenon_io)
    set(target tenon_io)
  else()
    add_library(tenon::io INTERFACE IMPORTED)
    set(target tenon::io)
  endif()
  target_link_libraries(${target} INTERFACE tenon::tenon nlohmann_json::nlohmann_json libzip::zip)
endif()
