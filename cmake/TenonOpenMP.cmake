# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# tenon::openmp: tenon::tenon, with evaluations shared out among OpenMP's threads. Used by the build, which has the target
# where OpenMP is found, and by the installed package, which looks for OpenMP when its component `openmp` is asked for.
if(NOT TARGET OpenMP::OpenMP_CXX)
  find_package(OpenMP QUIET COMPONENTS CXX GLOBAL)
endif()
if(TARGET OpenMP::OpenMP_CXX AND NOT TARGET tenon::openmp)
  add_library(tenon::openmp INTERFACE IMPORTED GLOBAL)
  target_link_libraries(tenon::openmp INTERFACE tenon::tenon OpenMP::OpenMP_CXX)
  target_compile_definitions(tenon::openmp INTERFACE TENON_OPENMP)
endif()
