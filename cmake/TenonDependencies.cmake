# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# What tenon stands on: xsimd and the headers of Boost. Used by the build and by the installed package alike; targets that
# are there already (a parent project's) are taken as they are.
if(POLICY CMP0167)  # Boost's own package configuration, from CMake 3.30 on
  cmake_policy(SET CMP0167 NEW)
endif()
foreach(dependency xsimd:xsimd Boost:Boost::headers)
  string(REGEX REPLACE ":.*" "" package "${dependency}")
  string(REGEX REPLACE "^[^:]*:" "" target "${dependency}")
  if(NOT TARGET ${target})
    find_package(${package} REQUIRED GLOBAL)  # GLOBAL: a parent project links through tenon::tenon
  endif()
endforeach()

# Debian's xsimd 8.1 links to a target xtl that it neither finds nor needs; left alone it becomes -lxtl.
get_target_property(xsimd_links xsimd INTERFACE_LINK_LIBRARIES)
if("xtl" IN_LIST xsimd_links AND NOT TARGET xtl)
  find_package(xtl QUIET GLOBAL)
  if(NOT TARGET xtl)
    add_library(xtl INTERFACE IMPORTED GLOBAL)
  endif()
endif()
