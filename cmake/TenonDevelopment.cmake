# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# What building tenon itself needs and its users do not: the strict target and the compiler cache.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(TENON_CCACHE ccache)
mark_as_advanced(TENON_CCACHE)
if(TENON_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${TENON_CCACHE})
endif()

add_library(tenon_dev INTERFACE)
target_link_libraries(tenon_dev INTERFACE tenon::tenon)
target_include_directories(tenon_dev INTERFACE "${PROJECT_SOURCE_DIR}")  # so that tests say "tests/support/…"
target_compile_options(
  tenon_dev
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion # a narrowing in a kernel is a wrong number later
            -Wshadow
            -Werror)
